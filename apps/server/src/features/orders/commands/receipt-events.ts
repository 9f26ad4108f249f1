import { lineage } from '@muster/contract/areas/area-code';
import { lateArrival } from '@muster/contract/arrival';
import { unacknowledgedStates } from '@muster/contract/orders/receipt-machine';
import type { EventPlace } from '../../../platform/command.ts';
import type { LockedReceipt } from '../receipts.store.ts';

/** Where an event of a receipt belongs: its area, and the person or unit that it was sent to; of a request also its asker and those between. */
export function receiptPlace(receipt: LockedReceipt, doneAt?: Date): EventPlace {
  return {
    areaCode: receipt.areaCode,
    personId: receipt.personId,
    unitId: receipt.unitId,
    incidentId: receipt.incidentId,
    orderId: receipt.orderId,
    receiptId: receipt.id,
    ...(receipt.order.kind === 'supportRequest' ? { reachUp: lineage(receipt.order.issuerCode) } : {}),
    ...(doneAt ? { doneAt } : {}),
  };
}

export function receiptFacts(receipt: LockedReceipt) {
  return {
    number: receipt.order.number,
    numberText: receipt.order.numberText,
    recipient: receipt.recipient as 'desk' | 'person' | 'unit',
    recipientName: receipt.recipientName,
  };
}

export function isUnacknowledged(receipt: LockedReceipt): boolean {
  return (unacknowledgedStates as readonly string[]).includes(receipt.state);
}

/** When it was done. A phone's clock may be wrong: never before it was sent. */
export function doneTo(receipt: LockedReceipt, doneAt: Date): Date {
  return doneAt < receipt.sentAt ? receipt.sentAt : doneAt;
}

/** What acknowledging says of time. */
export function acknowledging(receipt: LockedReceipt, doneAt: Date, now: Date) {
  const at = doneTo(receipt, doneAt);
  return {
    at,
    receivedAt: lateArrival(at, now),
    seconds: Math.round((at.getTime() - receipt.sentAt.getTime()) / 1000),
    inTime: at <= receipt.acknowledgeBy,
  };
}
