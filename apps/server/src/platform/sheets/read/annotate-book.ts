import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { annotateXlsx, type Notes } from './annotate-xlsx.ts';
import { columnLetters, type Leaf } from './book.ts';
import { readTextBook } from './read-text.ts';
import { readXlsBook } from './read-xls.ts';
import { readXlsxBook } from './read-xlsx.ts';
import type { SheetJob } from './sheet-job.ts';

const red = { font: { bold: true, color: { rgb: 'FFBF2A16' } }, alignment: { wrapText: true } };

/** The file with a red column; of what is no workbook of today a workbook is made that says the same. */
export async function annotateBook({ path, kind, name, rowsMost }: SheetJob, title: string, notes: readonly Notes[]): Promise<Uint8Array> {
  const data = readFileSync(path);
  if (kind === 'xlsx') {
    const annotated = annotateXlsx(data, title, notes);
    if (annotated) return annotated;
  }
  const { leaves } = await (kind === 'xlsx'
    ? readXlsxBook(data, rowsMost)
    : kind === 'xls'
      ? readXlsBook(data, rowsMost)
      : readTextBook(data, name, rowsMost));
  return writeXlsx({
    sheets: leaves.map((leaf, at) => ({
      name: leaf.name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31) || `Sheet${at + 1}`,
      ...annotated(
        leaf,
        title,
        notes.find((note) => note.leaf === at + 1),
      ),
    })),
  });
}

function annotated(leaf: Leaf, title: string, notes: Notes | undefined) {
  const width = Math.max(0, ...leaf.rows.map((row) => row.length));
  const rows: string[][] = leaf.rows.map((row) => [...row]);
  const cells = new Map<string, { value: string; style: typeof red }>();
  for (const [row, text] of notes ? [[notes.headerRow, title] as const, ...notes.rows] : []) {
    const line = rows[row - 1];
    if (!line) continue;
    while (line.length < width) line.push('');
    line[width] = text;
    cells.set(`${row - 1},${width}`, { value: text, style: red });
  }
  const columns = Array.from({ length: width + 1 }, (_, at) => ({ key: columnLetters(at), width: at === width ? 48 : 14 }));
  return { rows, cells, columns };
}
