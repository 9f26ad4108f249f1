import { cloneDatabase } from '@muster/testkit/database';
import type pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPool } from '../db/pool.ts';
import type { Task } from './jobs.ts';
import { startTimers, type Timers } from './worker.ts';

let pool: pg.Pool;
let ran: Record<string, unknown>[];
const running: Timers[] = [];
beforeEach(async () => {
  pool = createPool({ url: await cloneDatabase(), role: null, max: 10 });
  ran = [];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((timers) => timers.stop()));
  await pool.end();
});

const note: Task = {
  name: 'note',
  async run(payload) {
    ran.push(payload);
  },
};
async function start(): Promise<Timers> {
  const timers = await startTimers({ pool, tasks: [note], crontab: '', log: () => {} });
  running.push(timers);
  return timers;
}
const now = () => new Date();
const settled = (count: number) => vi.waitFor(() => expect(ran).toHaveLength(count), { timeout: 10_000 });

test('a job added again under its key is one job, and runs once with what was said last, whatever the number of servers', async () => {
  const [first, second] = [await start(), await start()];
  const later = new Date(Date.now() + 500);
  await first.add('note', { said: 'first' }, { key: 'one', runAt: later });
  await second.add('note', { said: 'last' }, { key: 'one', runAt: later });
  await second.add('note', { said: 'other' }, { key: 'two', runAt: now() });
  await settled(2);
  expect(ran).toEqual([{ said: 'other' }, { said: 'last' }]);
  await vi.waitFor(async () => expect((await pool.query('select 1 from graphile_worker.jobs')).rowCount).toBe(0), { timeout: 5000 });
});

test('a job that was due while no server ran is done at the next start', async () => {
  const before = await start();
  await before.add('note', { said: 'due' }, { key: 'one', runAt: new Date(Date.now() + 3_600_000) });
  await before.stop();
  running.length = 0;
  await pool.query(`update graphile_worker._private_jobs set run_at = now() - interval '1 hour'`);
  await start();
  await settled(1);
});

test('a job that a killed process had in hand is freed, not kept for hours', async () => {
  const before = await start();
  await before.add('note', { said: 'in hand' }, { key: 'one', runAt: new Date(Date.now() + 3_600_000) });
  await before.stop();
  running.length = 0;
  await pool.query(
    `update graphile_worker._private_jobs set run_at = now(), locked_at = now() - interval '2 minutes', locked_by = 'worker-that-was-killed', attempts = 1`,
  );
  await start();
  await settled(1);
});
