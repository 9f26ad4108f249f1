import { cityDay } from '@muster/contract/city-time';
import type { ByteSink, Cell, Sheet, SheetWriter } from './sheet.ts';

/**
 * CSV for other programs (RFC 4180): UTF-8 with its mark, or spreadsheets take it for GBK; the header and the rows, nothing
 * else. A text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export async function createCsv(sheet: Sheet, sink: ByteSink): Promise<SheetWriter> {
  await sink.write(Buffer.from(`\ufeff${line(sheet.columns.map((column) => column.header))}`));
  return {
    async rows(rows) {
      let text = '';
      for (const row of rows) text += line(row);
      if (text !== '') await sink.write(Buffer.from(text));
    },
    async end() {},
  };
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return `${cityDay(cell)} ${new Date(cell.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`;
  const text = defused(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `=1+1`, `+1`, `-1`, `@x`, also in full width or behind blanks, is a formula to a spreadsheet. */
export function defused(text: string): string {
  return /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
