import { acknowledgeRemindAt, answerRemindAt, escalateAt, escalationDepthMax } from '@muster/contract/orders/limits';
import { receiptStaffingChanged } from '@muster/contract/orders/orders.events';
import { deskRoles, isDeskRole, type Role } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { event } from '../../platform/command.ts';
import type { Reaction, ReactionFacts } from '../../platform/reaction.ts';
import { endDelegatedOrder } from './commands/close-order.ts';

interface IssuedPayload {
  acknowledgeBy: string;
  answerBy: string | null;
}
type Limit = 'acknowledge' | 'answer';

function addRemind(jobs: ReactionFacts['jobs'], orderId: string, limit: Limit, step: string, runAt: Date): Promise<void> {
  return jobs.add('orders:remind', { orderId, limit }, { key: `orders:remind:${orderId}:${limit}:${step}`, runAt });
}
function addEscalate(jobs: ReactionFacts['jobs'], orderId: string, limit: Limit, depth: number, runAt: Date): Promise<void> {
  return jobs.add('orders:escalate', { orderId, limit, depth }, { key: `orders:escalate:${orderId}:${limit}:${depth}`, runAt });
}

/** Timers of an order, from the journal: remind before and at each limit, escalate at it and after it, level by level. */
const schedule: Reaction = {
  name: 'orders.schedule',
  on: ['order.issued'],
  async run({ event, jobs }) {
    const { acknowledgeBy, answerBy } = event.payload as unknown as IssuedPayload;
    const orderId = event.orderId as string;
    const acknowledge = new Date(acknowledgeBy);
    const order = { issuedAt: event.doneAt, acknowledgeBy: acknowledge };
    await addRemind(jobs, orderId, 'acknowledge', 'before', acknowledgeRemindAt(event.doneAt, acknowledge));
    await addRemind(jobs, orderId, 'acknowledge', 'at', acknowledge);
    await scheduleEscalations(jobs, orderId, 'acknowledge', acknowledge, order);
    if (answerBy) {
      const answer = new Date(answerBy);
      await addRemind(jobs, orderId, 'answer', 'before', answerRemindAt(event.doneAt, answer));
      await addRemind(jobs, orderId, 'answer', 'at', answer);
      await scheduleEscalations(jobs, orderId, 'answer', answer, order);
    }
    return [];
  },
};

async function scheduleEscalations(
  jobs: ReactionFacts['jobs'],
  orderId: string,
  limit: Limit,
  at: Date,
  order: { issuedAt: Date; acknowledgeBy: Date },
): Promise<void> {
  // A second past the limit: at the very instant nothing is past it yet.
  for (let depth = 1; depth <= escalationDepthMax; depth++)
    await addEscalate(jobs, orderId, limit, depth, new Date(escalateAt(at, order, depth).getTime() + 1000));
}

/** An answer sent back late in the day owes an answer again: it is escalated anew when half a window has passed. */
const scheduleAgain: Reaction = {
  name: 'orders.schedule-again',
  on: ['receipt.sentBack'],
  async run({ tx, event, jobs, now }) {
    const order = await tx
      .selectFrom('orders')
      .select(['issued_at', 'acknowledge_by', 'answer_by'])
      .where('id', '=', event.orderId as string)
      .executeTakeFirst();
    if (!order?.answer_by || order.answer_by > now) return [];
    const half = (order.acknowledge_by.getTime() - order.issued_at.getTime()) / 2;
    for (let depth = 1; depth <= escalationDepthMax; depth++) {
      await jobs.add(
        'orders:escalate',
        { orderId: event.orderId, limit: 'answer', depth },
        { key: `orders:escalate:${event.orderId}:again:${depth}`, runAt: new Date(now.getTime() + depth * half) },
      );
    }
    return [];
  },
};

/** People came to a desk or left it: its open receipts say so, and concern those above at once when nobody is left. */
const restaff: Reaction = {
  name: 'orders.restaff',
  on: ['assignment.granted', 'assignment.ended', 'assignment.dutyChanged', 'people.imported'],
  async run({ tx, event: cause, now }) {
    const role = cause.payload.role as Role | undefined;
    if (role && !isDeskRole(role)) return [];
    const one = cause.type === 'people.imported' ? null : cause.areaCode;
    const { rows } = await sql<{ area_code: string; unstaffed: boolean; n: number }>`
      with open as (
        select r.id, r.area_code, not exists (select 1 from assignments s where s.area_code = r.area_code and s.from_at <= ${now} and (s.to_at is null or s.to_at > ${now}) and s.on_duty and s.role = any(${[...deskRoles]}::text[])) as is_unstaffed
        from receipts r where r.recipient = 'desk' and r.due_at is not null and r.state in ('sent', 'delivered', 'opened') and (${one}::text is null or r.area_code = ${one}))
      update receipts r set unstaffed = o.is_unstaffed,
        attention_at = case when o.is_unstaffed then r.sent_at else r.sent_at + (r.acknowledge_by - r.sent_at) / 2 end, version = version + 1
      from open o where r.id = o.id and r.unstaffed <> o.is_unstaffed returning r.area_code, r.unstaffed, 1 as n`.execute(tx);
    const byArea = Map.groupBy(rows, (row) => row.area_code);
    return [...byArea].map(([areaCode, list]) =>
      event(receiptStaffingChanged, { areaCode, incidentId: null }, { count: list.length, unstaffed: list[0]?.unstaffed ?? false }),
    );
  },
};

/** An order that is over is over at every level that it was broken down for. */
export const endDelegated: Reaction = {
  name: 'orders.end-delegated',
  on: ['order.closed', 'order.withdrawn'],
  async run({ tx, event: cause, now }) {
    const children = await tx
      .selectFrom('orders')
      .select('id')
      .where('parent_order_id', '=', cause.orderId as string)
      .where('state', '=', 'issued')
      .orderBy('id')
      .execute();
    const how = cause.type === 'order.closed' ? 'closed' : 'withdrawn';
    const why = (cause.payload.note ?? cause.payload.reason ?? null) as string | null;
    const told = [];
    for (const { id } of children) told.push(...(await endDelegatedOrder(tx, id, how, why, now)));
    return told;
  },
};

export const orderReactions: readonly Reaction[] = [schedule, scheduleAgain, restaff, endDelegated];
