import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const lookEveryMs = 500;

/** Runs `work` while no other process on this database runs what has the same name. Asked for again and again: waiting in the database is timed. */
export async function onlyOne(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [name]);
      if (rows[0]?.mine) break;
      await sleep(lookEveryMs);
    }
    await work();
    await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
    client.release();
  } catch (error) {
    // The lock ends with its connection.
    client.release(error as Error);
    throw error;
  }
}
