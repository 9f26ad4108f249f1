import { lineage } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { factKey, initials, normal, textKeys, timeKeys } from './search-keys.ts';

export interface SeenBy {
  /** Whoever has these areas as (part of) his territory. */
  areas?: readonly string[];
  /** Whoever is in these areas. */
  reachDown?: readonly string[];
  units?: readonly string[];
  personId?: string | null;
}

/** A thing that may be found. A feature makes it where it makes or changes the thing, in the same transaction. */
export interface Entry {
  /** The kind of thing, and its id: one entry each. */
  subject: string;
  id: string;
  /** What is found is shown newest first by this. */
  at: Date;
  seenBy: SeenBy;
  /** Texts in which is looked. */
  texts: readonly string[];
  /** Those of them that are also looked for by the initials of their pinyin: names and titles. */
  named?: readonly string[];
  /** Other spellings under which it is looked for. */
  also?: readonly string[];
  /** What lists are narrowed by before they are looked through. */
  facts?: Readonly<Record<string, string | readonly string[]>>;
}

/** Where an area's own things are seen: in it and in all above it. */
export function seenAbove(code: string): string[] {
  return lineage(code);
}

function rowOf(entry: Entry) {
  const words = [...entry.texts.map(normal), ...(entry.named ?? []).map(initials), ...(entry.also ?? []).map(normal)].join('\n');
  const keys = textKeys(words);
  keys.add(factKey('subject', entry.subject));
  for (const key of timeKeys(entry.at)) keys.add(key);
  for (const [name, values] of Object.entries(entry.facts ?? {})) {
    for (const value of typeof values === 'string' ? [values] : values) keys.add(factKey(name, value));
  }
  const { areas = [], reachDown = [], units = [], personId } = entry.seenBy;
  const seenBy = new Set([
    ...areas.map((code) => `+${code}`),
    ...reachDown.map((code) => `-${code}`),
    ...units.map((id) => `u${id}`),
    ...(personId ? [`p${personId}`] : []),
  ]);
  return { subject: entry.subject, subject_id: entry.id, at: entry.at, seen_by: [...seenBy], words, keys: [...keys] };
}

/** Of a new thing: with the id of its own row it is written once. */
export function addEntry(tx: Tx, entry: Entry): Promise<unknown> {
  const row = rowOf(entry);
  return sql`insert into search_entries (subject, subject_id, at, seen_by, words, keys)
    values (${row.subject}, ${row.subject_id}::uuid, ${row.at}, ${row.seen_by}::text[], ${row.words}, ${row.keys}::int[])`.execute(tx);
}

/** Of a thing that may have been there: found by what it says now. */
export function putEntries(tx: Tx, entries: readonly Entry[]): Promise<unknown> {
  const rows = entries.map(rowOf);
  // Arrays of arrays would have to be of one length: they travel as text.
  return sql`insert into search_entries (subject, subject_id, at, seen_by, words, keys)
    select e.subject, e.id, e.at, e.seen_by::text[], e.words, e.keys::int[]
    from unnest(${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.subject_id)}::uuid[], ${rows.map((row) => row.at)}::timestamptz[],
      ${rows.map((row) => `{${row.seen_by.join(',')}}`)}::text[], ${rows.map((row) => row.words)}::text[], ${rows.map((row) => `{${row.keys.join(',')}}`)}::text[])
      as e(subject, id, at, seen_by, words, keys)
    on conflict (subject, subject_id) do update set at = excluded.at, seen_by = excluded.seen_by, words = excluded.words, keys = excluded.keys`.execute(
    tx,
  );
}

/** Things that are also seen elsewhere from now on: by whoever has these areas in his territory, or is in them. */
export async function showElsewhere(
  tx: Tx,
  subject: string,
  ids: readonly string[],
  seen: { areas: readonly string[]; reachDown?: readonly string[] },
): Promise<void> {
  const signs = [...seen.areas.map((code) => `+${code}`), ...(seen.reachDown ?? []).map((code) => `-${code}`)];
  await sql`update search_entries e set seen_by = (select array_agg(distinct s.sign order by s.sign) from unnest(e.seen_by || ${signs}::text[]) as s(sign))
    where e.subject = ${subject} and e.subject_id = any(${ids}::uuid[])`.execute(tx);
}
