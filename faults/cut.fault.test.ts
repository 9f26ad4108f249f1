import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, issue } from './pieces/ask.ts';
import { type FaultCity, faultCity, isFull } from './pieces/city.ts';
import { type LiveScreen, liveScreen } from './pieces/live-screen.ts';
import { phones } from './pieces/phones.ts';
import type { Server } from './pieces/server.ts';
import { type TcpProxy, tcpProxy } from './pieces/tcp-proxy.ts';

const awayMs = (isSilent: boolean) => (isFull ? 30_000 : isSilent ? 5500 : 2500);
/** Until a dead connection is found out nothing can be said: two looks and their patience. */
const noticedMs = 8000;

let city: FaultCity;
let proxy: TcpProxy;
let server: Server;
let screen: LiveScreen | undefined;
afterEach(async () => {
  screen?.close();
  await server?.stop();
  await proxy?.close();
  await city.close();
});

async function start(): Promise<void> {
  city = await faultCity();
  await city.startPostgres();
  proxy = await tcpProxy({ path: `${city.folder}/postgres/run/.s.PGSQL.5432` });
  server = await city.server({ DATABASE_URL: `postgres://muster@127.0.0.1:${proxy.port}/muster` });
}

const codesOf = async (count: number) =>
  (await city.sql<{ code: string }>(`select code from areas where level = 'community' order by code limit $1`, [count])).map(
    (row) => row.code,
  );

describe.each([
  ['cut', () => proxy.cut()],
  ['silent: packets vanish, nothing is closed', () => proxy.freeze()],
] as const)('the connection to PostgreSQL %s', (how, breakIt) => {
  test('is told with 503, when to come again and in time; it recovers by itself: screens catch up, phones send once, timers go on', async () => {
    await start();
    const codes = await codesOf(isFull ? 60 : 25);
    const first = await issue(server.address, codes);
    screen = liveScreen(() => server.address, '4104');
    await expect.poll(() => screen?.connected(), { timeout: 5000 }).toBe(1);
    const receipts = await city.sql<{ id: string; areaCode: string }>(
      `select id, area_code as "areaCode" from receipts where order_id = $1`,
      [first],
    );
    const people = phones(() => server.address);
    const working = people.work(receipts);
    await expect.poll(() => people.confirmed.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(10);
    expect(people.confirmed.length).toBeLessThan(receipts.length * 3);

    breakIt();
    const brokenAt = performance.now();
    const slowest = { ms: 0 };
    const seen: string[] = [];
    while (performance.now() - brokenAt < awayMs(how.startsWith('silent'))) {
      const since = performance.now();
      const answer = await ask(server.address, '4104', 'getCurrentIncident');
      const ms = performance.now() - since;
      // What was on its way when it broke waits until that is noticed; what comes later is refused at once.
      if (since - brokenAt > noticedMs) slowest.ms = Math.max(slowest.ms, ms);
      expect(ms).toBeLessThan(noticedMs);
      seen.push(`${answer.status} ${answer.code}`);
      if (answer.status === 503) expect(Number(answer.retryAfter)).toBeGreaterThan(0);
      const health = await fetch(`${server.address}/api/health`);
      expect(health.status).toBe(200);
      await sleep(100);
    }
    expect(slowest.ms).toBeLessThan(500);
    expect(new Set(seen.slice(1))).toEqual(new Set(['503 database.unavailable']));
    expect((await fetch(`${server.address}/api/ready`)).status).toBe(503);
    // Without the database the page itself still comes.
    expect((await fetch(`${server.address}/m/`)).status).toBeLessThan(500);

    proxy.mend();
    const mendedAt = performance.now();
    await expect
      .poll(async () => (await ask(server.address, '4104', 'getCurrentIncident')).status, { timeout: 10_000, interval: 50 })
      .toBe(200);
    expect(performance.now() - mendedAt).toBeLessThan(5000);
    await expect.poll(async () => (await fetch(`${server.address}/api/ready`)).status, { timeout: 20_000 }).toBe(200);
    await working;
    expect(people.failed).toEqual([]);
    expect(people.confirmed).toHaveLength(receipts.length * 3);
    await expect
      .poll(() => screen?.told.filter((event) => event.type === 'receipt.answered' && event.orderId === first).length, { timeout: 10_000 })
      .toBe(receipts.length);

    // Reactions and timers: an order whose limit was near is reminded of and escalated by the clock alone.
    const second = await issue(server.address, codes.slice(0, 3), { urgency: 'immediate' });
    await expect
      .poll(async () => (await city.sql(`select 1 from graphile_worker.jobs where key like $1`, [`%${second}%`])).length, {
        timeout: 15_000,
      })
      .toBeGreaterThan(0);
    await city.sql(`update graphile_worker._private_jobs set run_at = now() where key like $1`, [`%${second}%`]);
    await expect
      .poll(
        async () =>
          (await city.sql(`select 1 from graphile_worker.jobs where key like $1 and run_at <= now() and attempts = 0`, [`%${second}%`]))
            .length,
        {
          timeout: 15_000,
        },
      )
      .toBe(0);
    await city.assertWhole();
  });
});

test('what happened just before the cut is reacted to after it, though nothing more happens', async () => {
  await start();
  // The reaction waits at the row of its cursor, and the cut finds it there.
  const codes = await codesOf(3);
  const holding = city.sql("begin; select 1 from reaction_cursors where name = 'orders.schedule' for update; select pg_sleep(3)");
  await sleep(300);
  const orderId = await issue(server.address, codes, { urgency: 'immediate' });
  await sleep(700);
  proxy.cut();
  await sleep(1500);
  await holding;
  proxy.mend();
  await expect
    .poll(async () => (await city.sql(`select 1 from graphile_worker.jobs where key like $1`, [`%${orderId}%`])).length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
});
