import { receiptChangeAcknowledged } from '@muster/contract/orders/orders.events';
import { event, type NewEvent } from '../../../platform/command.ts';
import type { Principal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import type { LockedReceipt, ReceiptChange } from '../receipts.store.ts';
import { doneTo, receiptFacts, receiptPlace } from './receipt-events.ts';

/**
 * What acknowledging, and whatever acknowledges by itself (answering, delegating), does about a change that is owed. The
 * change is counted apart (`receipt.changeAcknowledged`), never as a second acknowledgement; who was added with it has
 * acknowledged it with the order.
 */
export function changeSeen(
  receipt: LockedReceipt,
  principal: Principal,
  doneAt: Date,
  signedForName: string | null = null,
): { change: ReceiptChange; events: NewEvent[] } {
  const { changeBy, changedFrom } = receipt;
  if (changeBy === null) return { change: {}, events: [] };
  if (changedFrom === null) return { change: { change_by: null, changed_at: null }, events: [] };
  const done = doneTo(receipt, doneAt);
  // Not before the change was there to be read, whatever the phone's clock says.
  const at = receipt.changedAt && done < receipt.changedAt ? receipt.changedAt : done;
  return {
    change: {
      change_by: null,
      changed_from: null,
      changed_at: null,
      change_acknowledged_at: at,
      change_acknowledged_by_name: principal.personName,
    },
    events: [
      event(receiptChangeAcknowledged, receiptPlace(receipt, at), {
        ...receiptFacts(receipt),
        revision: receipt.revision,
        inTime: at <= changeBy,
        signedForName,
      }),
    ],
  };
}

/** Whether the order was changed after the person read it. */
export function isStale(receipt: LockedReceipt, seen: number | undefined): boolean {
  return seen !== undefined && seen < receipt.revision;
}

/** Nothing is done silently to a text that nobody has read: the person is shown what changed, and decides. */
export function requireCurrent(receipt: LockedReceipt, seen: number | undefined): void {
  if (isStale(receipt, seen))
    throw new Problem('order.changed-meanwhile', {
      revision: receipt.revision,
      by: receipt.order.issuerName,
      at: receipt.order.amendedAt?.toISOString() ?? null,
    });
}

/** An acknowledgement of an older text counts for that text; the change is owed from then on. */
export function changeOwedBy(receipt: LockedReceipt, seen: number): ReceiptChange {
  return { change_by: receipt.order.changeBy, changed_from: seen, changed_at: receipt.order.amendedAt };
}
