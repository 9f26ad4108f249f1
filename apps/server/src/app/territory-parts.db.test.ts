import { type TestCity, testCity } from '@muster/testkit/city';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Follows } from '../platform/territory.ts';
import { territoryParts } from './territory-parts.ts';

let city: TestCity;
beforeAll(async () => {
  city = await testCity();
});
afterAll(() => city.stop());

const declared = new Map<string, Follows>(
  territoryParts.flatMap((part) =>
    Object.entries(part.columns).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, follows]) => [`${table}.${column}`, follows] as const),
    ),
  ),
);

/** Columns that may hold area codes: by their name, or because they are documents, which may hold anything. */
const suspects = () =>
  city.sql<{ name: string }>(`select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace::regnamespace::text = 'city' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and (a.attname ~ '(^|_)codes?$' or a.attname ~ '^reach_(down|up)$' or a.attname in ('escalated_to', 'seen_by') or a.atttypid in ('jsonb'::regtype, 'json'::regtype))
    order by 1`);

describe('how tables follow the territory', () => {
  test('every column that may hold an area code says how it follows a change, or why it stays', async () => {
    const names = (await suspects()).map((row) => row.name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !declared.has(name))).toEqual([]);
  });

  test('what follows may be moved by whoever changes the territory of the whole city: by right, and by row-level security', async () => {
    const moving = [...declared].filter(([, follows]) => typeof follows === 'string' || 'json' in follows).map(([name]) => name);
    // Areas themselves: their rows are closed and opened, with rights of their own.
    const names = moving.filter((name) => !name.startsWith('areas.'));
    const stuck = await city.sql<{ name: string }>(
      `select n.name from unnest($1::text[]) as n(name), lateral (select split_part(n.name, '.', 1) as tab, split_part(n.name, '.', 2) as col) t
        where not has_column_privilege('muster_app', 'city.' || t.tab, t.col, 'update')
          or not exists (select 1 from pg_policies p where p.schemaname = 'city' and p.tablename = t.tab and p.cmd in ('ALL', 'UPDATE') and (p.qual ~ 'scope_hi' or p.qual = 'app.is_anybody()'))`,
      [names],
    );
    expect(stuck.map((row) => row.name)).toEqual([]);
  });

  test('nothing is declared that is not there', async () => {
    const there = await city.sql<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'city'`,
    );
    const names = new Set(there.map((row) => row.name));
    expect([...declared.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});
