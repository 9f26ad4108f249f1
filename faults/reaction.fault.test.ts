import { afterEach, expect, test } from 'vitest';
import { issue } from './pieces/ask.ts';
import { type FaultCity, faultCity } from './pieces/city.ts';

let city: FaultCity;
afterEach(() => city.close());

test('killed with -9 between the effect of a reaction and its cursor: the next start does it whole, and what it does outside is there once', async () => {
  city = await faultCity();
  let server = await city.server();
  // The database itself holds the turn where its cursor is moved: jobs are made, the move is not committed.
  await city.sql(`create function hold_cursor() returns trigger language plpgsql as $$ begin
    if new.name = 'orders.schedule' and new.position > old.position then perform pg_sleep(20); end if; return new; end $$`);
  await city.sql(`create trigger hold_cursor before update on reaction_cursors for each row execute function hold_cursor()`);
  const codes = (await city.sql<{ code: string }>(`select code from areas where level = 'community' order by code limit 3`)).map(
    (row) => row.code,
  );
  const orderId = await issue(server.address, codes, { urgency: 'immediate' });
  const keys = () => city.sql<{ key: string }>(`select key from graphile_worker.jobs where key like $1 order by key`, [`%${orderId}%`]);
  const isHeld = () => city.sql(`select 1 from pg_stat_activity where wait_event = 'PgSleep' and state = 'active'`);
  await expect.poll(async () => (await isHeld()).length, { timeout: 20_000, interval: 20 }).toBe(1);
  const [before] = await city.sql<{ position: number }>(`select position::int from reaction_cursors where name = 'orders.schedule'`);
  const [issued] = await city.sql<{ position: number }>(`select position::int from events where order_id = $1 and type = 'order.issued'`, [
    orderId,
  ]);
  const effects = await keys();
  expect(effects.length).toBeGreaterThan(3);
  expect(before?.position).toBeLessThan(issued?.position ?? 0);

  await server.kill();
  await city.sql('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()');
  await city.sql('drop trigger hold_cursor on reaction_cursors');
  const [still] = await city.sql<{ position: number }>(`select position::int from reaction_cursors where name = 'orders.schedule'`);
  expect(still).toEqual(before);

  server = await city.server();
  await expect
    .poll(
      async () =>
        (await city.sql<{ position: number }>(`select position::int from reaction_cursors where name = 'orders.schedule'`))[0]?.position,
      { timeout: 15_000 },
    )
    .toBeGreaterThanOrEqual(issued?.position ?? 0);
  expect(await keys()).toEqual(effects);
  await city.assertWhole();
});
