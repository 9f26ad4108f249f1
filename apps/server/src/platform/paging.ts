import { isPlainText } from './plain-text.ts';
import { Problem } from './problem.ts';

/** Keys of the last row of a page, opaque to who passes them back. */
export function encodeCursor(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

type KeyKind = 'position' | 'instant' | 'uuid' | 'text';

/** A cursor comes from outside: whatever is not exactly what we made would be a fault of the database's casts. */
const fits: Record<KeyKind, (key: string) => boolean> = {
  instant: (key) => key > '1900' && new Date(key).toISOString() === key,
  uuid: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key),
  text: isPlainText,
  position: () => false,
};

function isKey(kind: KeyKind, key: unknown): boolean {
  return typeof key === 'string' ? fits[kind](key) : kind === 'position' && Number.isSafeInteger(key);
}

/** The keys of a cursor, each of its kind; null without one. */
export function decodeCursor(cursor: string | undefined, kinds: readonly KeyKind[]): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(keys) && keys.length === kinds.length && kinds.every((kind, index) => isKey(kind, keys[index]))) return keys;
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
