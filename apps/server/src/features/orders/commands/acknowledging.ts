import { receiptAcknowledged } from '@muster/contract/orders/orders.events';
import { type ReceiptState, receiptMove } from '@muster/contract/orders/receipt-machine';
import { event, type NewEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import type { Principal } from '../../../platform/principal.ts';
import { type LockedReceipt, markWrite, moveReceipt, stepWrites } from '../receipts.store.ts';
import { changeOwedBy, changeSeen, isStale } from './changes.ts';
import { acknowledging, isUnacknowledged, receiptFacts, receiptPlace } from './receipt-events.ts';

interface Acknowledged {
  outcome: 'acknowledged' | 'changeAcknowledged' | 'changed';
  state: ReceiptState;
  writes: Promise<unknown>[];
  events: [NewEvent, ...NewEvent[]];
}

interface When {
  /** The revision that the person had before him. */
  seen: number | undefined;
  now: Date;
  doneAt: Date;
}

/** Acknowledges the order, or the change of it that is owed; null when somebody else was first. */
export function acknowledgeWrites(tx: Tx, principal: Principal, receipt: LockedReceipt, when: When): Acknowledged | null {
  const { seen, now, doneAt } = when;
  const isLater = isStale(receipt, seen);
  if (isUnacknowledged(receipt)) {
    const state = moveReceipt(receipt, 'acknowledge');
    const { at, receivedAt, seconds, inTime } = acknowledging(receipt, doneAt, now);
    const change = {
      acknowledged_at: at,
      acknowledged_by: principal.personId,
      acknowledged_by_name: principal.personName,
      acknowledged_received_at: receivedAt,
      ...(isLater ? changeOwedBy(receipt, seen as number) : changeSeen(receipt, principal, doneAt).change),
    };
    return {
      outcome: isLater ? 'changed' : 'acknowledged',
      state,
      writes: [...stepWrites(tx, receipt, state, now, change), markWrite(tx, receipt, principal, { acknowledged: at })],
      events: [event(receiptAcknowledged, receiptPlace(receipt, at), { ...receiptFacts(receipt), seconds, inTime, signedForName: null })],
    };
  }
  const isMove = receiptMove({ state: receipt.state, changeOwed: receipt.changeBy !== null }, 'acknowledgeChange') !== null;
  if (!isMove || isLater) return null;
  const state = moveReceipt(receipt, 'acknowledgeChange');
  const { change, events } = changeSeen(receipt, principal, doneAt);
  return {
    outcome: 'changeAcknowledged',
    state,
    writes: [...stepWrites(tx, receipt, state, now, change), markWrite(tx, receipt, principal, { opened: now })],
    events: events as [NewEvent, ...NewEvent[]],
  };
}
