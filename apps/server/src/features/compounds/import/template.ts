import type { ImportColumn } from '@muster/contract/compounds/import-faults';
import { importColumnName, type SheetLanguage } from '@muster/contract/compounds/import-sentences';
import { writeXlsx } from 'hucre/xlsx';
import { kindWords, lackWords } from './values.ts';

const columns: readonly { column: ImportColumn; width: number; needed?: boolean }[] = [
  { column: 'community', width: 18, needed: true },
  { column: 'name', width: 20, needed: true },
  { column: 'kind', width: 12, needed: true },
  { column: 'lacks', width: 24 },
  { column: 'road', width: 18 },
  { column: 'number', width: 10 },
  { column: 'yard', width: 10 },
  { column: 'grid', width: 12 },
  { column: 'gates', width: 16 },
  { column: 'building', width: 10 },
  { column: 'units', width: 8 },
  { column: 'floors', width: 8 },
  { column: 'households', width: 8 },
  { column: 'residents', width: 8 },
];

/** Rows that are left out when the file comes back as it is: they say so themselves. */
const exampleRows = (mark: string): (string | number | null)[][] => {
  const [community, compound, other] = ['天湖苑社区', '天湖苑', '机床厂家属院'].map((name) => mark + name) as [string, string, string];
  return [
    [community, compound, '有物业', null, '建设路', '12号', null, '第一网格', '南门、东门', '1号楼', 3, 6, 36, 98],
    [community, compound, null, null, null, null, null, null, null, '2号楼', 3, 6, 36, 101],
    [community, other, '三无小区', '无物业管理、无人防物防', '矿工路', '8号', null, null, null, null, null, null, 120, 310],
  ];
};
const examples: Record<SheetLanguage, (string | number | null)[][]> = { zh: exampleRows('（示例）'), en: exampleRows('(example) ') };

const words = {
  zh: {
    sheet: '小区楼栋',
    title: '小区、楼栋登记表',
    line: '一行一栋楼；不分楼栋的小区一行一个，户数写全小区的。带 * 的要填，没有的空着。同一个表导两次不会重复。示例行可以留着，不会导入。',
    asked: '从下拉里选',
  },
  en: {
    sheet: 'Compounds',
    title: 'Compounds and buildings',
    line: 'One row a building; a compound without buildings is one row with the households of all of it. * is needed, leave empty what does not exist. The same file twice changes nothing. Example rows are not imported.',
    asked: 'Choose from the list',
  },
} as const;

const rowsChecked = 2000;

/** The empty form: drop-downs for what is one of few, examples that are marked as such, everything a text that a code could be. */
export function compoundTemplate(language: SheetLanguage): Promise<Uint8Array> {
  const word = words[language];
  const last = columns.length - 1;
  const headers = columns.map(({ column, needed }) => `${importColumnName(column, language)}${needed ? ' *' : ''}`);
  const at = (column: ImportColumn) => columns.findIndex((one) => one.column === column);
  const range = (column: ImportColumn) => {
    const letter = String.fromCharCode(65 + at(column));
    return `${letter}4:${letter}${rowsChecked}`;
  };
  const edge = { style: 'thin' as const };
  const border = { top: edge, bottom: edge, left: edge, right: edge };
  const cells = new Map<string, object>([
    ['0,0', { value: word.title, style: { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } } }],
    ['1,0', { value: word.line, style: { font: { size: 9 }, alignment: { wrapText: true } } }],
    ...headers.map((text, column): [string, object] => [
      `2,${column}`,
      { value: text, style: { font: { bold: true }, border, alignment: { horizontal: 'center' } } },
    ]),
    ...examples[language].flatMap((row, index) =>
      row.map((value, column): [string, object] => [
        `${index + 3},${column}`,
        { value, style: { font: { italic: true, color: { rgb: 'FF62676C' } }, border } },
      ]),
    ),
  ]);
  const list = (column: ImportColumn, values: string[], strict: boolean) => ({
    type: 'list' as const,
    range: range(column),
    values,
    allowBlank: true,
    showErrorMessage: strict,
    errorTitle: importColumnName(column, language),
    errorMessage: word.asked,
  });
  return writeXlsx({
    sheets: [
      {
        name: word.sheet,
        rows: [[word.title], [word.line], headers, ...examples[language]],
        cells: cells as never,
        columns: columns.map(({ column, width }) => ({ key: column, width })),
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: last },
          { startRow: 1, startCol: 0, endRow: 1, endCol: last },
        ],
        freezePane: { rows: 3 },
        dataValidations: [
          list(
            'kind',
            Object.values(kindWords).map((all) => all[0] as string),
            true,
          ),
          // Several of them are written in one cell, so others than those of the list are let through.
          list('lacks', [...Object.values(lackWords).map((all) => all[0] as string), '三样都缺'], false),
        ],
        pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      } as never,
    ],
  });
}
