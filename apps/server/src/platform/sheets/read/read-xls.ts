import { read, utils, type WorkSheet } from '@e965/xlsx';
import { type Book, UnreadableBook } from './book.ts';
import type { RawCell } from './clean.ts';
import { toLeaf } from './leaf.ts';

/** The one place that knows the library by which .xls, as Excel 97 and WPS wrote it, is read. */
export function readXlsBook(data: Uint8Array, rowsMost: number): Book {
  const book = parsed(data, rowsMost);
  return {
    leaves: book.SheetNames.map((name, at) => {
      const sheet = book.Sheets[name] as WorkSheet;
      const { rows, formulas } = cellsOf(sheet);
      return toLeaf({
        name,
        isHidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
        rows,
        isFormula: (row, column) => formulas.has(`${row},${column}`),
        formulas: formulas.size,
        merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({ startRow: s.r, startCol: s.c, endRow: e.r, endCol: e.c })),
        hiddenColumns: (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden ? [index] : [])),
        hiddenRows: (sheet['!rows'] ?? []).filter((row) => row?.hidden).length,
      });
    }),
  };
}

function parsed(data: Uint8Array, rowsMost: number) {
  try {
    return read(data, { type: 'array', cellDates: true, cellFormula: true, UTC: true, sheetRows: rowsMost + 1000 });
  } catch (error) {
    throw new UnreadableBook(/password|encrypt/i.test(String(error)) ? 'file.encrypted' : 'file.unreadable');
  }
}

function cellsOf(sheet: WorkSheet): { rows: RawCell[][]; formulas: Set<string> } {
  const rows: RawCell[][] = [];
  const formulas = new Set<string>();
  for (const [place, cell] of Object.entries(sheet)) {
    if (place.startsWith('!')) continue;
    const { r, c } = utils.decode_cell(place);
    while (rows.length <= r) rows.push([]);
    const row = rows[r] as RawCell[];
    while (row.length <= c) row.push(null);
    row[c] = cell.t === 'e' ? `${cell.w ?? '#VALUE!'}` : cell.v;
    if (cell.f !== undefined) formulas.add(`${r},${c}`);
  }
  return { rows, formulas };
}
