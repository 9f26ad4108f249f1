import type { OutboxEntry } from '@muster/client/outbox/entry';
import { nextState } from '@muster/contract/machine';
import type { Answer } from '@muster/contract/orders/answers';
import type { Counts, ReceiptRow } from '@muster/contract/orders/orders.operations';
import { type ReceiptCommand, receiptMachine } from '@muster/contract/orders/receipt-machine';

type Act = Pick<OutboxEntry, 'operation' | 'subject' | 'input' | 'doneAt' | 'about'>;

/**
 * A receipt as it is once `act` has been done, by the same machine as the server's. So a screen shows at once what a
 * person did without network; what is no move from where the receipt stands changes nothing.
 */
export function fold<R extends ReceiptRow>(receipt: R, act: Act): R {
  const by = typeof act.about.by === 'string' ? act.about.by : null;
  switch (act.operation) {
    case 'openReceipt':
      return act.subject === receipt.id ? move(receipt, 'open', { openedBy: by, openedAt: act.doneAt }) : receipt;
    case 'acknowledgeReceipt':
      return act.subject === receipt.id ? move(receipt, 'acknowledge', { acknowledgedBy: by, acknowledgedAt: act.doneAt }) : receipt;
    case 'signForReceipt':
      return act.input.receiptId === receipt.id ? move(receipt, 'signFor', { acknowledgedBy: by, acknowledgedAt: act.doneAt }) : receipt;
    case 'answerReceipt':
      return act.subject === receipt.id
        ? move(receipt, 'answer', {
            ...acknowledgedToo(receipt, by, act.doneAt),
            answer: act.input.answer as Answer,
            answeredBy: by,
            answeredAt: act.doneAt,
          })
        : receipt;
    case 'delegateReceipt':
      return act.subject === receipt.id
        ? move(receipt, 'delegate', { ...acknowledgedToo(receipt, by, act.doneAt), delegated: freshlyDelegated(act) })
        : receipt;
    case 'acceptAnswers':
      return (act.input.receiptIds as string[] | undefined)?.includes(receipt.id) ? move(receipt, 'accept', {}) : receipt;
    case 'sendBackAnswer':
      return act.input.receiptId === receipt.id
        ? move(receipt, 'sendBack', { sentBackReason: act.input.reason as string, sentBackBy: by })
        : receipt;
    case 'remindReceipts':
      return (act.input.receiptIds as string[] | undefined)?.includes(receipt.id)
        ? { ...receipt, remindedAt: act.doneAt, remindedCount: receipt.remindedCount + 1, may: { ...receipt.may, remind: false } }
        : receipt;
    default:
      return receipt;
  }
}

function move<R extends ReceiptRow>(receipt: R, command: ReceiptCommand, facts: Partial<ReceiptRow>): R {
  const state = nextState(receiptMachine, receipt.state, command);
  return state === null ? receipt : { ...receipt, ...facts, state };
}

/** Answering, and delegating, acknowledge by themselves. */
function acknowledgedToo(receipt: ReceiptRow, by: string | null, doneAt: string): Partial<ReceiptRow> {
  return receipt.acknowledgedAt ? {} : { acknowledgedBy: by, acknowledgedAt: doneAt };
}

function freshlyDelegated(act: Act): ReceiptRow['delegated'] {
  const total = (act.input.areaCodes as string[]).length;
  const counts: Counts = { late: 0, waiting: total, inHand: 0, forReview: 0, done: 0, ended: 0, escalated: 0 };
  return { orderId: act.input.orderId as string, total, done: 0, counts };
}
