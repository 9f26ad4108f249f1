import { type OutboxEntry, subjectsOf } from '@muster/client/outbox/entry';
import type { Attention } from '@muster/contract/attention/attention';
import { receiptAttention } from '@muster/contract/orders/receipt-attention';
import { isOpen, type ReceiptCommand, receiptMove, unacknowledgedStates } from '@muster/contract/orders/receipt-machine';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { orderTitle, shownQuestions } from '@muster/ui/words/support.words';
import { fold } from './fold.ts';

/** A receipt as this phone knows it: what the server said last, and on top of it what is still in the outbox. */
export interface LocalReceipt extends Omit<ReceiptDetail, 'attention'> {
  /** By the clock of now, not of the last reading. */
  attention: Attention;
  /** What was done here and is not sent yet, oldest first. */
  waits: OutboxEntry[];
  can: { acknowledge: boolean; delegate: boolean; answer: boolean };
  /** The order was changed after it was acknowledged here, and nobody has acknowledged that. */
  owesChange: boolean;
  /** Nobody has acknowledged yet. */
  isUnacknowledged: boolean;
  /** This desk has to do something itself, not only wait for those below or above. */
  needsDesk: boolean;
  isOpen: boolean;
}

export function localReceipt(known: ReceiptDetail, entries: readonly OutboxEntry[], now: Date): LocalReceipt {
  const waits = entries.filter((entry) => subjectsOf(entry).includes(known.id) && entry.state !== 'failed');
  const receipt = waits.reduce(fold, known);
  const { asksAnswer } = receipt.order;
  const changeBy = instant(receipt.changeBy);
  const may = (command: ReceiptCommand) => receiptMove({ state: receipt.state, changeOwed: changeBy !== null }, command) !== null;
  const isUnacknowledged = (unacknowledgedStates as readonly string[]).includes(receipt.state);
  const attention = receiptAttention(
    {
      state: receipt.state,
      asksAnswer,
      unstaffed: known.attention.reason === 'unstaffed',
      escalated: receipt.escalatedAt !== null,
      sentAt: new Date(receipt.sentAt),
      acknowledgedAt: instant(receipt.acknowledgedAt),
      answeredAt: instant(receipt.answeredAt),
      settledAt: null,
      acknowledgeBy: new Date(receipt.order.acknowledgeBy),
      answerBy: instant(receipt.order.answerBy),
      changeBy,
      changedAt: instant(receipt.order.amendedAt),
    },
    now,
  );
  // What the server allowed is asked first; the machine takes away what is no move any more after an act without network.
  const mayAnswer = known.may.answer || known.may.acknowledge;
  return {
    ...receipt,
    order: { ...receipt.order, title: orderTitle(receipt.order), questions: shownQuestions(receipt.order) },
    attention,
    waits,
    can: {
      acknowledge: known.may.acknowledge && (may('acknowledge') || may('acknowledgeChange')),
      delegate: known.may.delegate && may('delegate'),
      answer: asksAnswer && mayAnswer && may('answer'),
    },
    isUnacknowledged,
    owesChange: changeBy !== null && !isUnacknowledged,
    needsDesk: isUnacknowledged || changeBy !== null || receipt.state === 'sentBack' || (receipt.state === 'acknowledged' && asksAnswer),
    isOpen: isOpen(receipt.state, asksAnswer, changeBy !== null),
  };
}

function instant(at: string | null | undefined): Date | null {
  return at ? new Date(at) : null;
}
