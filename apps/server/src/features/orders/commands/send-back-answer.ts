import { receiptSentBack } from '@muster/contract/orders/orders.events';
import { sendBackAnswer as operation } from '@muster/contract/orders/receipts.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, moveReceipt, stepWrites } from '../receipts.store.ts';
import { receiptFacts, receiptPlace } from './receipt-events.ts';

/** Sends an answer back with the reason. Conditional on the version that was read: nobody sends back what he has not seen. */
export const sendBackAnswer = command(operation, {
  action: 'receipt:sendBack',
  async run({ tx, principal, input, now }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:sendBack', { ...receipt, issuerCode: receipt.order.issuerCode });
    const state = moveReceipt(receipt, 'sendBack');
    if (receipt.version !== input.version) throw new Problem('version.stale', { version: receipt.version });
    return {
      permit,
      result: { receiptId: receipt.id, state, version: receipt.version + 1 },
      writes: stepWrites(tx, receipt, state, now, {
        sent_back_at: now,
        sent_back_by_name: principal.personName,
        sent_back_reason: input.reason,
      }),
      events: [event(receiptSentBack, receiptPlace(receipt), { ...receiptFacts(receipt), reason: input.reason })],
    };
  },
});
