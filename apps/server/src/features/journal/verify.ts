import type { verifyJournal } from '@muster/contract/journal/journal.operations';
import type { ResultOf } from '@muster/contract/operation';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { type ChainedEvent, chainedColumns, chainHash, genesis } from './hash.ts';

type Verification = ResultOf<typeof verifyJournal>;
const batchMost = 2000;

/**
 * Recomputes the chain from the first event and finds the first one that is not as it was sealed: *changed* (its hash
 * does not follow), *removed* (a position is missing), *inserted* (a position twice, or beyond the head). Needs a scope that sees
 * every event. Whoever rewrites the whole chain and its head is found by comparing the head's hash with one that was
 * printed before: it stands in every verification.
 */
export async function verifyChain(tx: Tx, onProgress: (events: number) => void = () => {}): Promise<Verification> {
  const head = await tx.selectFrom('journal_heads').select(['position', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
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
    const { rows } = await sql<
      ChainedEvent & { position: number; hash: string }
    >`select ${sql.raw(chainedColumns)}, position, hash from events
      where position >= ${Math.max(position, 1)} order by position, recorded_at, id limit ${batchMost}`.execute(tx);
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
