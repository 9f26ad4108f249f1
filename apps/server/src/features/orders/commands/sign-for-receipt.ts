import { receiptAcknowledged } from '@muster/contract/orders/orders.events';
import { signForReceipt as operation } from '@muster/contract/orders/receipts.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { deskOf } from '../../areas/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, moveReceipt, stepWrites } from '../receipts.store.ts';
import { changeSeen } from './changes.ts';
import { acknowledging, isUnacknowledged, receiptFacts, receiptPlace } from './receipt-events.ts';

/** 代签: the desk above acknowledges for one that has nobody on duty, and from then on acts for it. */
export const signForReceipt = command(operation, {
  action: 'receipt:signFor',
  async run({ tx, principal, input, now, doneAt }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:signFor', receipt);
    const isFirst = isUnacknowledged(receipt);
    const state = moveReceipt(receipt, 'signFor');
    const { at, receivedAt, seconds, inTime } = acknowledging(receipt, doneAt, now);
    const above = await deskOf(tx, principal.areaCode as string);
    const seen = changeSeen(receipt, principal, doneAt, above.deskName);
    const change = {
      ...seen.change,
      ...(isFirst
        ? {
            acknowledged_at: at,
            acknowledged_received_at: receivedAt,
            acknowledged_by: principal.personId,
            acknowledged_by_name: principal.personName,
          }
        : {}),
      signed_for_code: above.code,
    };
    const first = event(receiptAcknowledged, receiptPlace(receipt, at), {
      ...receiptFacts(receipt),
      seconds,
      inTime,
      signedForName: above.deskName,
    });
    const [told = first, ...rest] = isFirst ? [first] : seen.events;
    return {
      permit,
      result: { receiptId: receipt.id, state, version: receipt.version + 1 },
      writes: stepWrites(tx, receipt, state, now, change),
      events: [told, ...rest],
    };
  },
});
