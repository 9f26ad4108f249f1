import { codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import type { Counts } from '@muster/contract/orders/orders.operations';
import { type RawBuilder, sql } from 'kysely';
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
    ...(whole.length === 0 ? [] : await progressWithin(tx, whole, everywhere)),
  ]);
  for (const { id, receipt_count: total, ended_count: ended } of orders)
    if (!counted.includes(id)) progress.set(id, { ...noProgress, total, done: total, ended });
  return progress;
}

/** Whose counters: a territory, and besides it a person and his unit. */
export interface Reader {
  areaCode: string | null;
  personId?: string | null;
  unitId?: string | null;
}

/** All of an order, whoever reads. */
export const everywhere: Reader = { areaCode: '' };

/**
 * Counters as far as the reader's territory goes, a row an order and branch: what the neighbours have done is not his.
 * They are kept by subdistrict, at most 160 rows an order whatever its size; whoever acts below it (or for a unit, or
 * himself) has few receipts, which are counted as they are. Conditions on `order_id` reach the index either way.
 */
export function progressRows({ areaCode, personId = null, unitId = null }: Reader): RawBuilder<unknown> {
  if (areaCode !== null && areaCode.length <= codeLength('subdistrict'))
    return sql`select order_id, area_code, total, unacknowledged, changed, in_hand, for_review, done, ended, escalated from order_progress
      where total > 0 and area_code >= ${areaCode} and area_code < ${areaCode === '' ? ':' : rangeEnd(areaCode)}`;
  return sql`select order_id, left(area_code, 9) as area_code, count(*)::int as total,
      count(*) filter (where state in ('sent', 'delivered', 'opened') and change_by is null)::int as unacknowledged,
      count(*) filter (where change_by is not null)::int as changed,
      count(*) filter (where state in ('acknowledged', 'delegated', 'sentBack') and settled_at is null and change_by is null)::int as in_hand,
      count(*) filter (where state = 'answered' and change_by is null)::int as for_review, count(*) filter (where settled_at is not null)::int as done,
      count(*) filter (where state in ('closed', 'withdrawn'))::int as ended,
      count(*) filter (where escalated_at is not null and settled_at is null)::int as escalated
    from receipts where recipient <> 'merged' and (person_id = ${personId} or unit_id = ${unitId}
      or (area_code >= ${areaCode ?? ''} and area_code < ${areaCode ? rangeEnd(areaCode) : ''})) group by 1, 2`;
}

/** Of several orders, each added up. */
export async function progressWithin(tx: Tx, orderIds: readonly string[], reader: Reader): Promise<Map<string, Progress>> {
  const { rows } = await sql<
    Progress & { order_id: string }
  >`select order_id, sum(total)::int as total, sum(unacknowledged)::int as unacknowledged, sum(changed)::int as changed, sum(in_hand)::int as in_hand,
      sum(for_review)::int as for_review, sum(done)::int as done, sum(ended)::int as ended, sum(escalated)::int as escalated
    from (${progressRows(reader)}) p where order_id = any(${orderIds}::uuid[]) group by order_id`.execute(tx);
  return new Map(rows.map(({ order_id, ...progress }) => [order_id, progress]));
}

/** Of one order by branch, in code order. */
export async function progressByBranch(tx: Tx, orderId: string, reader: Reader): Promise<(Progress & { area_code: string })[]> {
  const { rows } = await sql<
    Progress & { area_code: string }
  >`select * from (${progressRows(reader)}) p where order_id = ${orderId} order by area_code`.execute(tx);
  return rows;
}
