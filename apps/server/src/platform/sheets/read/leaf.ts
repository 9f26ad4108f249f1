import type { Leaf, Merge } from './book.ts';
import { cellText, type RawCell } from './clean.ts';

export interface RawLeaf {
  name: string;
  isHidden?: boolean;
  rows: readonly (readonly RawCell[])[];
  isFormula?: (row: number, column: number) => boolean;
  formulas?: number;
  merges?: readonly Merge[];
  hiddenColumns?: readonly number[];
  hiddenRows?: number;
}

/** Columns further to the right are somebody's scribbles. */
const columnsMost = 200;

/** Texts and their faults; merged cells say in each row what their first one says (ECOSYSTEM: "same as above"). */
export function toLeaf(raw: RawLeaf): Leaf {
  const isFormula = raw.isFormula ?? (() => false);
  const faults: Leaf['faults'] = [];
  const rows = raw.rows.map((cells, row) => {
    const texts = cells.slice(0, columnsMost).map((value, column) => {
      const { text, fault } = cellText(value, isFormula(row, column));
      if (fault) faults.push({ row, column, code: fault });
      return text;
    });
    while (texts.length > 0 && texts.at(-1) === '') texts.pop();
    return texts;
  });
  // A range that is formatted to the last row of the sheet makes no rows.
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return {
    name: raw.name,
    isHidden: raw.isHidden ?? false,
    rows,
    repeats: fillMerges(rows, raw.merges ?? []),
    faults,
    hiddenColumns: [...(raw.hiddenColumns ?? [])],
    hiddenRows: raw.hiddenRows ?? 0,
    formulas: raw.formulas ?? 0,
  };
}

function fillMerges(rows: string[][], merges: readonly Merge[]): Map<number, number[]> {
  const repeats = new Map<number, number[]>();
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const text = rows[startRow]?.[startCol] ?? '';
    if (text === '') continue;
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row++) {
      const cells = rows[row] as string[];
      for (let column = startCol; column <= Math.min(endCol, columnsMost - 1); column++) {
        if (row === startRow && column === startCol) continue;
        while (cells.length <= column) cells.push('');
        // Overlapping merges, as WPS writes them: whoever says something first is kept.
        if (cells[column] !== '') continue;
        cells[column] = text;
        const list = repeats.get(row);
        if (list) list.push(column);
        else repeats.set(row, [column]);
      }
    }
  }
  return repeats;
}
