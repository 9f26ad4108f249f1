import { Problem } from './problem.ts';

/** Keys of the last row of a page, opaque to who passes them back. */
export function encodeCursor(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((key) => key === null || typeof key === 'string' || typeof key === 'number')
    )
      return keys;
  } catch {
    // Falls through: a cursor that is not ours.
  }
  throw new Problem('input.invalid', {}, [{ pointer: '/cursor', code: 'cursor', detail: 'not a cursor of this list' }]);
}

/** Makes a page of `limit` rows from `limit + 1` that were read: the one more only says whether there is a next page. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  keys: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null };
}
