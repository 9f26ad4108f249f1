import type { Leaf } from './book.ts';

/** What may stand above a column, by what it means; `needed` ones make a table the table that is looked for. */
export type ColumnWords<Key extends string> = Record<Key, { words: readonly string[]; needed?: boolean }>;

export interface Header<Key extends string> {
  /** The first row behind the header. */
  bodyRow: number;
  /** Where each is; a word that stands above two columns means the first. */
  columns: Map<Key, number>;
  /** What stands above each column, from top to bottom. */
  headers: string[];
}

/** Titles, 填表单位 and 日期 stand above a header; further down none is looked for. */
const topMost = 30;
const heightMost = 3;

/**
 * The header of a table, found by its words: below a merged title, one to three rows high, its parts merged or not. The one that
 * explains most columns wins; of equal ones the lowest in height, then the topmost. Null where no row has the needed ones.
 */
export function findHeader<Key extends string>(leaf: Leaf, words: ColumnWords<Key>): Header<Key> | null {
  const meanings = new Map<string, Key>();
  const needed: Key[] = [];
  for (const [key, column] of Object.entries(words) as [Key, ColumnWords<Key>[Key]][]) {
    for (const word of column.words) meanings.set(headerKey(word), key);
    if (column.needed) needed.push(key);
  }
  let best: Header<Key> | null = null;
  for (let height = 1; height <= heightMost; height++)
    for (let top = 0; top < Math.min(topMost, leaf.rows.length); top++) {
      const found = readAt(leaf, top, height, meanings);
      if (!needed.every((key) => found.columns.has(key)) || found.columns.size < 2) continue;
      if (!best || found.columns.size > best.columns.size) best = found;
    }
  return best;
}

function readAt<Key extends string>(leaf: Leaf, top: number, height: number, meanings: Map<string, Key>): Header<Key> {
  const rows = leaf.rows.slice(top, top + height);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = new Map<Key, number>();
  const headers: string[] = [];
  for (let column = 0; column < width; column++) {
    const parts = rows.map((row) => row[column] ?? '').filter((text, at, all) => text !== '' && text !== all[at - 1]);
    headers.push(parts.join(' '));
    const key = meaningOf(parts, meanings);
    if (key !== undefined && !columns.has(key)) columns.set(key, column);
  }
  return { bodyRow: top + rows.length, columns, headers };
}

/** 小区 above 名称 is 小区名称; else the lowest part alone says it, else the one above. */
function meaningOf<Key extends string>(parts: readonly string[], meanings: Map<string, Key>): Key | undefined {
  const tries = [parts.join(''), parts.slice(-2).join(''), parts.at(-1) ?? '', parts[0] ?? ''];
  for (const text of tries) {
    const key = meanings.get(headerKey(text)) ?? meanings.get(headerKey(text.replace(/[（(][^）)]*[）)]/g, '')));
    if (key !== undefined) return key;
  }
  return undefined;
}

/** Blanks, stars for what must be filled in, colons and the like do not make another word. */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}
