import type { CellFault } from './book.ts';

/** What a cell holds, before it is a text. */
export type RawCell = string | number | boolean | Date | null | undefined;

/** Blanks of all kinds, and what is not seen at all: sheets are full of them behind pasted names. */
const unseen = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const blanks = /[\s\u00a0\u3000]+/g;
const wide = /[０-９Ａ-Ｚａ-ｚ]/g;

/** Full-width digits and letters become plain ones; Chinese punctuation stays, it belongs to names. */
export function cleanText(text: string): string {
  return text
    .replace(unseen, '')
    .replace(blanks, ' ')
    .trim()
    .replace(wide, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

const errors = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/;
/** From here on a spreadsheet keeps no more digits: what stands behind the fifteenth is not what was typed. */
const exactMost = 1e15;

export function cellText(value: RawCell, isFormula: boolean): { text: string; fault?: CellFault['code'] } {
  if (value === null || value === undefined || value === '') return isFormula ? { text: '', fault: 'cell.formula-empty' } : { text: '' };
  if (typeof value === 'number') {
    const text = Number.isInteger(value) && Math.abs(value) < exactMost ? value.toFixed(0) : String(value);
    return Math.abs(value) >= exactMost ? { text, fault: 'cell.number-long' } : { text };
  }
  if (value instanceof Date) return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' };
  if (errors.test(value)) return { text: value, fault: 'cell.error' };
  const text = cleanText(value);
  // As a spreadsheet writes a long number into a CSV file.
  return /^\d\.\d{4,}E\+\d{2}$/i.test(text) ? { text, fault: 'cell.number-long' } : { text };
}
