import { readXlsx } from 'hucre/xlsx';
import { type Book, UnreadableBook } from './book.ts';
import { toLeaf } from './leaf.ts';

/** The one place that knows the library by which .xlsx is read. */
export async function readXlsxBook(data: Uint8Array, rowsMost: number): Promise<Book> {
  const book = await readXlsx(data, { maxRows: rowsMost + 1000 }).catch((error: Error) => {
    throw new UnreadableBook(/password|encrypt/i.test(error.message) ? 'file.encrypted' : 'file.unreadable');
  });
  return {
    leaves: book.sheets.map((sheet) => {
      const formulas = new Set([...(sheet.cells ?? [])].flatMap(([place, cell]) => (cell.formula === undefined ? [] : [place])));
      return toLeaf({
        name: sheet.name,
        isHidden: sheet.hidden === true || sheet.veryHidden === true,
        rows: sheet.rows as never,
        isFormula: (row, column) => formulas.size > 0 && formulas.has(`${row},${column}`),
        formulas: formulas.size,
        merges: sheet.merges ?? [],
        hiddenColumns: (sheet.columns ?? []).flatMap((column, at) => (column?.hidden ? [at] : [])),
        hiddenRows: [...(sheet.rowDefs?.values() ?? [])].filter((row) => row.hidden).length,
      });
    }),
  };
}
