import { type LimitKind, limitKinds } from '@muster/contract/attention/attention';
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
    const told = [];
    const writes = [];
    let count = 0;
    for (const limit of limitKinds) {
      const late = await escalateLate(tx, order, limit, 1, now);
      if (!late) continue;
      told.push(escalated(order, late, { limit, depth: 1, byTimer: false }));
      writes.push(...late.writes);
      count += late.codes.length;
    }
    const [first, ...rest] = told;
    return {
      permit,
      result: { escalated: count },
      writes,
      events: first ? [first, ...rest] : noEvent('nothing is late'),
    };
  },
});

/** The timer's own, at the limit and after it, one level higher each time. */
export const escalateByTimer = internalCommand('escalateByTimer', {
  action: 'order:escalate',
  async run({ tx, principal, input, now }: Facts<{ orderId: string; limit: LimitKind; depth: number }>) {
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

function escalated(order: LockedOrder, late: Escalated, how: { limit: LimitKind; depth: number; byTimer: boolean }) {
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
