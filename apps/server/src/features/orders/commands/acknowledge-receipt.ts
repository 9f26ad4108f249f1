import { receiptAcknowledged } from '@muster/contract/orders/orders.events';
import { acknowledgeReceipt as operation } from '@muster/contract/orders/orders.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, markWrite, moveReceipt, stepWrites } from '../receipts.store.ts';
import { acknowledging, receiptFacts, receiptPlace } from './receipt-events.ts';

/** The first of a desk to acknowledge does so for the desk; whoever comes second is told by whom. */
export const acknowledgeReceipt = command(operation, {
  action: 'receipt:acknowledge',
  async run({ tx, principal, input, now, doneAt }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:acknowledge', receipt);
    const state = moveReceipt(receipt, 'acknowledge');
    const { at, receivedAt, seconds, inTime } = acknowledging(receipt, doneAt, now);
    const change = {
      acknowledged_at: at,
      acknowledged_by: principal.personId,
      acknowledged_by_name: principal.personName,
      acknowledged_received_at: receivedAt,
    };
    return {
      permit,
      result: { receiptId: receipt.id, state, version: receipt.version + 1 },
      writes: [...stepWrites(tx, receipt, state, now, change), markWrite(tx, receipt, principal, { acknowledged: at })],
      events: [event(receiptAcknowledged, receiptPlace(receipt, at), { ...receiptFacts(receipt), seconds, inTime, signedForName: null })],
    };
  },
});
