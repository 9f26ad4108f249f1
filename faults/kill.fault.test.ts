import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { issue } from './pieces/ask.ts';
import { type FaultCity, faultCity, isFull } from './pieces/city.ts';
import { phones } from './pieces/phones.ts';
import { freePort, type Server } from './pieces/server.ts';

let city: FaultCity;
afterEach(() => city.close());

/** Three writes each: look, acknowledge, answer. */
const receiptsCount = isFull ? 3400 : 150;
const kills = isFull ? 6 : 2;
const orders = isFull ? 2 : 1;

test('server and PostgreSQL killed with -9 in the middle of many writes: every confirmed one is there once, none twice, and journal, state and figures agree', async () => {
  city = await faultCity();
  const port = String(await freePort());
  let server: Server = await city.server({ MUSTER_PORT: port });
  const codes = (
    await city.sql<{ code: string }>(`select code from areas where level = 'community' order by code limit $1`, [receiptsCount / orders])
  ).map((row) => row.code);
  for (let n = 0; n < orders; n++) await issue(server.address, codes);
  const receipts = await city.sql<{ id: string; areaCode: string }>(
    `select id, area_code as "areaCode" from receipts where recipient = 'desk' order by order_id, id`,
  );
  expect(receipts.length).toBe(receiptsCount);

  const people = phones(() => `http://127.0.0.1:${port}`);
  let isDone = false;
  const working = people.work(receipts).then(() => {
    isDone = true;
  });
  const kill = async () => {
    for (let n = 0; n < kills && !isDone; n++) {
      const before = people.confirmed.length;
      await expect
        .poll(() => isDone || people.confirmed.length >= before + (receiptsCount * 3) / (kills + 2), { timeout: 120_000, interval: 20 })
        .toBe(true);
      if (isDone) break;
      // In turns: the server, the database under a running server, both at the same moment.
      if (n % 3 !== 0) process.kill(city.postmaster(), 'SIGKILL');
      if (n % 3 !== 1) {
        await server.kill();
        await sleep(300);
        server = await city.server({ MUSTER_PORT: port });
      }
    }
    return isDone;
  };
  const wasDoneBefore = await kill();
  expect(wasDoneBefore, 'was killed in the middle of work').toBe(false);
  await working;

  expect(people.failed).toEqual([]);
  expect(people.unanswered()).toBeGreaterThan(0);
  expect(people.confirmed).toHaveLength(receiptsCount * 3);
  // Looking is noted once a person: it may be an effect without an event of its own. What changes a receipt is in the journal.
  const changes = people.confirmed.filter((one) => one.operation !== 'openReceipt').map((one) => one.commandId);
  const found = await city.sql<{ id: string; n: number }>(
    `select command_id as id, count(*)::int as n from events where command_id = any($1::uuid[]) group by 1`,
    [changes],
  );
  expect(found.filter((row) => row.n !== 1)).toEqual([]);
  expect(found).toHaveLength(changes.length);
  expect(await city.sql(`select state, count(*)::int as n from receipts group by state`)).toEqual([
    { state: 'answered', n: receiptsCount },
  ]);
  const twice = await city.sql(`select receipt_id, type from events where receipt_id is not null group by 1, 2 having count(*) > 1`);
  expect(twice).toEqual([]);
  await city.assertWhole();
});
