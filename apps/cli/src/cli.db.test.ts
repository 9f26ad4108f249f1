import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '@muster/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
let url: string;

interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** The shell command as a process of its own, as somebody types it. */
function muster(words: string, input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, LANG: 'C', DATABASE_URL: url, MUSTER_DATA: folder, INIT_CWD: folder };
    const child = execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words.split(' ')], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const init = 'init --city 4104 --city-name 平顶山市 --name 申彦 --user admin --password-stdin';
const password = 'gulls over the quay 7';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-cli-'));
  chmodSync(folder, 0o755);
  url = await emptyDatabase();
  writeFileSync(join(folder, 'areas.csv'), 'code,name\n410402,新华区\n410402001,曙光街街道\n410402001001,曙北社区居民委员会\n');
  writeFileSync(join(folder, 'bad.csv'), 'code,name\n410403,卫东区\n41,坏\n410403,卫东区\n');
  writeFileSync(join(folder, 'people.csv'), '姓名,手机,角色,区域代码\n何静,13800000001,值班员,410402\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

// One after the other: each needs what the one before has made.
describe('muster', () => {
  test('without a command, or with an unknown one, says what there is', async () => {
    expect(await muster('help')).toMatchObject({ code: 0, out: expect.stringContaining('muster journal verify') });
    expect(await muster('fly')).toMatchObject({ code: 2, err: expect.stringContaining('no command "fly"') });
  });

  test('on a database that is not migrated says so, with the cure', async () => {
    expect(await muster('order list')).toMatchObject({ code: 1, err: expect.stringContaining('npm run muster migrate') });
  });

  test('init refuses with every wrong field at once, and a weak password', async () => {
    const wrong = await muster('init --city 41 --city-name 平 --name 申彦 --user Admin --password-stdin', password);
    expect(wrong.code).toBe(1);
    for (const field of ['cityCode', 'cityName', 'userName']) expect(wrong.err).toContain(field);
    expect(await muster(init, 'abc')).toMatchObject({ code: 1, err: expect.stringContaining('auth.password-weak') });
  });

  test('init sets up the city and its administrator, once', async () => {
    expect(await muster(init, password)).toMatchObject({ code: 0, out: expect.stringContaining('平顶山市 is set up') });
    expect(await muster(init, password)).toMatchObject({ code: 1, err: expect.stringContaining('set up already') });
  });

  test('area import stores nothing with a wrong row in it, the good rows when asked, and the same file once', async () => {
    expect((await muster('area import areas.csv')).out).toContain('3 rows read: 3 added');
    expect((await muster('area import areas.csv')).out).toContain('0 added, 0 changed, 3 as before');
    const bad = await muster('area import bad.csv');
    expect(bad).toMatchObject({
      code: 1,
      out: expect.stringContaining('Nothing was stored'),
      err: expect.stringMatching(/line 3:.*\n.*line 4:/),
    });
    expect((await muster('area import --good-rows bad.csv')).out).toContain('1 added');
    expect(await muster('area import nothing.csv')).toMatchObject({ code: 1, err: expect.stringContaining('nothing.csv cannot be read') });
  });

  test('person import and assignment grant act within the city', async () => {
    expect(await muster('person import people.csv')).toMatchObject({ code: 0, out: expect.stringContaining('1 added') });
    expect(await muster('assignment grant --mobile 13800000001 --role commander --area 410402')).toMatchObject({
      code: 0,
      out: expect.stringContaining('何静 is commander'),
    });
    expect(await muster('assignment grant --mobile 13800000001 --role king --area 410402')).toMatchObject({
      code: 1,
      err: expect.stringContaining('role'),
    });
    expect(await muster('assignment grant --mobile 13999999999 --role commander --area 410402')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody here'),
    });
  });

  test('order list of a city without orders says so', async () => {
    expect(await muster('order list')).toMatchObject({ code: 0, out: 'No order.\n' });
  });

  test('tally recount finds a figure that was changed behind the back of its records', async () => {
    expect(await muster('tally recount')).toMatchObject({ code: 0, out: expect.stringContaining('equal to their records') });
    const incident = '00000000-0000-7000-8000-00000000abcd';
    await query(`alter table city.incidents no force row level security; alter table city.tallies no force row level security;
      insert into city.incidents (id, name, level, state, is_drill, activated_at, activated_by)
        values ('${incident}', '疫情', 'II', 'active', false, now(), '${incident}');
      insert into city.tallies (incident_id, area_code, day, orders_issued) values ('${incident}', '410402', current_date, 5);
      alter table city.incidents force row level security; alter table city.tallies force row level security;`);
    expect(await muster('tally recount')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/410402 .* orders_issued: kept 5, counted 0/),
    });
  });

  test('journal verify is content, then finds and names the event that was changed', async () => {
    expect(await muster('journal verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Intact: \d+ events[\s\S]*Head {2}[0-9a-f]{64}/),
    });
    await query(`alter table city.events no force row level security`);
    await query(`update city.events set payload = payload || '{"cityName":"别处"}' where position = 1`);
    await query(`alter table city.events force row level security`);
    expect(await muster('journal verify')).toMatchObject({ code: 1, err: expect.stringContaining('event 1 was changed') });
  });

  test('an area is re-coded from the shell, after a dry run that changes nothing', async () => {
    const dry = await muster('area recode 410402001001 --code 410402001009 --dry-run');
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('areas: 1') });
    expect(await muster('area recode 410402001001 --code 410402001009')).toMatchObject({
      code: 0,
      out: expect.stringContaining('410402001009'),
    });
    expect(await muster('area recode 410402001001 --code 410402')).toMatchObject({ code: 1, err: expect.stringContaining('area.') });
    expect(await muster('area rename')).toMatchObject({ code: 1, err: expect.stringContaining('Usage') });
  });
});
