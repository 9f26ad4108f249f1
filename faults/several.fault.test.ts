import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../bench/city/people.ts';
import { ask, issue } from './pieces/ask.ts';
import { type FaultCity, faultCity, isFull } from './pieces/city.ts';
import { type LiveScreen, liveScreen } from './pieces/live-screen.ts';
import { phones } from './pieces/phones.ts';
import type { Server } from './pieces/server.ts';

let city: FaultCity;
let first: Server;
let second: Server;
const screens: LiveScreen[] = [];

beforeEach(async () => {
  city = await faultCity();
  await city.startPostgres();
  // As docs/operation.md says: one database, one key, one folder of files; a port and a data folder of its own for each.
  const common = {
    DATABASE_URL: city.url,
    MUSTER_SECRET_KEY: randomBytes(32).toString('base64'),
    MUSTER_FILES: join(city.folder, 'files'),
  };
  [first, second] = (await Promise.all(
    ['first', 'second'].map((name) => {
      mkdirSync(join(city.folder, name));
      return city.server({ ...common, MUSTER_DATA: join(city.folder, name) });
    }),
  )) as [Server, Server];
});
afterEach(async () => {
  for (const screen of screens.splice(0)) screen.close();
  await city.close();
});

const screen = (server: Server, who: string) => {
  const made = liveScreen(() => server.address, who);
  screens.push(made);
  return made;
};
const codesOf = async (count: number) =>
  (await city.sql<{ code: string }>(`select code from areas where level = 'community' order by code limit $1`, [count])).map(
    (row) => row.code,
  );

test('two servers on one database behave as one: screens on either hear everything, what ends on one has ended on the other, timers fire once', async () => {
  const [codes, on] = [await codesOf(6), [screen(first, '4104'), screen(second, '4104')]];
  const left = screen(second, codes[0] as string);
  await expect.poll(() => [...on, left].map((one) => one.connected()), { timeout: 10_000 }).toEqual([1, 1, 1]);
  const orderId = await issue(first.address, codes, { urgency: 'immediate' });
  const receipts = await city.sql<{ id: string; areaCode: string }>(
    `select id, area_code as "areaCode" from receipts where order_id = $1 order by area_code`,
    [orderId],
  );
  for (const [index, receipt] of receipts.slice(0, 4).entries()) {
    const at = index % 2 === 0 ? second : first;
    expect(await ask(at.address, receipt.areaCode, 'acknowledgeReceipt', { receiptId: receipt.id })).toMatchObject({ status: 200 });
  }
  for (const one of on)
    await expect
      .poll(
        () =>
          one.told
            .filter((event) => event.orderId === orderId)
            .map((event) => event.type)
            .sort(),
        { timeout: 10_000 },
      )
      .toEqual(['order.issued', ...Array(4).fill('receipt.acknowledged')]);

  // The same command on both at the same moment is one.
  const commandId = randomUUID();
  const receipt = receipts[4] as { id: string; areaCode: string };
  const both = await Promise.all(
    [first, second].map((one) => ask(one.address, receipt.areaCode, 'acknowledgeReceipt', { commandId, receiptId: receipt.id })),
  );
  expect(both.map((answer) => answer.status)).toEqual([200, 200]);
  expect(both[0]?.body).toEqual(both[1]?.body);

  // Signed out on one: refused on the other by the next request, and its stream there ends.
  const who = codes[0] as string;
  expect((await ask(second.address, who, 'listInbox', { limit: 5 })).status).toBe(200);
  expect((await ask(first.address, who, 'signOut')).status).toBe(200);
  expect((await ask(second.address, who, 'listInbox', { limit: 5 })).status).toBe(401);

  // Both have timers; each job is done once, whoever takes it.
  const orders = [orderId];
  for (let n = 0; n < 9; n++) orders.push(await issue((n % 2 === 0 ? first : second).address, codes, { urgency: 'immediate' }));
  const jobs = orders.map((id) => `orders:remind:${id}:acknowledge:at`);
  const waiting = (more = '') => city.sql(`select 1 from graphile_worker.jobs where key = any($1) ${more}`, [jobs]);
  await expect.poll(async () => (await waiting()).length, { timeout: 15_000 }).toBe(jobs.length);
  await city.sql('update graphile_worker._private_jobs set run_at = now() where key = any($1)', [jobs]);
  await expect.poll(async () => (await waiting('and run_at <= now()')).length, { timeout: 20_000 }).toBe(0);
  const reminded = await city.sql<{ n: number }>(
    `select count(*)::int as n from events where type = 'order.reminded' and order_id = any($1) group by order_id`,
    [orders],
  );
  expect(reminded.map((row) => row.n)).toEqual(orders.map(() => 1));
  await city.assertWhole();
});

test('one of two is killed with -9 in the middle of work: nothing is lost, nothing is done twice, the other goes on', async () => {
  const codes = await codesOf(isFull ? 400 : 60);
  await issue(first.address, codes);
  const receipts = await city.sql<{ id: string; areaCode: string }>(`select id, area_code as "areaCode" from receipts order by id`);
  // A proxy in front sends to either; what gets no answer from the dead one is sent again, and comes to the other.
  let turn = 0;
  const people = phones(() => (turn++ % 2 === 0 ? first : second).address);
  const watching = screen(second, '4104');
  const working = people.work(receipts);
  await expect.poll(() => people.confirmed.length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(receipts.length);
  await first.kill();
  await working;
  expect(people.failed).toEqual([]);
  expect(people.confirmed).toHaveLength(receipts.length * 3);
  const twice = await city.sql(`select receipt_id, type from events where receipt_id is not null group by 1, 2 having count(*) > 1`);
  expect(twice).toEqual([]);
  await expect
    .poll(() => watching.told.filter((event) => event.type === 'receipt.answered').length, { timeout: 10_000 })
    .toBe(receipts.length);
  await city.assertWhole();
});

test('an upload that was begun on one goes on on the other', async () => {
  const [code] = await codesOf(1);
  const id = (await ask(first.address, '4104', 'getCurrentIncident')).body && randomUUID().replace(/^(.{14})4/, '$17');
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200_000)]);
  const headers = { cookie: `muster_session=${tokenOf(code as string)}`, 'x-muster': '1', 'tus-resumable': '1.0.0' };
  const text = (value: string) => Buffer.from(value).toString('base64');
  const made = await fetch(`${first.address}/api/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `fileId ${text(id)},filename ${text('台账.pdf')},filetype ${text('application/pdf')}`,
    },
  });
  expect(made.status).toBe(201);
  const send = (server: Server, offset: number, part: Buffer) =>
    fetch(`${server.address}/api/uploads/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(part),
    });
  expect((await send(first, 0, bytes.subarray(0, 90_000))).status).toBe(204);
  await first.kill();
  const head = await fetch(`${second.address}/api/uploads/${id}`, { method: 'HEAD', headers });
  expect(head.headers.get('upload-offset')).toBe('90000');
  expect((await send(second, 90_000, bytes.subarray(90_000))).status).toBe(204);
  const back = await fetch(`${second.address}/api/files/${id}`, { headers });
  expect(back.status).toBe(200);
  expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
});

test.runIf(isFull)('two servers that begin at the same moment on one empty database migrate once and make one demonstration', async () => {
  await city.sql('create database fresh owner muster');
  await Promise.all([first.kill(), second.kill()]);
  const common = {
    DATABASE_URL: city.url.replace('/muster?', '/fresh?'),
    MUSTER_SECRET_KEY: randomBytes(32).toString('base64'),
    MUSTER_FILES: join(city.folder, 'files2'),
    MUSTER_DEMO: '1',
  };
  const both = await Promise.all(['third', 'fourth'].map((name) => city.server({ ...common, MUSTER_DATA: join(city.folder, name) })));
  expect(both.filter((one) => one.said().includes('Demonstration: loaded'))).toHaveLength(1);
  const signIn = (server: Server) =>
    fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'x-muster': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'zhouyan', password: 'pingdingshan-2022' }),
    }).then((answer) => answer.status);
  expect(await Promise.all(both.map(signIn))).toEqual([200, 200]);
});
