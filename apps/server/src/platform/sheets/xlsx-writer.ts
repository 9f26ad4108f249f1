import { type ByteSink, type Cell, createSums, type Sheet, type SheetColumn, type SheetWriter } from './sheet.ts';
import { createZip } from './zip-stream.ts';

/**
 * A workbook as it is printed here: title merged over the table, a line of whose and when, every cell with its border, the
 * header again on each page, A4 landscape, one page wide, sums below. Written while the rows come. (hucre's own streaming
 * writer knows neither merged cells nor borders nor pages; it reads what is written here, in the tests.)
 */
export async function createXlsx(sheet: Sheet, sink: ByteSink, rowsMost = 1_000_000): Promise<SheetWriter> {
  const zip = createZip(sink);
  const sums = createSums(sheet.columns);
  const letters = sheet.columns.map((_, at) => columnLetters(at));
  let leaves = 0;
  let leaf: Awaited<ReturnType<typeof zip.part>> | null = null;
  let row = 0;

  async function openLeaf() {
    leaves++;
    leaf = await zip.part(`xl/worksheets/sheet${leaves}.xml`);
    row = headRows;
    await leaf.write(head(sheet, letters));
  }
  async function closeLeaf() {
    await leaf?.write(foot(letters, row));
    await leaf?.end();
    leaf = null;
  }

  await openLeaf();
  return {
    async rows(rows) {
      let text = '';
      for (const cells of rows) {
        if (row - headRows >= rowsMost) {
          await leaf?.write(text);
          text = '';
          await closeLeaf();
          await openLeaf();
        }
        row++;
        sums.add(cells);
        text += rowXml(row, cells, sheet.columns, letters);
      }
      await leaf?.write(text);
    },
    async end() {
      if (sheet.totalWord !== null) {
        row++;
        await leaf?.write(rowXml(row, sums.row(sheet.totalWord), sheet.columns, letters, true));
      }
      await closeLeaf();
      for (const [name, text] of bookParts(sheet.title, leaves)) {
        const part = await zip.part(name);
        await part.write(text);
        await part.end();
      }
      await zip.end();
    },
  };
}

const headRows = 3;
/** Places in `cellXfs` of the styles below. */
const style = { title: 1, line: 2, header: 3, text: 4, number: 5, time: 6, sumText: 7, sumNumber: 8 } as const;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function head({ title, line, columns }: Sheet, letters: readonly string[]): string {
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const headers = columns.map(({ header }, at) => textCell(`${letters[at]}3`, header, style.header)).join('');
  const merged = (n: number, text: string, which: number) =>
    letters.map((letter, at) => (at === 0 ? textCell(`${letter}${n}`, text, which) : `<c r="${letter}${n}" s="${which}"/>`)).join('');
  return `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1" ht="30" customHeight="1">${merged(1, title, style.title)}</row><row r="2" ht="20" customHeight="1">${merged(2, line, style.line)}</row><row r="3" ht="22" customHeight="1">${headers}</row>`;
}

function foot(letters: readonly string[], rows: number): string {
  const last = letters.at(-1);
  const merges =
    letters.length > 1 ? `<mergeCells count="2"><mergeCell ref="A1:${last}1"/><mergeCell ref="A2:${last}2"/></mergeCells>` : '';
  return `</sheetData><autoFilter ref="A${headRows}:${last}${rows}"/>${merges}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
}

function rowXml(row: number, cells: readonly Cell[], columns: readonly SheetColumn[], letters: readonly string[], isSum = false): string {
  let text = `<row r="${row}">`;
  for (let at = 0; at < columns.length; at++) {
    const cell = cells[at] ?? null;
    const place = `${letters[at]}${row}`;
    if (cell === null || cell === '') text += `<c r="${place}" s="${isSum ? style.sumText : style.text}"/>`;
    else if (typeof cell === 'number') text += `<c r="${place}" s="${isSum ? style.sumNumber : style.number}"><v>${cell}</v></c>`;
    else if (typeof cell === 'string') text += textCell(place, cell, isSum ? style.sumText : style.text);
    else text += `<c r="${place}" s="${style.time}"><v>${serial(cell)}</v></c>`;
  }
  return `${text}</row>`;
}

const textMost = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const replaced: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '' };
const escaped = (text: string) => text.replace(special, (char) => replaced[char] ?? '');

function textCell(place: string, text: string, which: number): string {
  const shown = text.length > textMost ? `${text.slice(0, textMost - 1)}…` : text;
  return `<c r="${place}" s="${which}" t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

/** Days since the end of 1899 in the city's time (contract/city-time.ts), to the minute. */
function serial(at: Date): number {
  const minutes = Math.floor((at.getTime() + 8 * 3_600_000) / 60_000);
  return Math.round((minutes / 1440 + 25_569) * 1e9) / 1e9;
}

function columnLetters(at: number): string {
  let letters = '';
  for (let n = at + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** Names of leaves have at most 31 letters and none of `[]:*?/\`. */
export function leafName(title: string, nth: number): string {
  const ending = nth > 1 ? ` ${nth}` : '';
  return `${title.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31 - ending.length)}${ending}`;
}

function bookParts(title: string, leaves: number): [string, string][] {
  const numbers = Array.from({ length: leaves }, (_, at) => at + 1);
  const names = numbers.map((n) => escaped(leafName(title, n)).replace(/"/g, '&quot;'));
  const sheets = numbers.map((n) => `<sheet name="${names[n - 1]}" sheetId="${n}" r:id="rId${n}"/>`).join('');
  const titles = numbers
    .map((n) => `<definedName name="_xlnm.Print_Titles" localSheetId="${n - 1}">'${names[n - 1]}'!$${headRows}:$${headRows}</definedName>`)
    .join('');
  const sheetRelations = numbers
    .map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('');
  const sheetTypes = numbers
    .map(
      (n) =>
        `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
    )
    .join('');
  return [
    ['xl/styles.xml', styles],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets}</sheets><definedNames>${titles}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheetRelations}<Relationship Id="rId${leaves + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheetTypes}</Types>`,
    ],
  ];
}

const font = (size: number, more = '') => `<font>${more}<sz val="${size}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`;
const edge = (side: string) => `<${side} style="thin"><color auto="1"/></${side}>`;
const xf = (numFmt: number, fontId: number, border: number, alignment: string) =>
  `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" ${alignment}/></xf>`;
/** 49: text. 164: the time as lists show it. */
const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><fonts count="4">${font(10)}${font(16, '<b/>')}${font(10, '<b/>')}${font(9)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xf(49, 1, 0, 'horizontal="center"')}${xf(49, 3, 0, 'horizontal="left"')}${xf(49, 2, 1, 'horizontal="center" wrapText="1"')}${xf(49, 0, 1, 'horizontal="left" wrapText="1"')}${xf(0, 0, 1, 'horizontal="right"')}${xf(164, 0, 1, 'horizontal="center"')}${xf(49, 2, 1, 'horizontal="left"')}${xf(0, 2, 1, 'horizontal="right"')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
