import { orderClosed, orderWithdrawn } from '@muster/contract/orders/orders.events';
import { closeOrder as closeOperation, withdrawOrder as withdrawOperation } from '@muster/contract/orders/orders.operations';
import { sql } from 'kysely';
import { command, event, type NewEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { type LockedOrder, lockOrder, moveOrder, orderPlace } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';

/** 办结. With receipts still open it needs `closeOpen` and a note: nothing is left open unseen. */
export const closeOrder = command(closeOperation, {
  action: 'order:close',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:close', order);
    const state = moveOrder(order, 'close', input.version);
    const open = await endReceipts(tx, order, 'closed', now);
    if (open > 0 && (!input.closeOpen || !input.note)) throw new Problem('order.open-receipts', { open });
    return {
      permit,
      result: { orderId: order.id, closed: open },
      writes: [endWrite(tx, order, open, { state, note: input.note ?? null, by: principal.personName }, now)],
      events: [
        event(orderClosed, orderPlace(order), { number: order.number, numberText: order.numberText, open, note: input.note ?? null }),
      ],
    };
  },
});

/** 撤回: everyone it reached is told, with the reason. */
export const withdrawOrder = command(withdrawOperation, {
  action: 'order:withdraw',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:withdraw', order);
    const state = moveOrder(order, 'withdraw', input.version);
    const open = await endReceipts(tx, order, 'withdrawn', now);
    return {
      permit,
      result: { orderId: order.id, withdrawn: open },
      writes: [endWrite(tx, order, open, { state, note: input.reason, by: principal.personName }, now)],
      events: [
        event(orderWithdrawn, orderPlace(order), { number: order.number, numberText: order.numberText, open, reason: input.reason }),
      ],
    };
  },
});

/**
 * Ends an order that was delegated from one that is over: nothing below stays open for it, nobody is reminded or escalated
 * any more. Its own children follow from its event.
 */
export async function endDelegatedOrder(
  tx: Tx,
  orderId: string,
  how: 'closed' | 'withdrawn',
  why: string | null,
  now: Date,
): Promise<NewEvent[]> {
  const order = await lockOrder(tx, orderId);
  if (order.state !== 'issued') return [];
  const open = await endReceipts(tx, order, how, now);
  await endWrite(tx, order, open, { state: how, note: why, by: null }, now);
  const named = { number: order.number, numberText: order.numberText, open };
  return how === 'closed'
    ? [event(orderClosed, orderPlace(order), { ...named, note: why })]
    : [event(orderWithdrawn, orderPlace(order), { ...named, reason: why ?? '' })];
}

interface Ending {
  state: string;
  note: string | null;
  /** Null where it ends with the order above it. */
  by: string | null;
}

function endWrite(tx: Tx, order: LockedOrder, ended: number, { state, note, by }: Ending, now: Date): Promise<unknown> {
  return tx
    .updateTable('orders')
    .set({ state, closed_at: now, close_note: note, closed_by_name: by, ended_count: ended, version: order.version + 1 })
    .where('id', '=', order.id)
    .execute();
}

/** Ends all receipts that are open; gives how many. The counters are rewritten whole: every receipt is done now, and how many were not is kept. */
async function endReceipts(tx: Tx, order: LockedOrder, state: 'closed' | 'withdrawn', now: Date): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select coalesce(sum(unacknowledged + changed + in_hand + for_review), 0)::int as n from order_progress where order_id = ${order.id}`.execute(
    tx,
  );
  const open = rows[0]?.n ?? 0;
  if (open === 0) return 0;
  await sql`update receipts set state = ${state}, settled_at = ${now}, due_at = null, attention_at = null, change_by = null, changed_from = null, version = version + 1 where order_id = ${order.id} and settled_at is null`.execute(
    tx,
  );
  await sql`update order_progress set ended = ended + unacknowledged + changed + in_hand + for_review, done = total, unacknowledged = 0, changed = 0, in_hand = 0, for_review = 0, escalated = 0 where order_id = ${order.id}`.execute(
    tx,
  );
  return open;
}
