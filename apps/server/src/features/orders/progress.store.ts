import { codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import type { Counts } from '@muster/contract/orders/orders.operations';
import { sql } from 'kysely';
import type { Scope, Tx } from '../../platform/db/scope.ts';

/** Kept counters of an order, added up over some areas. */
export interface Progress {
  total: number;
  unacknowledged: number;
  /** Owe the acknowledgement of a change. */
  changed: number;
  in_hand: number;
  for_review: number;
  done: number;
  /** Of the done: open when their order was closed or withdrawn. */
  ended: number;
  escalated: number;
}

export const noProgress: Progress = { total: 0, unacknowledged: 0, changed: 0, in_hand: 0, for_review: 0, done: 0, ended: 0, escalated: 0 };

/**
 * The five states from the five counters: all receipts of an order share its limits, so past a limit all that is behind
 * it is late. Without an answer asked for nothing is ever in hand.
 */
export function countsOf(
  progress: Progress,
  order: { acknowledgeBy: Date; answerBy: Date | null; changeBy: Date | null },
  now: Date,
): Counts {
  const isAcknowledgeLate = now > order.acknowledgeBy;
  const isChangeLate = order.changeBy !== null && now > order.changeBy;
  const isAnswerLate = order.answerBy !== null && now > order.answerBy;
  return {
    late: (isAcknowledgeLate ? progress.unacknowledged : 0) + (isChangeLate ? progress.changed : 0) + (isAnswerLate ? progress.in_hand : 0),
    waiting: (isAcknowledgeLate ? 0 : progress.unacknowledged) + (isChangeLate ? 0 : progress.changed),
    inHand: isAnswerLate ? 0 : progress.in_hand,
    forReview: progress.for_review,
    done: progress.done,
    ended: progress.ended,
    escalated: progress.escalated,
  };
}

/**
 * Counters of the orders of a page. Where an order is over, all its receipts are done: a page of old orders to the whole
 * city would else add up 7,500 rows, which cost more than the page itself. Whoever sees a part of the city gets that part counted.
 */
export async function progressOfPage(
  tx: Tx,
  orders: readonly { id: string; kind: string; state: string; receipt_count: number; ended_count: number }[],
  reader: Scope,
): Promise<Map<string, Progress>> {
  const seesAll = reader.areaCode?.length === codeLength('city');
  const counted = orders.filter((order) => order.state === 'issued' || !seesAll).map((order) => order.id);
  // The receipts of a request lie above its asker: whoever sees it by his territory sees all of them.
  const isWhole = (order: { id: string; kind: string }) => order.kind === 'supportRequest' && reader.areaCode !== null;
  const whole = orders.filter((order) => counted.includes(order.id) && isWhole(order)).map((order) => order.id);
  const parts = counted.filter((id) => !whole.includes(id));
  const progress = new Map([
    ...(parts.length === 0 ? [] : await progressWithin(tx, parts, reader)),
    ...(whole.length === 0 ? [] : await progressOf(tx, whole)),
  ]);
  for (const { id, receipt_count: total, ended_count: ended } of orders)
    if (!counted.includes(id)) progress.set(id, { ...noProgress, total, done: total, ended });
  return progress;
}

/**
 * Counters as far as the reader's territory goes: what the neighbours have done is not his. Counters stand at the
 * subdistrict; whoever acts below it (or for a unit, or himself) has few receipts, which are counted as they are.
 */
export async function progressWithin(tx: Tx, orderIds: readonly string[], reader: Scope): Promise<Map<string, Progress>> {
  const { areaCode } = reader;
  if (areaCode !== null && areaCode.length <= codeLength('subdistrict')) return progressOf(tx, orderIds, areaCode);
  const { rows } = await sql<Progress & { order_id: string }>`select order_id, count(*)::int as total,
      count(*) filter (where state in ('sent', 'delivered', 'opened') and change_by is null)::int as unacknowledged,
      count(*) filter (where change_by is not null)::int as changed,
      count(*) filter (where state in ('acknowledged', 'delegated', 'sentBack') and settled_at is null and change_by is null)::int as in_hand,
      count(*) filter (where state = 'answered' and change_by is null)::int as for_review, count(*) filter (where settled_at is not null)::int as done,
      count(*) filter (where state in ('closed', 'withdrawn'))::int as ended,
      count(*) filter (where escalated_at is not null and settled_at is null)::int as escalated
    from receipts where order_id = any(${orderIds}::uuid[]) and recipient <> 'merged' and (person_id = ${reader.personId} or unit_id = ${reader.unitId}
      or (area_code >= ${areaCode ?? ''} and area_code < ${areaCode ? rangeEnd(areaCode) : ''})) group by order_id`.execute(tx);
  return new Map(rows.map(({ order_id, ...progress }) => [order_id, progress]));
}

/** Counters of several orders, each added up over its subdistricts: at most 160 rows an order, whatever its size. */
export async function progressOf(tx: Tx, orderIds: readonly string[], within = ''): Promise<Map<string, Progress>> {
  const { rows } = await sql<
    Progress & { order_id: string }
  >`select order_id, sum(total)::int as total, sum(unacknowledged)::int as unacknowledged, sum(changed)::int as changed, sum(in_hand)::int as in_hand,
      sum(for_review)::int as for_review, sum(done)::int as done, sum(ended)::int as ended, sum(escalated)::int as escalated
    from order_progress where order_id = any(${orderIds}::uuid[]) and area_code >= ${within} and area_code < ${within === '' ? ':' : rangeEnd(within)} group by order_id`.execute(
    tx,
  );
  return new Map(rows.map(({ order_id, ...progress }) => [order_id, progress]));
}
