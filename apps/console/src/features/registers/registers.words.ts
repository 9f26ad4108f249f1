import { dictionary } from '@muster/ui/words/dictionary';

export const registerWords = dictionary(
  {
    open: '打印台账',
    title: (name: string) => `${name}的台账`,
    text: '从记录里生成，写着截至什么时候、谁打印、用于什么。打印了谁都查得到。',
    purpose: '用于',
    purposeHint: '印在每一页上',
    usual: { inspection: '迎检备查', posting: '上墙公示', handover: '工作移交' },
    print: '打开 A4 页面打印',
    docx: '下载 Word 文件',
    missing: '还差用于什么',
    cancel: '先不打',
    opened: '已在新标签页打开，按 Ctrl P 打印',
    blocked: '浏览器拦住了新标签页。点这里打开',
    saved: (name: string) => `已下载 ${name}`,
  },
  {
    open: 'Print the register',
    title: (name) => `Register of ${name}`,
    text: 'Made from the records. It says as of when, who took it and what for; that it was taken is recorded.',
    purpose: 'What for',
    purposeHint: 'Printed on each page',
    usual: { inspection: 'Inspection', posting: 'Posting on site', handover: 'Handover' },
    print: 'Open the A4 page to print',
    docx: 'Download as Word file',
    missing: 'Say what for',
    cancel: 'Not now',
    opened: 'Opened in a new tab; Ctrl P prints it',
    blocked: 'The browser held back the new tab. Open it here',
    saved: (name) => `Downloaded ${name}`,
  },
);
