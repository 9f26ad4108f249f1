import type { ResultOf } from '@muster/contract/operation';
import { acknowledgeReceipts as operation } from '@muster/contract/orders/receipts.operations';
import { command, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize, may } from '../../../platform/policy.ts';
import type { Principal } from '../../../platform/principal.ts';
import { answeredBefore } from '../../journal/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { type LockedReceipt, lockReceipts, notOpen } from '../receipts.store.ts';
import { acknowledgeWrites } from './acknowledging.ts';

type Result = ResultOf<typeof operation>;
type Outcome = Result['outcomes'][number];

/**
 * Several at once, one tap (全部签收): one transaction, and each is told what became of it. What a colleague did a moment
 * before, or what is over, is no reason to refuse the rest.
 */
export const acknowledgeReceipts = command(operation, {
  action: 'receipt:acknowledge',
  async run({ tx, principal, input, now, doneAt }) {
    const seen = new Map(input.receipts.map(({ receiptId, revision }) => [receiptId.toLowerCase(), revision]));
    const locked = await lockReceipts(tx, [...seen.keys()]);
    const own = locked.filter((receipt) => may(orderPolicy, principal, 'receipt:acknowledge', receipt));
    const permit = authorize(orderPolicy, principal, 'receipt:acknowledge', own[0] ?? locked[0] ?? nobodys(principal));
    // Sent again, others may owe something new by now that its sender has not read.
    const before = await answeredBefore<Result>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command acknowledged them before') };
    const byId = new Map(own.map((receipt) => [receipt.id, receipt]));
    const writes: Promise<unknown>[] = [];
    const events: NewEvent[] = [];
    const outcomes: Outcome[] = [];
    for (const [receiptId, revision] of seen) {
      const receipt = byId.get(receiptId);
      if (!receipt) {
        outcomes.push({ receiptId, outcome: 'notThere', state: null, version: null, by: null, at: null });
        continue;
      }
      const done = isRunning(receipt) ? acknowledgeWrites(tx, principal, receipt, { seen: revision, now, doneAt }) : null;
      if (!done) {
        outcomes.push(notDone(receipt));
        continue;
      }
      writes.push(...done.writes);
      events.push(...done.events);
      outcomes.push({
        receiptId,
        outcome: done.outcome,
        state: done.state,
        version: receipt.version + 1,
        by: principal.personName,
        at: doneAt.toISOString(),
      });
    }
    const [first, ...rest] = events;
    const acknowledged = outcomes.filter(({ outcome }) => ['acknowledged', 'changeAcknowledged', 'changed'].includes(outcome)).length;
    return {
      permit,
      result: { acknowledged, outcomes },
      writes,
      events: first ? [first, ...rest] : noEvent('others had acknowledged them'),
    };
  },
});

function isRunning(receipt: LockedReceipt): boolean {
  return (
    receipt.incidentState === 'active' && receipt.order.state === 'issued' && receipt.state !== 'closed' && receipt.state !== 'withdrawn'
  );
}

function notDone(receipt: LockedReceipt): Outcome {
  const { params } = notOpen(receipt);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    receiptId: receipt.id,
    outcome: isRunning(receipt) ? 'byOther' : 'over',
    state: receipt.state,
    version: receipt.version,
    by: text(params.by),
    at: text(params.at),
  };
}

/** Nothing of what was named is there: only a role that acknowledges at all is told so one by one. */
function nobodys(principal: Principal) {
  return { recipient: 'person', areaCode: '', personId: principal.personId, unitId: null, unstaffed: false, signedForCode: null };
}
