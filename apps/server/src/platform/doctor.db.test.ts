import { tmpdir } from 'node:os';
import { cloneDatabase } from '@muster/testkit/database';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { examine } from './doctor.ts';

let url: string;
const look = async () => {
  const findings = await examine({ cityUrl: url, sharedUrl: url, dataFolder: tmpdir() });
  // Tests run without fsync, on a disk of unknown size, before anybody has signed up.
  return findings.filter(({ key, ok }) => !ok && !['durability', 'accounts', 'room'].includes(key));
};

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
});
