import type { Attention, AttentionReason } from '../attention/attention.ts';
import { isOpen, type ReceiptState } from './receipt-machine.ts';

/** What the projection needs to know of a receipt; the phone has it offline. */
export interface ReceiptFacts {
  state: ReceiptState;
  asksAnswer: boolean;
  unstaffed: boolean;
  escalated: boolean;
  sentAt: Date;
  acknowledgedAt: Date | null;
  answeredAt: Date | null;
  settledAt: Date | null;
  acknowledgeBy: Date;
  answerBy: Date | null;
  /** The order was changed: until when the change is to be acknowledged, and since when. Null when none is owed. */
  changeBy: Date | null;
  changedAt: Date | null;
}

/** A receipt as one of the five states. Late is exactly: past a limit that is still running. */
export function receiptAttention(receipt: ReceiptFacts, now: Date): Attention {
  const { state, asksAnswer } = receipt;
  const escalated = receipt.escalated;
  if (!isOpen(state, asksAnswer, receipt.changeBy !== null)) {
    const since = receipt.settledAt ?? receipt.acknowledgedAt ?? receipt.sentAt;
    return { state: 'done', reason: 'settled', limit: null, since, until: null, escalated: false, nextStep: 'none' };
  }
  if (receipt.changeBy !== null) {
    const isLate = now > receipt.changeBy;
    const isFirst = state === 'sent' || state === 'delivered' || state === 'opened';
    const reason = isFirst || receipt.unstaffed ? unacknowledgedReason(state, receipt.unstaffed) : 'changed';
    return {
      state: isLate ? 'late' : 'waiting',
      reason,
      limit: 'change',
      since: isLate ? receipt.changeBy : (receipt.changedAt ?? receipt.sentAt),
      until: receipt.changeBy,
      escalated: escalated && isLate,
      nextStep: reason === 'unstaffed' ? 'signFor' : reason === 'notDelivered' ? 'call' : 'remind',
    };
  }
  switch (state) {
    case 'sent':
    case 'delivered':
    case 'opened': {
      const isLate = now > receipt.acknowledgeBy;
      const reason = unacknowledgedReason(state, receipt.unstaffed);
      return {
        state: isLate ? 'late' : 'waiting',
        reason,
        limit: 'acknowledge',
        since: isLate ? receipt.acknowledgeBy : receipt.sentAt,
        until: receipt.acknowledgeBy,
        escalated: escalated && isLate,
        nextStep: reason === 'unstaffed' ? 'signFor' : reason === 'notDelivered' ? 'call' : 'remind',
      };
    }
    case 'answered':
      return {
        state: 'forReview',
        reason: 'answered',
        limit: null,
        since: receipt.answeredAt ?? receipt.sentAt,
        until: null,
        escalated: false,
        nextStep: 'review',
      };
    default: {
      const isLate = receipt.answerBy !== null && now > receipt.answerBy;
      return {
        state: isLate ? 'late' : 'inHand',
        reason: state === 'delegated' ? 'delegated' : state === 'sentBack' ? 'sentBack' : 'notAnswered',
        limit: 'answer',
        since: isLate ? (receipt.answerBy as Date) : (receipt.acknowledgedAt ?? receipt.sentAt),
        until: receipt.answerBy,
        escalated: escalated && isLate,
        nextStep: state === 'delegated' ? 'viewDelegated' : 'remind',
      };
    }
  }
}

function unacknowledgedReason(state: ReceiptState, unstaffed: boolean): AttentionReason {
  if (unstaffed) return 'unstaffed';
  if (state === 'sent') return 'notDelivered';
  return state === 'delivered' ? 'notOpened' : 'notAcknowledged';
}
