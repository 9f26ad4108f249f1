import { ancestorCodes } from '@muster/contract/areas/area-code';
import type { LimitKind } from '@muster/contract/attention/attention';
import { type CommandOf, nextState } from '@muster/contract/machine';
import type { Urgency } from '@muster/contract/orders/limits';
import { type OrderState, orderMachine } from '@muster/contract/orders/order-machine';
import { type RawBuilder, sql } from 'kysely';
import type { EventPlace } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface LockedOrder {
  id: string;
  kind: string;
  incidentId: string;
  incidentState: string;
  issuerCode: string;
  number: number;
  numberText: string;
  urgency: Urgency;
  state: OrderState;
  issuedAt: Date;
  acknowledgeBy: Date;
  answerBy: Date | null;
  remindedAt: Date | null;
  revision: number;
  amendedAt: Date | null;
  changeBy: Date | null;
  reachDown: string[];
  reachUp: string[];
  reachUnits: string[];
  version: number;
}

/**
 * Reads an order for a change. `no key update`: a receipt that is changed twice in one transaction looks up its order again
 * (a foreign key of a row that is one's own), and would wait for whoever reminds while he waits for the receipt. Its row is locked for what concerns all of it (close, withdraw, remind, escalate);
 * acknowledging and answering do not lock it, or a city would queue behind one row.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder> {
  const row = await orderForChange(tx, orderId).forNoKeyUpdate('o').executeTakeFirst();
  if (!row) throw notFound();
  return lockedOrder(row);
}

/** The same for a preview, which holds nothing. */
export async function readOrder(tx: Tx, orderId: string): Promise<LockedOrder> {
  const row = await orderForChange(tx, orderId).executeTakeFirst();
  if (!row) throw notFound();
  return lockedOrder(row);
}

function orderForChange(tx: Tx, orderId: string) {
  return tx
    .selectFrom('orders as o')
    .innerJoin('incidents as i', 'i.id', 'o.incident_id')
    .select([
      'o.id',
      'o.kind',
      'o.incident_id',
      'o.issuer_code',
      'o.number',
      'o.number_text',
      'o.urgency',
      'o.state',
      'o.issued_at',
      'o.acknowledge_by',
      'o.answer_by',
      'o.reminded_at',
      'o.revision',
      'o.amended_at',
      'o.change_by',
      'o.reach_down',
      'o.reach_up',
      'o.reach_units',
      'o.version',
      'i.state as incident_state',
    ])
    .where('o.id', '=', orderId);
}

function lockedOrder(row: NonNullable<Awaited<ReturnType<ReturnType<typeof orderForChange>['executeTakeFirst']>>>): LockedOrder {
  return {
    id: row.id,
    kind: row.kind,
    incidentId: row.incident_id,
    incidentState: row.incident_state,
    issuerCode: row.issuer_code,
    number: row.number,
    numberText: row.number_text,
    urgency: row.urgency as Urgency,
    state: row.state as OrderState,
    issuedAt: row.issued_at,
    acknowledgeBy: row.acknowledge_by,
    answerBy: row.answer_by,
    remindedAt: row.reminded_at,
    revision: row.revision,
    amendedAt: row.amended_at,
    changeBy: row.change_by,
    reachDown: row.reach_down,
    reachUp: row.reach_up,
    reachUnits: row.reach_units,
    version: row.version,
  };
}

export function moveOrder(order: LockedOrder, command: CommandOf<typeof orderMachine>, version?: number): OrderState {
  if (order.incidentState !== 'active') throw new Problem('incident.ended');
  const to = nextState(orderMachine, order.state, command);
  if (to === null) throw new Problem('state.moved-on', { state: order.state, by: null, at: null });
  if (version !== undefined && version !== order.version) throw new Problem('version.stale', { version: order.version });
  return to;
}

/** Holds the order of a receipt as it is until the commit; not visible = not there. What it says is read with the receipt. */
export async function holdOrderOf(tx: Tx, receiptId: string): Promise<void> {
  const receipt = await tx.selectFrom('receipts').select('order_id').where('id', '=', receiptId).executeTakeFirst();
  if (!receipt) throw notFound();
  const order = await tx.selectFrom('orders').select('id').where('id', '=', receipt.order_id).forShare().executeTakeFirst();
  if (!order) throw notFound();
}

/** Where an event of a whole order belongs: its issuer, and everyone it reached. */
export function orderPlace(order: LockedOrder): EventPlace {
  return {
    areaCode: order.issuerCode,
    reachDown: order.reachDown,
    reachUp: order.reachUp,
    reachUnits: order.reachUnits,
    incidentId: order.incidentId,
    orderId: order.id,
  };
}

const reachMost = 200;

/**
 * Seen only where it concerns: the areas themselves, those above them, and `desks` (who gets the escalation; those alone,
 * not everybody below them). A long list falls back to the whole order's reach.
 */
export function partPlace(order: LockedOrder, areaCodes: readonly string[], desks: readonly string[] = []): EventPlace {
  const unique = [...new Set(areaCodes)];
  const place = orderPlace(order);
  // A request lies above its asker: everybody whom a part of it concerns sees all of it, and nobody below those who were asked.
  if (order.kind === 'supportRequest') return place;
  if (unique.length > reachMost) return { ...place, reachUp: [...new Set([...order.reachUp, ...desks])] };
  // Not above the rest of the order: who is late in one district is no matter of the next.
  return { ...place, reachDown: unique, reachUp: [...new Set([...unique.flatMap(ancestorCodes), ...desks])] };
}

/** Which limit runs for a receipt that owes something (`due_at`), as an expression on its columns. */
export const limitOfReceipt = sql<LimitKind>`case when change_by is not null then 'change' when state in ('sent', 'delivered', 'opened') then 'acknowledge' else 'answer' end`;

/** Condition for what is past a limit of its order now: not acknowledged, a change of it not acknowledged, or not answered. */
export function pastLimit(limit: LimitKind, now: Date): RawBuilder<boolean> {
  return sql<boolean>`due_at < ${now} and ${limitOfReceipt} = ${limit}`;
}

/** Counts by community, for the figures. */
export function countByCommunity(areaCodes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of areaCodes) counts[code.slice(0, 12)] = (counts[code.slice(0, 12)] ?? 0) + 1;
  return counts;
}

type ProgressShift = { area: string; n: number };

/** How many of these receipts are in each row of counters, in code order. */
export function byProgressArea(areaCodes: readonly string[]): ProgressShift[] {
  const counts = new Map<string, number>();
  for (const code of areaCodes) counts.set(code.slice(0, 9), (counts.get(code.slice(0, 9)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([area, n]) => ({ area, n }));
}
