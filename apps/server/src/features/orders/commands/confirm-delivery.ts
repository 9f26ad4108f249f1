import { nextState } from '@muster/contract/machine';
import { receiptDelivered } from '@muster/contract/orders/orders.events';
import { receiptMachine } from '@muster/contract/orders/receipt-machine';
import { confirmDelivery as operation } from '@muster/contract/orders/receipts.operations';
import { sql } from 'kysely';
import { command, event, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize, may } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { type LockedReceipt, lockReceipts, markWrite, stepWrites } from '../receipts.store.ts';
import { doneTo, receiptFacts, receiptPlace } from './receipt-events.ts';

/** A device of the desk has them. Receipts that are not one's own, or further on already, are left alone. */
export const confirmDelivery = command(operation, {
  action: 'receipt:deliver',
  async run({ tx, principal, input, now, doneAt }) {
    const own = (await lockReceipts(tx, input.receiptIds)).filter((receipt) => may(orderPolicy, principal, 'receipt:deliver', receipt));
    const permit = authorize(
      orderPolicy,
      principal,
      'receipt:deliver',
      own[0] ?? { recipient: 'person', areaCode: '', personId: principal.personId, unitId: null, unstaffed: false, signedForCode: null },
    );
    const writes: Promise<unknown>[] = [];
    const events: NewEvent[] = [];
    for (const receipt of own) {
      const at = doneTo(receipt, doneAt);
      const state = receipt.incidentState === 'active' ? nextState(receiptMachine, receipt.state, 'deliver') : null;
      if (state !== null) {
        writes.push(...stepWrites(tx, receipt, state, now, { delivered_at: at }));
        events.push(event(receiptDelivered, receiptPlace(receipt, at), receiptFacts(receipt)));
      }
      writes.push(deliveredTo(tx, receipt), markWrite(tx, receipt, principal, { delivered: at }));
    }
    const [first, ...rest] = events;
    if (!first) {
      const before = await answeredBefore<{ delivered: number }>(tx, { name: operation.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, writes, events: noEvent('this very delivery was told before') };
    }
    return { permit, result: { delivered: events.length }, writes, events: first ? [first, ...rest] : noEvent('reached this desk before') };

    /** One more device, unless this person's had it already (his mark is written after this). */
    function deliveredTo(on: typeof tx, receipt: LockedReceipt): Promise<unknown> {
      return sql`update receipts set delivered_count = delivered_count + 1 where id = ${receipt.id}
        and not exists (select 1 from receipt_marks m where m.receipt_id = ${receipt.id} and m.person_id = ${principal.personId} and m.delivered_at is not null)`.execute(
        on,
      );
    }
  },
});
