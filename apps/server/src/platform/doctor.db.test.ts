import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase } from '@muster/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from './doctor.ts';

let url: string;
const filesFolder = mkdtempSync(join(tmpdir(), 'muster-doctor-'));
mkdirSync(join(filesFolder, 'arriving'));
afterAll(() => rmSync(filesFolder, { recursive: true }));
const look = async () => {
  const findings = await examine({ cityUrl: url, sharedUrl: url, dataFolder: tmpdir(), filesFolder });
  // Tests run without fsync, on a disk of unknown size, before anybody has signed up.
  return findings.filter(({ key, ok }) => !ok && !['durability', 'accounts', 'room'].includes(key));
};

async function asPostgres(sql: string): Promise<void> {
  const superuser = new URL(url);
  superuser.username = 'postgres';
  const client = new pg.Client({ connectionString: superuser.href });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  url = await cloneDatabase();
});

describe('the doctor', () => {
  test('finds nothing wrong with what the migrations make', async () => {
    expect(await look()).toEqual([]);
  });

  test.each([
    ['rowSecurity', 'alter table city.areas no force row level security', 'alter table city.areas force row level security'],
    ['scope', 'create table city.leak as select 1 as one; grant select on city.leak to muster_app', 'drop table city.leak'],
    [
      'roles',
      'create table city.owned (); grant create on schema city to muster_app; alter table city.owned owner to muster_app',
      'set role muster_app; drop table city.owned; reset role; revoke create on schema city from muster_app',
    ],
    [
      'migrations',
      `insert into city.schema_migrations values ('9999-later', 'x')`,
      `delete from city.schema_migrations where name = '9999-later'`,
    ],
  ])('finds a fault of %s, says what to do, and is content when it is cured', async (key, harm, cure) => {
    await run(harm);
    const findings = await look();
    expect(findings.map((finding) => finding.key)).toContain(key);
    for (const finding of findings) expect(finding.todo).toBeTruthy();
    await run(cure);
    expect(await look()).toEqual([]);
  });

  test('misses a file that the database knows and the folder has not', async () => {
    const id = '0190a000-0000-7000-8000-0000000000aa';
    const lost = `insert into city.persons (id, name, member_category, area_code, search_text) values ('${id}', '陈', 'staff', '4104', '');
      insert into city.files (id, person_id, purpose, name, length, state, type, bytes, sha256, created_at, finished_at)
        values ('${id}', '${id}', 'photo', 'a.jpg', 3, 'kept', 'image/jpeg', 3, 'x', now(), now())`;
    await asPostgres(
      `insert into city.areas (id, code, name, short_name, level, kind, search_text, valid_from) values (gen_random_uuid(), '4104', '平顶山市', '平顶山市', 'city', 'city', '', now()); ${lost}`,
    );
    expect((await look()).find((finding) => finding.key === 'files')).toMatchObject({ ok: false, detail: expect.stringContaining(id) });
    mkdirSync(join(filesFolder, 'kept', 'aa'), { recursive: true });
    writeFileSync(join(filesFolder, 'kept', 'aa', id), 'xyz');
    expect(await look()).toEqual([]);
  });
});
