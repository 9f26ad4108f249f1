import { remindAgainAfter } from '@muster/contract/orders/limits';
import { orderReminded } from '@muster/contract/orders/orders.events';
import { remindReceipts as operation } from '@muster/contract/orders/orders.operations';
import { command, event, type Facts, internalCommand, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { countByCommunity, type LockedOrder, lockOrder, moveOrder, partPlace } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockOwing, type Owing, remindWrite } from '../reminding.store.ts';

/**
 * 催办: reminds those that owe something, by hand. A desk reminds within its own territory; the same desks not again
 * within five minutes, or a nervous evening would ring a phone without end.
 */
export const remindReceipts = command(operation, {
  action: 'order:remind',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:remind', order);
    moveOrder(order, 'remind');
    const under = input.under ?? principal.areaCode ?? order.issuerCode;
    const all = (await lockOwing(tx, order.id, { under, now, ids: input.receiptIds ?? null })).filter(
      (receipt) => receipt.area_code !== principal.areaCode,
    );
    const since = new Date(now.getTime() - remindAgainAfter);
    const due = new Set(
      (await lockOwing(tx, order.id, { under, now, ids: input.receiptIds ?? null, notRemindedSince: since })).map((receipt) => receipt.id),
    );
    const owing = all.filter((receipt) => due.has(receipt.id));
    if (owing.length === 0 && all.length > 0)
      throw new Problem('order.reminded-recently', { minutes: remindAgainAfter / 60_000, retryAfterSeconds: remindAgainAfter / 1000 });
    if (owing.length === 0) return { permit, result: { reminded: 0 }, events: noEvent('nobody owes anything') };
    return {
      permit,
      result: { reminded: owing.length },
      writes: [
        remindWrite(
          tx,
          owing.map((receipt) => receipt.id),
          now,
        ),
      ],
      events: [reminded(order, owing, false)],
    };
  },
});

/** The timer's own: before the limit and at it. Nobody left to remind is the good case and leaves no trace. */
export const remindByTimer = internalCommand('remindByTimer', {
  action: 'order:remind',
  async run({ tx, principal, input, now }: Facts<{ orderId: string; limit: 'acknowledge' | 'answer' }>) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:remind', order);
    if (order.state !== 'issued' || order.incidentState !== 'active')
      return { permit, result: { reminded: 0 }, events: noEvent('the order is over') };
    const owing = await lockOwing(tx, order.id, { under: order.issuerCode, now, soon: input.limit });
    if (owing.length === 0) return { permit, result: { reminded: 0 }, events: noEvent('nobody owes anything') };
    return {
      permit,
      result: { reminded: owing.length },
      writes: [
        remindWrite(
          tx,
          owing.map((receipt) => receipt.id),
          now,
        ),
      ],
      events: [reminded(order, owing, true)],
    };
  },
});

function reminded(order: LockedOrder, owing: readonly Owing[], byTimer: boolean) {
  const codes = owing.map((receipt) => receipt.area_code);
  const limit = owing.some((receipt) => receipt.limit === 'acknowledge') ? 'acknowledge' : 'answer';
  return event(orderReminded, partPlace(order, codes), {
    number: order.number,
    numberText: order.numberText,
    count: owing.length,
    byTimer,
    limit,
    byCommunity: countByCommunity(codes),
  });
}
