import { type LimitKind, limitKinds } from '@muster/contract/attention/attention';
import { remindAgainAfter } from '@muster/contract/orders/limits';
import { orderReminded } from '@muster/contract/orders/orders.events';
import { remindReceipts as operation } from '@muster/contract/orders/receipts.operations';
import { command, event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { countByCommunity, type LockedOrder, lockOrder, moveOrder, partPlace } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockOwing, type Owing, remindWrite } from '../reminding.store.ts';
import { reachesWithin } from '../support.rules.ts';

/**
 * 催办: reminds those that owe something, by hand. A desk reminds within its own territory; the same desks not again
 * within five minutes, or a nervous evening would ring a phone without end.
 */
export const remindReceipts = command(operation, {
  action: 'order:remind',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:remind', order);
    // Others are late when it is sent again, and after five minutes the same ones would be rung a second time.
    const before = await answeredBefore<{ reminded: number }>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command reminded them before') };
    moveOrder(order, 'remind');
    const isOwnRequest = order.kind === 'supportRequest' && principal.areaCode === order.issuerCode;
    const under = input.under ?? (isOwnRequest ? '' : (principal.areaCode ?? order.issuerCode));
    const owing = (await lockOwing(tx, order.id, { under, now, ids: input.receiptIds ?? null })).filter(
      (receipt) => receipt.area_code !== principal.areaCode,
    );
    const since = new Date(now.getTime() - remindAgainAfter);
    const quiet = owing.filter((receipt) => receipt.reminded_at === null || receipt.reminded_at <= since);
    if (quiet.length === 0 && owing.length > 0)
      throw new Problem('order.reminded-recently', { minutes: remindAgainAfter / 60_000, retryAfterSeconds: remindAgainAfter / 1000 });
    return { permit, ...remind(tx, order, quiet, { byTimer: false, now }) };
  },
});

/** The timer's own: before the limit and at it. Nobody left to remind is the good case and leaves no trace. */
export const remindByTimer = internalCommand('remindByTimer', {
  action: 'order:remind',
  async run({ tx, principal, input, now }: Facts<{ orderId: string; limit: LimitKind }>) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:remind', order);
    const isOver = order.state !== 'issued' || order.incidentState !== 'active';
    const owing = isOver ? [] : await lockOwing(tx, order.id, { under: reachesWithin(order), now, soon: input.limit });
    return { permit, ...remind(tx, order, owing, { byTimer: true, now }) };
  },
});

function remind(tx: Tx, order: LockedOrder, owing: readonly Owing[], how: { byTimer: boolean; now: Date }) {
  if (owing.length === 0) return { result: { reminded: 0 }, events: noEvent('nobody owes anything') };
  const codes = owing.map((receipt) => receipt.area_code);
  const ids = owing.map((receipt) => receipt.id);
  const limit = limitKinds.find((kind) => owing.some((receipt) => receipt.limit === kind)) ?? 'answer';
  const { number, numberText } = order;
  const told = { number, numberText, count: owing.length, byTimer: how.byTimer, limit, byCommunity: countByCommunity(codes) };
  return {
    result: { reminded: owing.length },
    writes: [remindWrite(tx, ids, how.now)],
    events: [event(orderReminded, partPlace(order, codes), told)] as [NewEvent],
  };
}
