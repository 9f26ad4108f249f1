import { ancestorCodes } from '@muster/contract/areas/area-code';
import { translateWords } from '@muster/contract/areas/translate-words';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db/scope.ts';
import type { TerritoryChange, TerritoryPart } from './territory.ts';

/** The present code of a column, by the key of `area_lineage`. */
export function presentOf(column: RawBuilder<unknown>, changeId: string): RawBuilder<unknown> {
  return sql`coalesce((select l.present_code from area_lineage l where l.former_code = ${column} and l.change_id = ${changeId}::uuid), ${column})`;
}

/**
 * Moves the declared columns of a part to the present codes: one statement a table for plain codes (a constraint may hold two of them
 * together), two for what is seen by reach, and documents in batches through this process, which alone knows their shape.
 */
export async function followColumns(tx: Tx, part: TerritoryPart, change: TerritoryChange): Promise<void> {
  if (change.moves.length === 0) return;
  for (const [table, columns] of Object.entries(part.columns)) {
    const plain = Object.entries(columns).flatMap(([column, follows]) => (follows === 'code' ? [column] : []));
    if (plain.length > 0) await followCodes(tx, table, plain, change);
    if (columns.reach_down === 'reach') await followReach(tx, table, columns.reach_up === 'reach', change);
    for (const [column, follows] of Object.entries(columns))
      if (typeof follows === 'object' && 'json' in follows) await followDocument(tx, table, column, follows.json, change);
  }
}

async function followCodes(tx: Tx, table: string, columns: readonly string[], change: TerritoryChange): Promise<void> {
  const from = change.moves.map((move) => move.from);
  const column = (name: string) => sql.ref(`t.${name}`);
  const sets = columns.map((name) => sql`${sql.ref(name)} = ${presentOf(column(name), change.id)}`);
  const where = columns.map((name) => sql`${column(name)} = any(${from}::text[])`);
  await sql`update ${sql.table(table)} t set ${sql.join(sets)} where ${sql.join(where, sql` or `)}`.execute(tx);
}

/**
 * Whoever saw the row by its reach goes on seeing it: codes move, and an area that leaves the area above it, through which it saw
 * the row, is named itself. Who was above goes on seeing what was sent below him then.
 */
async function followReach(tx: Tx, table: string, hasUp: boolean, change: TerritoryChange): Promise<void> {
  const from = change.moves.map((move) => move.from);
  const left = [
    ...new Set(change.tops.flatMap((move) => ancestorCodes(move.from).filter((above) => !ancestorCodes(move.to).includes(above)))),
  ];
  await sql`update ${sql.table(table)} t set reach_down = (select array_agg(distinct n.code order by n.code) from (
      select coalesce(l.present_code, d.code) as code from unnest(t.reach_down) as d(code)
        left join area_lineage l on l.former_code = d.code and l.change_id = ${change.id}::uuid
      union select m.to_code from unnest(${change.tops.map((move) => move.from)}::text[], ${change.tops.map((move) => move.to)}::text[]) as m(from_code, to_code)
        where exists (select 1 from unnest(t.reach_down) as d(code) where starts_with(m.from_code, d.code))
          and not exists (select 1 from unnest(t.reach_down) as d(code) where starts_with(m.to_code, d.code))) n)
    where t.reach_down && ${[...from, ...left]}::text[]`.execute(tx);
  if (!hasUp) return;
  const to = change.moves.map((move) => move.to);
  await sql`update ${sql.table(table)} t set reach_up = (select coalesce(array_agg(distinct n.code order by n.code), '{}') from (
      select coalesce(l.present_code, u.code) as code from unnest(t.reach_up) as u(code)
        left join area_lineage l on l.former_code = u.code and l.change_id = ${change.id}::uuid
      union select left(d.code, n.digits) from unnest(t.reach_down) as d(code), (values (4), (6), (9), (12)) as n(digits) where n.digits < length(d.code)) n)
    where t.reach_up && ${from}::text[] or t.reach_down && ${to}::text[]`.execute(tx);
}

const batchMost = 5000;

async function followDocument(tx: Tx, table: string, column: string, key: string, change: TerritoryChange): Promise<void> {
  const named = new Map(change.moves.map((move) => [move.from, move.to]));
  const pattern = `"(${change.tops.map((move) => move.from).join('|')})[0-9]*"`;
  const { rows } = await sql<{
    id: string;
    document: unknown;
  }>`select ${sql.ref(key)} as id, ${sql.ref(column)} as document from ${sql.table(table)}
    where ${sql.ref(column)} is not null and ${sql.ref(column)}::text ~ ${pattern}`.execute(tx);
  for (let at = 0; at < rows.length; at += batchMost) {
    const batch = rows.slice(at, at + batchMost);
    await sql`update ${sql.table(table)} t set ${sql.ref(column)} = d.document::jsonb
      from unnest(${batch.map((row) => row.id)}::uuid[], ${batch.map((row) => JSON.stringify(translateWords(row.document, (word) => named.get(word) ?? word)))}::text[]) as d(id, document)
      where ${sql.ref(`t.${key}`)} = d.id`.execute(tx);
  }
}

/**
 * Counters that are kept by area: under a code that is new they are renamed; where another area goes on under it they are added to
 * its own, and the former row stays, empty.
 */
export async function followCounters(
  tx: Tx,
  change: TerritoryChange,
  counters: { table: string; keys: readonly string[]; sums: readonly string[]; copied?: readonly string[] },
): Promise<void> {
  const { table, keys, sums, copied = [] } = counters;
  const others = keys.filter((key) => key !== 'area_code');
  const list = (names: readonly string[], of = '') => sql.join(names.map((name) => sql.ref(of === '' ? name : `${of}.${name}`)));
  await sql`update ${sql.table(table)} t set area_code = l.present_code from area_lineage l
    where l.change_id = ${change.id}::uuid and not l.merges and t.area_code = l.former_code`.execute(tx);
  if (!change.moves.some((move) => move.merges)) return;
  await sql`with moved as materialized (
      select ${list(others, 't')}, l.present_code as area_code, ${sql.join([
        ...copied.map((name) => sql`min(${sql.ref(`t.${name}`)}) as ${sql.ref(name)}`),
        ...sums.map((name) => sql`sum(${sql.ref(`t.${name}`)}) as ${sql.ref(name)}`),
      ])}
      from ${sql.table(table)} t join area_lineage l on l.former_code = t.area_code and l.change_id = ${change.id}::uuid and l.merges
      group by ${list(others, 't')}, l.present_code)
    insert into ${sql.table(table)} (${list(others)}, area_code, ${list([...copied, ...sums])})
    select ${list(others)}, area_code, ${list([...copied, ...sums])} from moved order by ${list(others)}, area_code
    on conflict (${list(keys)}) do update set ${sql.join(sums.map((name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`))}`.execute(
    tx,
  );
  await sql`update ${sql.table(table)} t set ${sql.join(sums.map((name) => sql`${sql.ref(name)} = 0`))} from area_lineage l
    where l.change_id = ${change.id}::uuid and l.merges and t.area_code = l.former_code`.execute(tx);
}
