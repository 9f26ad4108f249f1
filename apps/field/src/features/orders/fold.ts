import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { Answer } from '@muster/contract/orders/answers';
import type { Counts } from '@muster/contract/orders/orders.operations';
import { type ReceiptCommand, receiptMove, unacknowledgedStates } from '@muster/contract/orders/receipt-machine';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';

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
      return act.subject === receipt.id ? acknowledged(receipt, by, act) : receipt;
    case 'acknowledgeReceipts': {
      const mine = (act.input.receipts as { receiptId: string; revision?: number }[]).find((one) => one.receiptId === receipt.id);
      return mine ? acknowledged(receipt, by, { ...act, input: mine }) : receipt;
    }
    case 'passOnChange':
      return act.subject === receipt.id ? acknowledged(receipt, by, act) : receipt;
    case 'signForReceipt':
      return act.input.receiptId === receipt.id ? move(receipt, 'signFor', { acknowledgedBy: by, acknowledgedAt: act.doneAt }) : receipt;
    case 'answerReceipt':
      return act.subject === receipt.id
        ? move(receipt, 'answer', {
            ...acknowledgedToo(receipt, by, act.doneAt),
            ...noChange,
            answer: act.input.answer as Answer,
            answeredBy: by,
            answeredAt: act.doneAt,
          })
        : receipt;
    case 'delegateReceipt':
      return act.subject === receipt.id
        ? move(receipt, 'delegate', { ...noChange, ...acknowledgedToo(receipt, by, act.doneAt), delegated: freshlyDelegated(act) })
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

/** Acknowledges the order, or the change of it that is owed. One of an older text leaves the change owed, as the server does. */
function acknowledged<R extends ReceiptRow>(receipt: R, by: string | null, act: Pick<Act, 'doneAt' | 'input'>): R {
  const isFirst = (unacknowledgedStates as readonly string[]).includes(receipt.state);
  if (isFirst) return move(receipt, 'acknowledge', { ...noChange, acknowledgedBy: by, acknowledgedAt: act.doneAt });
  const seen = act.input.revision as number | undefined;
  if (seen !== undefined && seen < receipt.revision) return receipt;
  return move(receipt, 'acknowledgeChange', { ...noChange, changeAcknowledgedBy: by, changeAcknowledgedAt: act.doneAt });
}

const noChange = { changeBy: null, changedFrom: null };

function move<R extends ReceiptRow>(receipt: R, command: ReceiptCommand, facts: Partial<ReceiptRow>): R {
  const state = receiptMove({ state: receipt.state, changeOwed: Boolean(receipt.changeBy) }, command);
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
