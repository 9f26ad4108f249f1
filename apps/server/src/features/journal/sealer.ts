import type pg from 'pg';
import { type ChainedEvent, chainedColumns, chainHash } from './hash.ts';
import { type Verification, verifyChain } from './verify.ts';

/** Sealed positions are told on this channel; a hint over polling, nothing depends on it. */
export const sealedChannel = 'muster_sealed';
const batchMost = 500;

/**
 * The sealer gives committed events their dense position and the hash that chains them. One per city at a time: the row
 * lock on `journal_heads` makes it so, whatever the number of servers. A position is never taken from a sequence, a
 * clock or a transaction id: those are given before commit, and a reader behind a cursor would skip what commits late.
 */
export interface Sealer {
  /** There may be something to seal: call after a commit. */
  wake: () => void;
  /** Seals all that is committed now; resolves with the position reached. For tests and the shell. */
  sealAll: () => Promise<number>;
  /** Recomputes the chain; with the sealer's own right to see every event. */
  verify: (onProgress?: (events: number) => void) => Promise<Verification>;
  stop: () => Promise<void>;
  lastError: () => Error | null;
}

export function createSealer(pool: pg.Pool, schema: string, options: { everyMs?: number } = {}): Sealer {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let fault: Error | null = null;

  async function sealBatch(): Promise<{ sealed: number; position: number }> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await client.query(`set local search_path = "${schema}", public`);
      const head = (
        await client.query<{ position: number; hash: string }>('select position, hash from journal_heads where id = 1 for update')
      ).rows[0];
      if (!head) throw new Error('journal_heads is empty');
      const { rows } = await client.query<ChainedEvent>(
        `select ${chainedColumns} from events where position is null order by recorded_at, id limit ${batchMost}`,
      );
      if (rows.length === 0) {
        await client.query('commit');
        return { sealed: 0, position: head.position };
      }
      let { position, hash } = head;
      const positions: number[] = [];
      const hashes: string[] = [];
      for (const event of rows) {
        position += 1;
        hash = chainHash(hash, position, event);
        positions.push(position);
        hashes.push(hash);
      }
      // recorded_at is part of the key: with it the update touches one partition a row.
      await client.query(
        `update events e set position = s.position, hash = s.hash
         from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::text[]) as s(id, recorded_at, position, hash)
         where e.id = s.id and e.recorded_at = s.recorded_at`,
        [rows.map((row) => row.id), rows.map((row) => row.recorded_at), positions, hashes],
      );
      await client.query('update journal_heads set position = $1, hash = $2 where id = 1', [position, hash]);
      await client.query('select pg_notify($1, $2)', [sealedChannel, String(position)]);
      await client.query('commit');
      return { sealed: rows.length, position };
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      let batch: { sealed: number };
      do {
        batch = await sealBatch();
      } while (batch.sealed === batchMost && !stopped);
    } while (again && !stopped);
    fault = null;
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = run()
      .catch((error: Error) => {
        // Nothing is lost: events stay unsealed and the next turn takes them. /api/ready tells.
        fault = error;
      })
      .finally(() => {
        running = null;
      });
  }

  // Other servers' events, and ours after a fault: found by looking, not by being told.
  const timer = setInterval(wake, options.everyMs ?? 500);
  timer.unref();

  return {
    wake,
    async sealAll() {
      for (;;) {
        const { sealed, position } = await sealBatch();
        if (sealed < batchMost) return position;
      }
    },
    verify: (onProgress) => verifyChain(pool, schema, onProgress),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
    lastError: () => fault,
  };
}
