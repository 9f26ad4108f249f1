/**
 * A workbook, a CSV file or what was pasted, as one thing: texts in rows. What a column means is the business of whoever asked.
 *
 * Rows and columns count from 0 here; people count from 1 and by letters (`columnLetters`).
 */
export interface Leaf {
  name: string;
  isHidden: boolean;
  /** Cleaned texts (`clean.ts`); cells of a merged range all say what its first cell says. Rows may differ in length. */
  rows: string[][];
  /** By row: columns that repeat the first cell of a merged range, so that a count in it is not counted again. */
  repeats: Map<number, number[]>;
  faults: CellFault[];
  /** Read like all others; told, because who brought the file may not know of them. */
  hiddenColumns: number[];
  hiddenRows: number;
  formulas: number;
}

export interface CellFault {
  row: number;
  column: number;
  /** A number whose tail is lost, a formula that was never computed, `#REF!` and its like. */
  code: 'cell.number-long' | 'cell.formula-empty' | 'cell.error';
}

export interface Book {
  leaves: Leaf[];
}

export interface Merge {
  startRow: number;
  startCol: number;
  endRow: number;
  endCol: number;
}

/** Why a file is not read at all. */
export class UnreadableBook extends Error {
  readonly code: 'file.unreadable' | 'file.encrypted' | 'file.too-long' | 'file.too-heavy';
  readonly params: Record<string, string>;
  constructor(code: UnreadableBook['code'], params: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export function columnLetters(at: number): string {
  let letters = '';
  for (let n = at + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
