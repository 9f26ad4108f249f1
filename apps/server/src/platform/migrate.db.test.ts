import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase, emptyDatabase } from '@muster/testkit/database';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { assertMigrated, migrate } from './migrate.ts';
import { StartFault } from './start-fault.ts';

let city: string;
let shared: string;
let url: string;
const log = () => {};
const put = (folder: string, name: string, sql: string) => writeFileSync(join(folder, name), sql);
const run = (cityUrl = url) => migrate({ cityUrl, sharedUrl: cityUrl, log, folders: { city, shared } });

async function rows<T extends pg.QueryResultRow>(sql: string, at = url): Promise<T[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  city = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
  shared = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
  put(city, '0001-one.sql', 'create table one (id int); create table two (id int);');
  put(shared, '0001-accounts.sql', 'create table accounts (id int);');
  url = await emptyDatabase();
});

afterEach(() => {
  for (const folder of [city, shared]) rmSync(folder, { recursive: true });
});

describe('migrations', () => {
  test('each set goes into its own schema, once', async () => {
    expect(await run()).toEqual(['shared/0001-accounts', 'city/0001-one']);
    expect(await run()).toEqual([]);
    const tables = await rows(
      `select schemaname || '.' || tablename as name from pg_tables where tablename in ('one', 'two', 'accounts') order by 1`,
    );
    expect(tables.map((row) => row.name)).toEqual(['city.one', 'city.two', 'shared.accounts']);
  });

  test('a migration that fails in the middle leaves nothing, names file and line, and the next start goes on', async () => {
    put(city, '0002-two.sql', 'create table three (id int);\n\ncreate table broken (id nothing);');
    await expect(run()).rejects.toThrow(/0002-two\.sql, line 3, failed .*type "nothing" does not exist/);
    expect(await rows(`select 1 from pg_tables where tablename = 'three'`)).toEqual([]);
    put(city, '0002-two.sql', 'create table three (id int);');
    expect(await run()).toEqual(['city/0002-two']);
  });

  test('two starts at once: each migration runs once, neither fails', async () => {
    put(city, '0002-slow.sql', 'select pg_sleep(0.3); create table slow (id int);');
    const [a, b] = await Promise.all([run(), run()]);
    expect([...a, ...b].sort()).toEqual(['city/0001-one', 'city/0002-slow', 'shared/0001-accounts']);
  });

  test('killed in the middle, it resumes', async () => {
    put(city, '0002-slow.sql', 'create table slow (id int); select pg_sleep(30);');
    const killed = run();
    killed.catch(() => {});
    const kill = async () =>
      rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where query ~ 'pg_sleep[(]30' and pid <> pg_backend_pid() and datname = current_database()`,
      );
    await expect.poll(kill, { timeout: 5000 }).toHaveLength(1);
    await expect(killed).rejects.toThrow();
    put(city, '0002-slow.sql', 'create table slow (id int);');
    expect(await run()).toEqual(['city/0002-slow']);
  });

  test('a database newer than the program is refused', async () => {
    put(city, '0002-later.sql', 'select 1;');
    await run();
    rmSync(join(city, '0002-later.sql'));
    await expect(run()).rejects.toThrow(/newer Muster: 0002-later/);
  });

  test('an applied file that was changed is refused, and so is one that comes too late', async () => {
    put(city, '0003-three.sql', 'select 1;');
    await run();
    put(city, '0002-late.sql', 'select 1;');
    await expect(run()).rejects.toThrow(/0002-late comes before 0003-three/);
    rmSync(join(city, '0002-late.sql'));
    put(city, '0001-one.sql', 'create table one (id int, more int);');
    await expect(run()).rejects.toThrow(/0001-one\.sql was changed/);
  });

  test('an older database is told, with the command that cures it', async () => {
    await run();
    put(city, '0002-next.sql', 'select 1;');
    const older = assertMigrated({ cityUrl: url, sharedUrl: url, folders: { city, shared } });
    await expect(older).rejects.toThrow(/lacks 0002-next/);
    await expect(older).rejects.toMatchObject({ todo: expect.stringContaining('migrate') });
  });
});

describe('the real migrations', () => {
  test('are complete in the template that every test clones', async () => {
    const template = await cloneDatabase();
    await assertMigrated({ cityUrl: template, sharedUrl: template });
  });

  test('make roles that own nothing, log in nowhere and cannot pass row-level security', async () => {
    const template = await cloneDatabase();
    const roles = await rows(
      `select rolname, rolcanlogin or rolbypassrls or rolsuper or rolcreaterole or rolcreatedb as "tooMuch",
         (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname in ('muster_app', 'muster_sealer') order by 1`,
      template,
    );
    expect(roles).toEqual([
      { rolname: 'muster_app', tooMuch: false, owned: 0 },
      { rolname: 'muster_sealer', tooMuch: false, owned: 0 },
    ]);
  });
});

describe('an external database', () => {
  test('without rights is refused with the statements that its administrator must run', async () => {
    const name = `poor_${Date.now()}`;
    await rows(`create role ${name} login`, inject('postgresUrl'));
    const poor = new URL(url);
    poor.username = name;
    const refused = run(poor.href);
    await expect(refused).rejects.toBeInstanceOf(StartFault);
    await expect(refused).rejects.toMatchObject({
      todo: expect.stringMatching(/grant create on database .*\n.*grant create on schema public/s),
    });
    const { todo } = (await refused.catch((error: unknown) => error)) as StartFault;
    for (const statement of todo.split('\n').slice(1)) await rows(statement);
    expect(await run(poor.href)).toContain('city/0001-one');
  });

  test('that does not exist or does not answer is told by name, without the password', async () => {
    const missing = new URL(url);
    missing.pathname = '/nowhere';
    await expect(run(missing.href)).rejects.toThrow(/"nowhere".*no such database/);
    const closed = migrate({ cityUrl: 'postgres://m:secret@127.0.0.1:9/db', sharedUrl: 'postgres://m:secret@127.0.0.1:9/db', log });
    await expect(closed).rejects.toThrow(/"db" at 127\.0\.0\.1:9 as "m" .*nothing listens there/);
    await expect(closed).rejects.not.toThrow(/secret/);
  });
});
