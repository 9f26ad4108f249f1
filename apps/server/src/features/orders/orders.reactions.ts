import type { LimitKind } from '@muster/contract/attention/attention';
import { acknowledgeRemindAt, answerRemindAt, escalateAt, escalationDepthMax } from '@muster/contract/orders/limits';
import { isDeskRole, type Role } from '@muster/contract/people/roles';
import type { Reaction, ReactionFacts } from '../../platform/reaction.ts';
import { endDelegatedOrder } from './commands/close-order.ts';
import { followLimits } from './commands/follow-limits.ts';
import { restaffDesks } from './commands/restaff-desks.ts';
import { lockRunning, pauseByTimer } from './schedules.store.ts';

interface IssuedPayload {
  acknowledgeBy: string;
  answerBy: string | null;
}
type Limit = LimitKind;

function addRemind(jobs: ReactionFacts['jobs'], orderId: string, limit: Limit, step: string, runAt: Date): Promise<void> {
  return jobs.add('orders:remind', { orderId, limit }, { key: `orders:remind:${orderId}:${limit}:${step}`, runAt });
}
function addEscalate(jobs: ReactionFacts['jobs'], orderId: string, limit: Limit, depth: number, runAt: Date): Promise<void> {
  return jobs.add('orders:escalate', { orderId, limit, depth }, { key: `orders:escalate:${orderId}:${limit}:${depth}`, runAt });
}

/** Timers of an order, from the journal: remind before and at each limit, escalate at it and after it, level by level. */
const schedule: Reaction = {
  name: 'orders.schedule',
  on: ['order.issued', 'order.supportRequested'],
  async run({ event, jobs }) {
    const { acknowledgeBy, answerBy } = event.payload as unknown as IssuedPayload;
    const orderId = event.orderId as string;
    const acknowledge = new Date(acknowledgeBy);
    const order = { issuedAt: event.recordedAt, acknowledgeBy: acknowledge };
    await addRemind(jobs, orderId, 'acknowledge', 'before', acknowledgeRemindAt(event.recordedAt, acknowledge));
    await addRemind(jobs, orderId, 'acknowledge', 'at', acknowledge);
    await scheduleEscalations(jobs, orderId, 'acknowledge', acknowledge, order);
    if (answerBy) {
      const answer = new Date(answerBy);
      await addRemind(jobs, orderId, 'answer', 'before', answerRemindAt(event.recordedAt, answer));
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

interface AmendedPayload {
  changed?: string[];
  acknowledgeBy: string;
  answerBy: string | null;
  changeBy?: string | null;
}

/**
 * Timers of an order that was changed: those of limits that moved go with them (same keys), and a change has its own. A job
 * of a limit that moved finds nothing past it and does nothing.
 */
const scheduleChanged: Reaction = {
  name: 'orders.schedule-changed',
  on: ['order.amended', 'order.limitsMoved'],
  async run({ tx, event, jobs, now }) {
    const { changed, acknowledgeBy, answerBy, changeBy } = event.payload as unknown as AmendedPayload;
    const orderId = event.orderId as string;
    const sent = await tx.selectFrom('orders').select('issued_at').where('id', '=', orderId).executeTakeFirst();
    if (!sent) return [];
    const order = { issuedAt: sent.issued_at, acknowledgeBy: new Date(acknowledgeBy) };
    const moves = (part: string) => changed === undefined || changed.includes(part);
    const again = async (limit: Limit, before: Date, at: Date, span: typeof order) => {
      if (at <= now) return;
      if (before > now) await addRemind(jobs, orderId, limit, 'before', before);
      await addRemind(jobs, orderId, limit, 'at', at);
      await scheduleEscalations(jobs, orderId, limit, at, span);
    };
    if (moves('acknowledgeBy'))
      await again('acknowledge', acknowledgeRemindAt(order.issuedAt, order.acknowledgeBy), order.acknowledgeBy, order);
    if (answerBy && (moves('answerBy') || moves('questions')))
      await again('answer', answerRemindAt(order.issuedAt, new Date(answerBy)), new Date(answerBy), order);
    if (changeBy) {
      const change = { issuedAt: event.doneAt, acknowledgeBy: new Date(changeBy) };
      await again('change', acknowledgeRemindAt(change.issuedAt, change.acknowledgeBy), change.acknowledgeBy, change);
    }
    return [];
  },
};

/**
 * Limits that moved later above move later below: nobody is given less time than was given above. The text goes down by the
 * desk in between (`passOnChange`); time does by itself.
 */
export const followAmended: Reaction = {
  name: 'orders.follow-amended',
  on: ['order.amended', 'order.limitsMoved'],
  async run({ tx, event: cause }) {
    const children = await tx
      .selectFrom('orders')
      .select('id')
      .where('parent_order_id', '=', cause.orderId as string)
      .where('state', '=', 'issued')
      .orderBy('id')
      .execute();
    const told = [];
    for (const { id } of children) told.push(...(await followLimits(tx, id, cause.orderId as string)));
    return told;
  },
};

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

/** People came to a desk or left it. */
const restaff: Reaction = {
  name: 'orders.restaff',
  on: ['assignment.granted', 'assignment.ended', 'assignment.dutyChanged', 'people.imported'],
  async run({ tx, event: cause, now }) {
    const role = cause.payload.role as Role | undefined;
    if (role && !isDeskRole(role)) return [];
    return restaffDesks(tx, cause.type === 'people.imported' ? null : cause.areaCode, now);
  },
};

/** Whoever asked for support did not see who is on duty above him. */
const restaffAsked: Reaction = {
  name: 'orders.restaff-asked',
  on: ['order.supportRequested'],
  async run({ tx, event: cause, now }) {
    const desks = await tx
      .selectFrom('receipts')
      .select('area_code')
      .where('order_id', '=', cause.orderId as string)
      .where('recipient', '=', 'desk')
      .orderBy('area_code')
      .execute();
    const told = [];
    for (const { area_code } of desks) told.push(...(await restaffDesks(tx, area_code, now)));
    return told;
  },
};

/**
 * An order that is over is over at every level that it was broken down for, and so is what was asked for on it: nobody sends
 * people to what has ended. Who needs them all the same asks again.
 */
export const endDelegated: Reaction = {
  name: 'orders.end-delegated',
  on: ['order.closed', 'order.withdrawn'],
  async run({ tx, event: cause, now }) {
    const children = await tx
      .selectFrom('orders')
      .select('id')
      .where((where) =>
        where.or([where('parent_order_id', '=', cause.orderId as string), where('about_order_id', '=', cause.orderId as string)]),
      )
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

/** A recurring order stops with what it stands on; the clock would find it out at its next slot, which may be days away. */
const pauseSchedules: Reaction = {
  name: 'orders.pause-schedules',
  on: ['incident.ended', 'assignment.ended', 'template.retired'],
  async run({ tx, event: cause }) {
    const { assignmentId, templateId, retired } = cause.payload as { assignmentId?: string; templateId?: string; retired?: boolean };
    if (cause.type === 'template.retired' && !retired) return [];
    const [by, reason] =
      cause.type === 'incident.ended'
        ? ([{ incidentId: cause.incidentId as string }, 'noIncident'] as const)
        : cause.type === 'assignment.ended'
          ? ([{ assignmentId: assignmentId as string }, 'assignmentEnded'] as const)
          : ([{ templateId: templateId as string }, 'templateRetired'] as const);
    const told = [];
    for (const running of await lockRunning(tx, by)) told.push(await pauseByTimer(tx, running, reason));
    return told;
  },
};

export const orderReactions: readonly Reaction[] = [
  schedule,
  scheduleAgain,
  restaff,
  restaffAsked,
  endDelegated,
  scheduleChanged,
  followAmended,
  pauseSchedules,
];
