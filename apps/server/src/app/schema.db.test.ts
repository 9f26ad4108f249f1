import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activateIncident } from '../features/incidents/commands/activate-incident.ts';
import { issueOrder } from '../features/orders/commands/issue-order.ts';
import { createPool } from '../platform/db/pool.ts';
import { inScope } from '../platform/db/scope.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';

let city: TestCity;
let officer: Principal;
const schemas = ['city', 'shared'];

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city);
  await city.principal('communitySecretary', places.tianhuyuan);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
  await city.run(issueOrder, officer, {
    orderId: newId(),
    urgency: 'urgent',
    title: '两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.city }], except: [] },
    questions: [],
  });
  await city.runtime.sealer.sealAll();
});
afterAll(() => city.stop());

const names = async (text: string) => (await city.sql<{ name: string }>(text, [schemas])).map((row) => row.name);

/** All tables of the city but the list of its migrations, which says nothing of anybody. */
const cityTables = () =>
  names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and n.nspname = 'city' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations' order by 1`);

describe('keys', () => {
  test('every foreign key says what happens on delete, and an index serves it', async () => {
    const undecided = await names(`select conrelid::regclass || '.' || conname as name from pg_constraint
      where contype = 'f' and connamespace::regnamespace::text = any($1) and confdeltype = 'a'`);
    expect(undecided).toEqual([]);
    // An index whose first columns are the key's, whole or where the column is not null: a partial one with another condition does not serve.
    const unindexed = await names(`select c.conrelid::regclass || '.' || c.conname as name from pg_constraint c
      where c.contype = 'f' and c.connamespace::regnamespace::text = any($1) and not exists (
        select 1 from pg_index i where i.indrelid = c.conrelid and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', (select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]))))`);
    // Areas are never deleted, and get other codes once in years; an index over all receipts for that would slow down every order sent.
    expect(unindexed).toEqual(['city.receipts.receipts_area_fk']);
  });

  test('constraints have names of at most 50 characters that end in a letter and are unique in their schema', async () => {
    const wrong = await names(`select conname as name from pg_constraint where connamespace::regnamespace::text = any($1) and contype <> 'n'
      group by connamespace, conname having count(*) > 1 or length(conname) > 50 or conname !~ '[a-z]$'`);
    expect(wrong).toEqual([]);
    const long = await names(
      `select relname as name from pg_class where relnamespace::regnamespace::text = any($1) and length(relname) > 50`,
    );
    expect(long).toEqual([]);
  });

  test('every code compares by bytes', async () => {
    const wrong = await names(`select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a
        join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
      where c.relnamespace::regnamespace::text = any($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and (a.attname ~ '(^|_)code$' or a.attname in ('reach_down', 'reach_up', 'escalated_to')) and l.collname is distinct from 'C'`);
    expect(wrong).toEqual([]);
  });
});

describe('rights', () => {
  test('row-level security is on and forced for every table of the city', async () => {
    expect((await cityTables()).length).toBeGreaterThan(10);
    const open = await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and n.nspname = 'city' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
    const withoutPolicy = await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and n.nspname = 'city' and c.relrowsecurity and not exists (select 1 from pg_policy p where p.polrelid = c.oid)`);
    expect(withoutPolicy).toEqual([]);
  });

  test('no policy asks a table, or a function that reads one', async () => {
    // (SELECT app.scope_lo()) asks a setting, once a statement.
    const asking = await names(`select tablename || '.' || policyname as name from pg_policies
      where schemaname = any($1)
        and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), '\\( SELECT app\\.\\w+\\(\\) AS \\w+\\)', '', 'g') ~* '\\mselect\\M'`);
    expect(asking).toEqual([]);
  });

  test('the application may not delete, truncate, reference or trigger anywhere, and changes no event', async () => {
    const grants = await city.sql<{ grantee: string; name: string; privilege: string }>(
      `select grantee, table_schema || '.' || table_name as name, privilege_type as privilege from information_schema.table_privileges
        where grantee in ('muster_app', 'muster_sealer', 'PUBLIC') and table_schema = any($1)`,
      [schemas],
    );
    expect(grants.filter((grant) => grant.grantee === 'PUBLIC')).toEqual([]);
    // Messages are no evidence of anything: they are swept away by age, or they would outlive what they told of.
    const mayMore = grants.filter((grant) => !['SELECT', 'INSERT', 'UPDATE'].includes(grant.privilege));
    expect(mayMore.map((grant) => `${grant.privilege} ${grant.name} ${grant.grantee}`)).toEqual(['DELETE city.messages muster_app']);
    const may = (grantee: string, table: string) =>
      grants.filter((grant) => grant.grantee === grantee && grant.name === table).map((grant) => grant.privilege);
    expect(may('muster_app', 'city.events').sort()).toEqual(['INSERT', 'SELECT']);
    expect(may('muster_app', 'city.journal_heads')).toEqual(['SELECT']);
    // The sealer sets position and hash, and nothing else of an event.
    expect(may('muster_sealer', 'city.events')).toEqual(['SELECT']);
    const columns = await city.sql<{ column: string }>(`select column_name as column from information_schema.column_privileges
      where grantee = 'muster_sealer' and table_name = 'events' and privilege_type = 'UPDATE' order by 1`);
    expect(columns.map((row) => row.column)).toEqual(['hash', 'position']);
  });

  test('nothing is granted on a partition: it would go past the policies of its table', async () => {
    const open =
      await names(`select c.relname as name from pg_class c where c.relispartition and c.relnamespace::regnamespace::text = any($1)
      and (has_table_privilege('muster_app', c.oid, 'select, insert, update, delete') or has_table_privilege('muster_sealer', c.oid, 'select, insert, update, delete'))`);
    expect(open).toEqual([]);
  });

  test('the roles of the program own nothing and cannot pass by row-level security', async () => {
    const owned = await city.sql(`select relname from pg_class where relowner::regrole::text in ('muster_app', 'muster_sealer')
      union all select proname from pg_proc where proowner::regrole::text in ('muster_app', 'muster_sealer')
      union all select nspname from pg_namespace where nspowner::regrole::text in ('muster_app', 'muster_sealer')`);
    expect(owned).toEqual([]);
    const strong = await city.sql(`select rolname from pg_roles where rolname in ('muster_app', 'muster_sealer')
      and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb or rolreplication)`);
    expect(strong).toEqual([]);
    const creating = await city.sql(`select nspname from pg_namespace where nspname in ('city', 'shared', 'app', 'public')
      and (has_schema_privilege('muster_app', oid, 'create') or has_schema_privilege('muster_sealer', oid, 'create'))`);
    expect(creating).toEqual([]);
  });

  test('there are no triggers, rules, sequences, security definers, and views read as their reader', async () => {
    const things =
      await names(`select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace::regnamespace::text = any($1)
      union all select r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace::regnamespace::text = any($1) and r.rulename <> '_RETURN'
      union all select relname from pg_class where relkind = 'S' and relnamespace::regnamespace::text = any($1)
      union all select relname from pg_class where relkind in ('v', 'm') and relnamespace::regnamespace::text = any($1) and not coalesce(reloptions::text ~ 'security_invoker=(true|on)', false)
      union all select proname from pg_proc where prosecdef and pronamespace::regnamespace::text in ('city', 'shared', 'app')`);
    expect(things).toEqual([]);
  });
});

describe('scope', () => {
  let pool: pg.Pool;
  beforeAll(() => {
    // One connection, so that whoever comes second has the connection that the first one left.
    pool = createPool({ url: databaseUrl(city), role: 'muster_app', max: 1, searchPath: 'city' });
  });
  afterAll(() => pool.end());

  const rowsWithoutScope = async () => {
    const seen: Record<string, number> = {};
    for (const table of await cityTables()) {
      const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from city."${table}"`).catch((error: Error) => {
        if (/permission denied/.test(error.message)) return { rows: [{ n: 0 }] };
        throw error;
      });
      if (rows[0]?.n) seen[table] = rows[0].n;
    }
    return seen;
  };

  test('outside of a scoped transaction there is no row in any table', async () => {
    expect(await rowsWithoutScope()).toEqual({});
  });

  test('a pooled connection sees nothing after the transaction of somebody who sees everything', async () => {
    const seen = await inScope({ schema: 'city', pool }, officer, (tx) => tx.selectFrom('receipts').select('id').execute());
    expect(seen.length).toBeGreaterThan(0);
    expect(await rowsWithoutScope()).toEqual({});
    // Nor after one that failed.
    await expect(
      inScope({ schema: 'city', pool }, officer, async (tx) => {
        await tx.selectFrom('orders').select('id').execute();
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await rowsWithoutScope()).toEqual({});
  });

  test('a scope without territory and without a unit sees no row of anybody else', async () => {
    const nobody = { ...officer, areaCode: null, unitId: null, personId: newId() };
    const seen: Record<string, number> = {};
    await inScope({ schema: 'city', pool }, nobody, async (tx) => {
      for (const table of ['units', 'persons', 'assignments', 'orders', 'receipts', 'receipt_marks', 'events', 'order_numbers'] as const) {
        const { n } = await tx
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        if (Number(n) > 0) seen[table] = Number(n);
      }
    });
    expect(seen).toEqual({});
  });

  test('nobody gives himself a role elsewhere, whatever the program lets him', async () => {
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    const now = city.clock.now();
    const given = (areaCode: string) =>
      inScope({ schema: 'city', pool }, neighbour, (tx) =>
        tx
          .insertInto('assignments')
          .values({
            id: newId(),
            person_id: neighbour.personId,
            person_name: neighbour.personName,
            role: 'commander',
            area_code: areaCode,
            managed_code: areaCode,
            from_at: now,
            duty_changed_at: now,
          })
          .execute(),
      );
    for (const areaCode of [places.xinhua, places.city]) await expect(given(areaCode), areaCode).rejects.toThrow(/row-level security/);
    await given(places.donghuan);
  });

  test('nobody writes a row that he could not see', async () => {
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    await expect(
      inScope({ schema: 'city', pool }, neighbour, (tx) =>
        tx
          .insertInto('persons')
          .values({ id: newId(), name: '外来', member_category: 'staff', area_code: places.xinhua, search_text: '' })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    const moved = await inScope({ schema: 'city', pool }, neighbour, (tx) =>
      tx.updateTable('receipts').set({ state: 'accepted' }).where('area_code', '=', places.tianhuyuan).executeTakeFirst(),
    );
    expect(moved.numUpdatedRows).toBe(0n);
  });
});

function databaseUrl(of: TestCity): string {
  return (of.runtime.city.pool as unknown as { options: { connectionString: string } }).options.connectionString;
}
