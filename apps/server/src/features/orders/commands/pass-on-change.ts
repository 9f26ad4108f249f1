import { passOnChange as operation } from '@muster/contract/orders/amending.operations';
import { acknowledgeBy } from '@muster/contract/orders/limits';
import { command, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { later, passedOn, planAmendment } from '../amending.rules.ts';
import { amend, readAmendable } from '../amending.store.ts';
import { holdOrderOf, lockOrder, moveOrder } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockReceipt, markWrite, movedOn, moveReceipt, stepWrites } from '../receipts.store.ts';
import { readRevision } from '../revisions.store.ts';
import { changeSeen, requireCurrent } from './changes.ts';

/**
 * One tap for the desk in between: acknowledges the change, and the order that it broke this one down into says the same
 * from now on. Limits follow: never earlier than those above, and a full window to acknowledge it below.
 */
export const passOnChange = command(operation, {
  action: 'receipt:passOn',
  async run({ tx, principal, input, now, doneAt, settings }) {
    await holdOrderOf(tx, input.receiptId);
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:passOn', receipt);
    requireCurrent(receipt, input.revision);
    if (receipt.delegatedOrderId === null) throw movedOn(receipt);
    const child = await readAmendable(tx, await lockOrder(tx, receipt.delegatedOrderId));
    const { locked, parentRevision } = child;
    if (receipt.changeBy === null && (parentRevision ?? 1) >= receipt.revision) throw movedOn(receipt);
    moveOrder(locked, 'amend');
    const seen = changeSeen(receipt, principal, doneAt);
    const isOwed = receipt.changeBy !== null;
    const writes = isOwed
      ? [
          ...stepWrites(tx, receipt, moveReceipt(receipt, 'acknowledgeChange'), now, seen.change),
          markWrite(tx, receipt, principal, { opened: now }),
        ]
      : [];
    const [from, to] = await Promise.all([
      readRevision(tx, receipt.orderId, parentRevision ?? 1),
      readRevision(tx, receipt.orderId, receipt.revision),
    ]);
    const text = from && to && passedOn(child, from, to);
    if (!text) throw new Problem('order.pass-on-by-hand', { orderId: locked.id });
    const acknowledgeLimit = later(child.acknowledgeBy, to.acknowledgeBy);
    const isLater = acknowledgeLimit > child.acknowledgeBy && acknowledgeLimit > now;
    const answerLimit = child.answerBy && to.answerBy ? later(child.answerBy, to.answerBy) : (to.answerBy ?? child.answerBy);
    const window = acknowledgeBy(locked.urgency, now, settings.acknowledgeWithin);
    const changeBy = later(window, to.changeBy ?? window);
    const parent = { acknowledgeBy: to.acknowledgeBy, answerBy: to.answerBy };
    const events: NewEvent[] = [...seen.events];
    let done = { revision: locked.revision, owing: 0 };
    if (isLater || isOther(child, { ...text, answerBy: answerLimit })) {
      const answerBy = answerLimit && later(answerLimit, changeBy);
      const amendment = planAmendment(
        child,
        {
          ...text,
          ...(isLater ? { acknowledgeBy: acknowledgeLimit.toISOString() } : {}),
          answerBy: answerBy?.toISOString() ?? null,
        },
        { now, window: changeBy.getTime() - now.getTime(), parent, adds: false, changeBy: null },
      );
      const amended = await amend(tx, principal, child, {
        amendment,
        adding: null,
        reason: to.reason ?? '',
        parentRevision: receipt.revision,
        now,
      });
      done = amended;
      events.push(amended.event);
    } else await tx.updateTable('orders').set({ parent_revision: receipt.revision }).where('id', '=', locked.id).execute();
    const [first, ...rest] = events;
    return {
      permit,
      result: { receiptId: receipt.id, orderId: locked.id, revision: done.revision, owing: done.owing },
      writes,
      events: first ? [first, ...rest] : noEvent('the order below says it already'),
    };
  },
});

type Said = Parameters<typeof passedOn>[0] & { answerBy: Date | null };
function isOther(a: Said, b: Said): boolean {
  return (
    a.title !== b.title ||
    a.body !== b.body ||
    JSON.stringify(a.questions) !== JSON.stringify(b.questions) ||
    a.answerBy?.getTime() !== b.answerBy?.getTime()
  );
}
