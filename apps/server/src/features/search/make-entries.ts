import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { putEntries } from './entries.store.ts';
import type { EntrySource } from './source.ts';

const pageRows = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Makes the entries of every kind of which the program knows a newer version than the database: of what was written before
 * there was a search, or before it looked for more. Page by page, each in its own transaction of the whole city; an entry
 * made twice is the same, so it may be cut off, and two servers may do it at once.
 */
export async function makeEntries(
  sources: readonly EntrySource[],
  inCity: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<number> {
  let made = 0;
  for (const source of sources) {
    if (await inCity((tx) => hasVersion(tx, source))) continue;
    for (let after: string | null = firstId; after !== null; ) {
      const from: string = after;
      after = await inCity(async (tx) => {
        const { entries, lastId } = await source.page(tx, from, pageRows);
        if (entries.length > 0) await putEntries(tx, entries);
        made += entries.length;
        return lastId;
      });
    }
    await inCity((tx) =>
      sql`insert into search_versions (subject, version) values (${source.subject}, ${source.version})
        on conflict (subject) do update set version = excluded.version`.execute(tx),
    );
  }
  return made;
}

async function hasVersion(tx: Tx, source: EntrySource): Promise<boolean> {
  const { rows } = await sql<{ version: number }>`select version from search_versions where subject = ${source.subject}`.execute(tx);
  return (rows[0]?.version ?? 0) >= source.version;
}
