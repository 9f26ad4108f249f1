import type { verifyJournal } from '@muster/contract/journal/journal.operations';
import type { ResultOf } from '@muster/contract/operation';
import type pg from 'pg';
import { type ChainedEvent, chainedColumns, chainHash, genesis } from './hash.ts';

export type Verification = ResultOf<typeof verifyJournal>;
const batchMost = 2000;

/**
 * Recomputes the chain from the first event and finds the first one that is not as it was sealed: *changed* (its hash
 * does not follow), *removed* (a position is missing), *inserted* (a position twice, or beyond the head). Reads as
 * the sealer, which sees every event: one that row-level security hides from everybody would otherwise go unseen. Whoever rewrites the whole chain and its head is found by comparing the head's hash with one that was
 * printed before: it stands in every verification.
 */
export async function verifyChain(pool: pg.Pool, schema: string, onProgress: (events: number) => void = () => {}): Promise<Verification> {
  const client = await pool.connect();
  try {
    // One snapshot: what is sealed meanwhile belongs to the next verification.
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local search_path = "${schema}", public`);
    return await verify(client, onProgress);
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

async function verify(client: pg.PoolClient, onProgress: (events: number) => void): Promise<Verification> {
  const head = (await client.query<{ position: number; hash: string }>('select position, hash from journal_heads where id = 1')).rows[0];
  if (!head) throw new Error('journal_heads is empty');
  let position = 0;
  let hash = genesis;
  let events = 0;
  const faulty = (
    kind: 'changed' | 'removed' | 'inserted',
    at: number,
    row: (ChainedEvent & { position: number }) | null,
  ): Verification => ({
    intact: false,
    events,
    head: { position: head.position, hash: head.hash },
    fault: { position: at, kind, eventId: row?.id ?? null, at: row?.recorded_at.toISOString() ?? null },
  });
  for (;;) {
    const { rows } = await client.query<ChainedEvent & { position: number; hash: string }>(
      `select ${chainedColumns}, position, hash from events where position >= $1 order by position, recorded_at, id limit ${batchMost}`,
      [Math.max(position, 1)],
    );
    const fresh = rows.filter((row) => row.position > position || (row.position === position && row.hash !== hash));
    for (const row of fresh) {
      if (row.position === position) return faulty('inserted', row.position, row);
      if (row.position > position + 1) return faulty('removed', position + 1, null);
      if (row.position > head.position) return faulty('inserted', row.position, row);
      hash = chainHash(hash, row.position, row);
      position = row.position;
      events += 1;
      if (row.hash !== hash) return faulty('changed', row.position, row);
    }
    onProgress(events);
    if (fresh.length === 0 || rows.length < batchMost) break;
  }
  if (position < head.position) return faulty('removed', position + 1, null);
  if (hash !== head.hash) return faulty('changed', position, null);
  return { intact: true, events, head: { position: head.position, hash: head.hash }, fault: null };
}
