import { type Book, UnreadableBook } from './book.ts';
import { toLeaf } from './leaf.ts';

/** CSV as it comes here: UTF-8 with or without its mark, or GB18030 as spreadsheets of this country save it; or what was pasted, with tabs. */
export function readTextBook(data: Uint8Array, name: string, rowsMost: number): Book {
  const text = decode(data);
  return { leaves: [toLeaf({ name, rows: parseRows(text, separatorOf(text), rowsMost) })] };
}

function decode(data: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(data);
    } catch {
      // The next one.
    }
  }
  throw new UnreadableBook('file.unreadable');
}

/** The one that the first lines have most of: a title without any may stand above. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r\n|\r|\n/, 40);
  const count = (separator: string) => head.reduce((sum, line) => sum + line.split(separator).length - 1, 0);
  const [most] = ['\t', ',', ';'].map((separator) => ({ separator, n: count(separator) })).sort((a, b) => b.n - a.n);
  return most && most.n > 0 ? most.separator : ',';
}

/** Records with their quotes taken off (RFC 4180); blank ones stay, so that rows count as a spreadsheet counts them. */
export function parseRows(text: string, separator: string, rowsMost: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let from = 0;
  const push = (cell: string) => row.push(cell);
  const endRow = () => {
    rows.push(row);
    row = [];
    if (rows.length > rowsMost * 2) throw new UnreadableBook('file.too-long', { most: String(rowsMost) });
  };
  while (from <= text.length) {
    if (text[from] === '"') {
      const closed = closingQuote(text, from + 1);
      if (closed < 0) throw new UnreadableBook('file.unreadable', { row: String(rows.length + 1) });
      push(text.slice(from + 1, closed).replaceAll('""', '"'));
      from = closed + 1;
    } else {
      let end = from;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
      push(text.slice(from, end));
      from = end;
    }
    if (from >= text.length) break;
    if (text[from] === separator) {
      from++;
      continue;
    }
    from = nextLine(text, from);
    endRow();
    if (from >= text.length) break;
  }
  if (row.length > 0) endRow();
  return rows;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

/** Behind the end of this line; what stands between a closing quote and the separator is nobody's. */
function nextLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}
