import { orderEscalated } from '@muster/contract/orders/orders.events';
import { escalateOrder as operation } from '@muster/contract/orders/orders.operations';
import { command, event, type Facts, internalCommand, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { type Escalated, escalateLate } from '../escalating.store.ts';
import { countByCommunity, type LockedOrder, lockOrder, moveOrder, partPlace } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';

/** 督办 by hand: what is late goes to the desks directly above now, without waiting for the timer. */
export const escalateOrder = command(operation, {
  action: 'order:escalate',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:escalate', order);
    const before = await answeredBefore<{ escalated: number }>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command escalated them before') };
    moveOrder(order, 'escalate');
    const unacknowledged = await escalateLate(tx, order, 'acknowledge', 1, now);
    const unanswered = await escalateLate(tx, order, 'answer', 1, now);
    const told = [
      ...(unacknowledged ? [escalated(order, unacknowledged, { limit: 'acknowledge', depth: 1, byTimer: false })] : []),
      ...(unanswered ? [escalated(order, unanswered, { limit: 'answer', depth: 1, byTimer: false })] : []),
    ];
    const [first, ...rest] = told;
    const count = (unacknowledged?.codes.length ?? 0) + (unanswered?.codes.length ?? 0);
    return {
      permit,
      result: { escalated: count },
      writes: [...(unacknowledged?.writes ?? []), ...(unanswered?.writes ?? [])],
      events: first ? [first, ...rest] : noEvent('nothing is late'),
    };
  },
});

/** The timer's own, at the limit and after it, one level higher each time. */
export const escalateByTimer = internalCommand('escalateByTimer', {
  action: 'order:escalate',
  async run({ tx, principal, input, now }: Facts<{ orderId: string; limit: 'acknowledge' | 'answer'; depth: number }>) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:escalate', order);
    if (order.state !== 'issued' || order.incidentState !== 'active')
      return { permit, result: { escalated: 0 }, events: noEvent('the order is over') };
    const late = await escalateLate(tx, order, input.limit, input.depth, now);
    if (!late) return { permit, result: { escalated: 0 }, events: noEvent('nothing is late') };
    return {
      permit,
      result: { escalated: late.codes.length },
      writes: late.writes,
      events: [escalated(order, late, { ...input, byTimer: true })],
    };
  },
});

function escalated(order: LockedOrder, late: Escalated, how: { limit: 'acknowledge' | 'answer'; depth: number; byTimer: boolean }) {
  const { number, numberText } = order;
  return event(orderEscalated, partPlace(order, late.codes, late.targets), {
    number,
    numberText,
    count: late.codes.length,
    byTimer: how.byTimer,
    depth: how.depth,
    limit: how.limit,
    toNames: late.toNames.slice(0, 4).join('、') + (late.toNames.length > 4 ? ` 等 ${late.toNames.length} 处` : ''),
    byCommunity: countByCommunity(late.codes),
  });
}
