import type { Question } from '@muster/contract/orders/answers';
import type { OrderRevision } from '@muster/contract/orders/orders.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { ChangedPart, OrderText } from './amending.rules.ts';

export interface RevisionRow extends OrderText {
  orderId: string;
  revision: number;
  changeBy: Date | null;
  audienceText: string;
  changed: ChangedPart[];
  reason: string | null;
  byName: string;
  at: Date;
}

/** All revisions of these orders, oldest first. There are none of an order that was never amended. */
export async function readRevisions(tx: Tx, orderIds: readonly string[]): Promise<RevisionRow[]> {
  if (orderIds.length === 0) return [];
  const rows = await tx
    .selectFrom('order_revisions')
    .selectAll()
    .where(sql<boolean>`order_id = any(${orderIds}::uuid[])`)
    .orderBy('order_id')
    .orderBy('revision')
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    revision: row.revision,
    title: row.title,
    body: row.body,
    questions: row.questions as unknown as Question[],
    acknowledgeBy: row.acknowledge_by,
    answerBy: row.answer_by,
    changeBy: row.change_by,
    audienceText: row.audience_text,
    changed: row.changed as ChangedPart[],
    reason: row.reason,
    byName: row.by_name,
    at: row.made_at,
  }));
}

export async function readRevision(tx: Tx, orderId: string, revision: number): Promise<RevisionRow | null> {
  return (await readRevisions(tx, [orderId])).find((row) => row.revision === revision) ?? null;
}

export function revisionView(row: RevisionRow): OrderRevision {
  return {
    revision: row.revision,
    title: row.title,
    body: row.body,
    questions: [...row.questions],
    acknowledgeBy: row.acknowledgeBy.toISOString(),
    answerBy: row.answerBy?.toISOString() ?? null,
    changeBy: row.changeBy?.toISOString() ?? null,
    audienceText: row.audienceText,
    changed: row.changed,
    reason: row.reason,
    byName: row.byName,
    at: row.at.toISOString(),
  };
}
