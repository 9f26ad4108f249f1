import { registerWords } from './register.words.ts';
import type { RegisterContent, RegisterSection, RegisterTable } from './register-content.ts';

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * A4 as it is printed, without a line of script. Margins of GB/T 9704 (37, 26, 35, 28 mm); the head of a table comes back on
 * each page, a row is not torn. Browsers before Chromium 131 print no page numbers; the Word file has them everywhere.
 */
export function registerHtml(content: RegisterContent): string {
  const words = registerWords[content.language];
  const [before, between, after] = words
    .page('\0', '\0')
    .split('\0')
    .map((text) => JSON.stringify(text));
  return `<!doctype html><html lang="${content.language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(`${content.title} ${content.name}`)}</title><style>
@page{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-center{content:${before} counter(page) ${between} counter(pages) ${after};font:10.5pt SimSun,"Noto Serif CJK SC",serif}@bottom-left{content:none}@top-right{content:${JSON.stringify(content.foot).replaceAll('<', '\\3c ')};font:9pt SimSun,"Noto Serif CJK SC",serif;color:#62676c;white-space:nowrap}}
*{box-sizing:border-box}body{max-width:156mm;margin:0 auto;padding:24px 0;background:#fff;color:#000;font:12pt/20pt FangSong_GB2312,FangSong,STFangsong,"Noto Serif CJK SC",serif}
.hint{margin:0 0 24px;padding:8px 12px;background:#e9eef7;color:#23478a;font:13px/20px system-ui,"Noto Sans CJK SC",sans-serif}
h1{margin:0;font:22pt/30pt "FZXiaoBiaoSong-B05S",SimSun,"Noto Serif CJK SC",serif;font-weight:600;text-align:center}
.name{margin:4pt 0 10pt;font:16pt/24pt KaiTi_GB2312,KaiTi,"AR PL UKai CN",serif;text-align:center}
.lines{margin:0 0 12pt;padding:0;list-style:none;font-size:10.5pt;line-height:16pt;text-align:center}
h2{margin:14pt 0 6pt;font:14pt/22pt SimHei,"Noto Sans CJK SC",sans-serif;font-weight:600;break-after:avoid}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:10.5pt;line-height:15pt}thead{display:table-header-group}tr{break-inside:avoid}
th,td{padding:3pt 5pt;border:.5pt solid #000;text-align:left;font-weight:400;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}thead th{font-family:SimHei,"Noto Sans CJK SC",sans-serif;background:#f0f0f0}
.n{text-align:right;font-variant-numeric:tabular-nums}.facts th{width:30mm}.sum td{font-weight:600}p{margin:0}
@media print{.hint{display:none}body{padding:0;max-width:none}}
</style></head><body><p class="hint">${escaped(words.printHint)}</p><main><h1>${escaped(content.title)}</h1><p class="name">${escaped(content.name)}</p><ul class="lines">${content.lines
    .map((line) => `<li>${escaped(line)}</li>`)
    .join('')}</ul>${content.sections.map(section).join('')}</main></body></html>`;
}

function section({ title, facts, table, note }: RegisterSection): string {
  const rows = facts?.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('');
  return `<section><h2>${escaped(title)}</h2>${rows ? `<table class="facts"><tbody>${rows}</tbody></table>` : ''}${table ? grid(table) : ''}${note ? `<p>${escaped(note)}</p>` : ''}</section>`;
}

function grid({ columns, rows, hasSum }: RegisterTable): string {
  const head = columns
    .map(({ text, width, isNumber }) => `<th scope="col" style="width:${width}%"${isNumber ? ' class="n"' : ''}>${escaped(text)}</th>`)
    .join('');
  const body = rows.map((row, at) => {
    const cells = row.map((text, i) => `<td${columns[i]?.isNumber ? ' class="n"' : ''}>${escaped(text)}</td>`).join('');
    return `<tr${hasSum && at === rows.length - 1 ? ' class="sum"' : ''}>${cells}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
