import { nextState } from '@muster/contract/machine';
import type { ResultOf } from '@muster/contract/operation';
import { receiptOpened } from '@muster/contract/orders/orders.events';
import { receiptMachine } from '@muster/contract/orders/receipt-machine';
import { openReceipt as operation } from '@muster/contract/orders/receipts.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, markWrite, stepWrites } from '../receipts.store.ts';
import { doneTo, receiptFacts, receiptPlace } from './receipt-events.ts';

type Looked = ResultOf<typeof operation>;

/** Somebody looks at it. Only the first look of a desk is a step; later ones are marks of who has seen it. */
export const openReceipt = command(operation, {
  action: 'receipt:open',
  async run({ tx, principal, input, now, doneAt }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:open', receipt);
    const at = doneTo(receipt, doneAt);
    const mark = markWrite(tx, receipt, principal, { opened: at });
    const state = receipt.incidentState === 'active' ? nextState(receiptMachine, receipt.state, 'open') : null;
    if (state === null) {
      const before = await answeredBefore<Looked>(tx, { name: operation.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, events: noEvent('this very look was told before') };
      return {
        permit,
        result: { receiptId: receipt.id, state: receipt.state, version: receipt.version },
        writes: [mark],
        events: noEvent('looking again changes nothing that others wait for'),
      };
    }
    return {
      permit,
      result: { receiptId: receipt.id, state, version: receipt.version + 1 },
      writes: [...stepWrites(tx, receipt, state, now, { opened_at: at, opened_by_name: principal.personName }), mark],
      events: [event(receiptOpened, receiptPlace(receipt, at), receiptFacts(receipt))],
    };
  },
});
