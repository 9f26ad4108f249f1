import { dictionary } from '@muster/ui/words/dictionary';

export const exportWords = dictionary(
  {
    open: '导出',
    asXlsx: 'Excel 表格（.xlsx）',
    asCsv: 'CSV（给别的程序用）',
    running: (rows: string) => `正在导出，${rows} 行`,
    beginning: '正在导出…',
    cancel: '取消导出',
    done: (fileName: string, rows: string) => `已存下 ${fileName}，${rows} 行`,
    cancelled: (rows: string) => `取消了，没有存下文件。已给出 ${rows} 行，记在审计里`,
    broken: '没导出完，文件没有存。再试一次',
    note: '导出什么、多少行，都记在审计里',
  },
  {
    open: 'Export',
    asXlsx: 'Excel sheet (.xlsx)',
    asCsv: 'CSV (for other programs)',
    running: (rows: string) => `Exporting, ${rows} rows`,
    beginning: 'Exporting…',
    cancel: 'Cancel the export',
    done: (fileName: string, rows: string) => `Saved ${fileName}, ${rows} rows`,
    cancelled: (rows: string) => `Cancelled; no file was saved. ${rows} rows were given out, as the audit says`,
    broken: 'Not exported to the end; no file was saved. Try again',
    note: 'What is exported, and how many rows, stands in the audit',
  },
);
