import { rangeEnd } from '@muster/contract/areas/area-code';
import { answersAccepted } from '@muster/contract/orders/orders.events';
import { acceptAnswers as operation } from '@muster/contract/orders/receipts.operations';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { byProgressArea, countByCommunity, lockOrder, moveOrder, partPlace } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, movedOn } from '../receipts.store.ts';
import { reachesWithin } from '../support.rules.ts';

/** Accepts the answers named, or all that wait within an area. What was accepted or sent back meanwhile is left alone. */
export const acceptAnswers = command(operation, {
  action: 'order:accept',
  async run({ tx, principal, input, now }) {
    const order = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:accept', order);
    // "All that wait" are others when it is sent again: those nobody has looked at yet.
    const before = await answeredBefore<{ accepted: number }>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command accepted them before') };
    moveOrder(order, 'accept');
    const under = input.under ?? reachesWithin(order);
    const { rows } = await sql<{
      area_code: string;
      is_first: boolean;
    }>`update receipts r set state = 'accepted', accepted_by_name = ${principal.personName}, accepted_at = coalesce(r.accepted_at, ${now}::timestamptz), settled_at = ${now}, due_at = null, attention_at = null, version = r.version + 1
      from (select id, accepted_at is null as is_first from receipts where order_id = ${order.id} and state = 'answered' and change_by is null and area_code >= ${under} and area_code < ${under === '' ? ':' : rangeEnd(under)}
        and (${input.receiptIds ?? null}::uuid[] is null or id = any(${input.receiptIds ?? null}::uuid[]))
        order by id for no key update) waiting
      where r.id = waiting.id returning r.area_code, waiting.is_first`.execute(tx);
    if (rows.length === 0) {
      const first = input.receiptIds?.[0];
      if (first) {
        const receipt = await lockReceipt(tx, first);
        throw receipt.changeBy ? new Problem('order.change-not-acknowledged') : movedOn(receipt);
      }
      return { permit, result: { accepted: 0 }, events: noEvent('nothing was waiting') };
    }
    const codes = rows.map((row) => row.area_code);
    // What was accepted before, and asked again after a change, is no second acceptance to the figures.
    const fresh = rows.filter((row) => row.is_first).map((row) => row.area_code);
    const shifts = byProgressArea(codes);
    const write = sql`update order_progress p set for_review = p.for_review - s.n, done = p.done + s.n
      from unnest(${shifts.map((s) => s.area)}::text[], ${shifts.map((s) => s.n)}::int[]) as s(area, n) where p.order_id = ${order.id} and p.area_code = s.area`.execute(
      tx,
    );
    return {
      permit,
      result: { accepted: codes.length },
      writes: [write],
      events: [
        event(
          answersAccepted,
          { ...partPlace(order, codes) },
          { number: order.number, numberText: order.numberText, count: codes.length, byCommunity: countByCommunity(fresh) },
        ),
      ],
    };
  },
});
