import type { ResultOf } from '@muster/contract/operation';
import { acknowledgeReceipt as operation } from '@muster/contract/orders/receipts.operations';
import { command, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, notOpen } from '../receipts.store.ts';
import { acknowledgeWrites } from './acknowledging.ts';
import { isUnacknowledged } from './receipt-events.ts';

/** The first of a desk to acknowledge does so for the desk; whoever comes second is told by whom. */
export const acknowledgeReceipt = command(operation, {
  action: 'receipt:acknowledge',
  async run({ tx, principal, input, now, doneAt }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:acknowledge', receipt);
    if (!isUnacknowledged(receipt) && receipt.changeBy !== null) {
      // Sent again after a change it would acknowledge what its sender has not read.
      const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, events: noEvent('this very acknowledgement was made before') };
    }
    const done = acknowledgeWrites(tx, principal, receipt, { seen: input.revision, now, doneAt });
    if (!done) throw notOpen(receipt);
    return {
      permit,
      result: { receiptId: receipt.id, state: done.state, version: receipt.version + 1 },
      writes: done.writes,
      events: done.events,
    };
  },
});
