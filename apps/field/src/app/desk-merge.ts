import { unacknowledgedStates } from '@muster/contract/orders/receipt-machine';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';

interface Changes {
  open: readonly ReceiptDetail[];
  settled: readonly ReceiptDetail[];
  gone: readonly string[];
}

/** The limit that runs: to acknowledge, then to answer. */
function dueAt({ state, order }: ReceiptDetail): string {
  const isUnacknowledged = (unacknowledgedStates as readonly string[]).includes(state);
  return isUnacknowledged ? order.acknowledgeBy : (order.answerBy ?? order.acknowledgeBy);
}

/** Nearest limit first, as the server orders the inbox. */
export function byLimit(receipts: readonly ReceiptDetail[]): ReceiptDetail[] {
  return [...receipts].sort((a, b) => compare(dueAt(a), dueAt(b)) || compare(a.id, b.id));
}

export function mergeOpen(held: readonly ReceiptDetail[], { open, settled, gone }: Changes): ReceiptDetail[] {
  const told = idsOf(open, settled, gone);
  return byLimit([...held.filter((one) => !told.has(one.id)), ...open]);
}

/** Newest first. */
export function mergeSettled(held: readonly ReceiptDetail[], { open, settled, gone }: Changes): ReceiptDetail[] {
  const told = idsOf(open, settled, gone);
  return [...held.filter((one) => !told.has(one.id)), ...settled].sort((a, b) => compare(b.sentAt, a.sentAt) || compare(b.id, a.id));
}

function idsOf(open: readonly ReceiptDetail[], settled: readonly ReceiptDetail[], gone: readonly string[]): Set<string> {
  return new Set([...open.map((one) => one.id), ...settled.map((one) => one.id), ...gone]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
