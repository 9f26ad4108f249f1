import { ancestorCodes, codeLength, isWithin, levelOfCode } from '@muster/contract/areas/area-code';
import type { LimitKind } from '@muster/contract/attention/attention';
import type { Question } from '@muster/contract/orders/answers';
import { acknowledgeRemindAt, escalateAt, escalationDepthMax, limitAtMost } from '@muster/contract/orders/limits';
import { answerOwedStates, isOpen, type ReceiptState, unacknowledgedStates } from '@muster/contract/orders/receipt-machine';
import { Problem } from '../../platform/problem.ts';

/** In which of the five kept counters a receipt stands; late is not kept, it follows from the limits of the order. */
export type ProgressColumn = 'unacknowledged' | 'changed' | 'in_hand' | 'for_review' | 'done';

export function progressColumn(state: ReceiptState, asksAnswer: boolean, changeOwed = false): ProgressColumn {
  if (changeOwed && isOpen(state, asksAnswer, true)) return 'changed';
  if (!isOpen(state, asksAnswer)) return 'done';
  if ((unacknowledgedStates as readonly string[]).includes(state)) return 'unacknowledged';
  return state === 'answered' ? 'for_review' : 'in_hand';
}

export interface Running {
  state: ReceiptState;
  asksAnswer: boolean;
  unstaffed: boolean;
  sentAt: Date;
  acknowledgeBy: Date;
  answerBy: Date | null;
  /** The limit to acknowledge a change, and when that came; null when none is owed. */
  changeBy: Date | null;
  changedAt: Date | null;
}

/** The limit that runs for the recipient in this state; null when he owes nothing. */
export function dueAt(receipt: Running): Date | null {
  if (!isOpen(receipt.state, receipt.asksAnswer, receipt.changeBy !== null)) return null;
  if (receipt.changeBy !== null) return receipt.changeBy;
  if ((unacknowledgedStates as readonly string[]).includes(receipt.state)) return receipt.acknowledgeBy;
  return (answerOwedStates as readonly string[]).includes(receipt.state) ? receipt.answerBy : null;
}

/**
 * When a receipt begins to concern those above: at once where nobody is on duty; else when half of the time to
 * acknowledge is gone, with the first reminder; once acknowledged, when the answer is late.
 */
export function attentionAt(receipt: Running): Date | null {
  const due = dueAt(receipt);
  if (due === null) return null;
  if (receipt.changeBy !== null) {
    const changedAt = receipt.changedAt ?? receipt.sentAt;
    return receipt.unstaffed ? changedAt : acknowledgeRemindAt(changedAt, receipt.changeBy);
  }
  if (!(unacknowledgedStates as readonly string[]).includes(receipt.state)) return due;
  return receipt.unstaffed ? receipt.sentAt : acknowledgeRemindAt(receipt.sentAt, receipt.acknowledgeBy);
}

/** The next automatic escalation of an order: of what is not acknowledged, or not answered, whichever comes first. */
export function nextEscalation(
  order: { issuedAt: Date; acknowledgeBy: Date; answerBy: Date | null; amendedAt: Date | null; changeBy: Date | null; state: string },
  open: { unacknowledged: number; changed: number; inHand: number },
  now: Date,
): { at: Date; depth: number; limit: LimitKind } | null {
  if (order.state !== 'issued') return null;
  const candidates: { at: Date; depth: number; limit: LimitKind }[] = [];
  for (let depth = 1; depth <= escalationDepthMax; depth++) {
    if (open.unacknowledged > 0) candidates.push({ at: escalateAt(order.acknowledgeBy, order, depth), depth, limit: 'acknowledge' });
    if (open.changed > 0 && order.changeBy && order.amendedAt)
      candidates.push({
        at: escalateAt(order.changeBy, { issuedAt: order.amendedAt, acknowledgeBy: order.changeBy }, depth),
        depth,
        limit: 'change',
      });
    if (open.inHand > 0 && order.answerBy) candidates.push({ at: escalateAt(order.answerBy, order, depth), depth, limit: 'answer' });
  }
  return candidates.filter((candidate) => candidate.at > now).sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

/** The desk to which a late receipt goes at a depth: so many levels above it, never above who issued the order. */
export function escalationTarget(areaCode: string, issuerCode: string, depth: number): string {
  const above = ancestorCodes(areaCode);
  const target = above[above.length - depth] ?? above[0] ?? areaCode;
  return target.length < issuerCode.length || !isWithin(target, issuerCode) ? issuerCode : target;
}

/** Lowest area whose counters a receipt is in: its subdistrict, or its own desk where that is higher. */
export function progressArea(areaCode: string): string {
  return areaCode.slice(0, codeLength('subdistrict'));
}

export interface Limits {
  acknowledgeBy: Date;
  answerBy: Date | null;
}

/** All faults of the limits at once, with pointers; throws when there is one. `parent` are the limits set above. */
export function checkLimits(limits: Limits, now: Date, parent: Limits | null = null): void {
  const { acknowledgeBy, answerBy } = limits;
  if (parent && (acknowledgeBy < parent.acknowledgeBy || (answerBy && parent.answerBy && answerBy < parent.answerBy))) {
    const isAnswer = acknowledgeBy >= parent.acknowledgeBy;
    const earliest = (isAnswer ? parent.answerBy : parent.acknowledgeBy) as Date;
    throw new Problem('order.child-limit-earlier', { earliest: earliest.toISOString() }, [
      { pointer: isAnswer ? '/answerBy' : '/acknowledgeBy', code: 'order.child-limit-earlier', detail: 'earlier than the limit set above' },
    ]);
  }
  if (acknowledgeBy <= now)
    throw new Problem('order.limit-passed', { earliest: now.toISOString() }, [
      { pointer: '/acknowledgeBy', code: 'order.limit-passed', detail: 'in the past' },
    ]);
  if (acknowledgeBy.getTime() - now.getTime() > limitAtMost) throw tooFar('/acknowledgeBy', now);
  if (answerBy === null) return;
  if (answerBy <= now)
    throw new Problem('order.limit-passed', { earliest: acknowledgeBy.toISOString() }, [
      { pointer: '/answerBy', code: 'order.limit-passed', detail: 'in the past' },
    ]);
  if (answerBy < acknowledgeBy)
    throw new Problem('order.answer-before-acknowledge', { earliest: acknowledgeBy.toISOString() }, [
      { pointer: '/answerBy', code: 'order.answer-before-acknowledge', detail: 'before the limit to acknowledge' },
    ]);
  if (answerBy.getTime() - now.getTime() > limitAtMost) throw tooFar('/answerBy', now);
}

function tooFar(pointer: string, now: Date): Problem {
  return new Problem('order.limit-too-far', { latest: new Date(now.getTime() + limitAtMost).toISOString() }, [
    { pointer, code: 'order.limit-too-far', detail: 'too far ahead' },
  ]);
}

/** Level of an area that exists; a wrong code is a fault of ours here, the input was checked before. */
export function levelOf(code: string) {
  const level = levelOfCode(code);
  if (level === null) throw new Error(`not an area code: ${code}`);
  return level;
}

/** Kinds of what an order asks, in order, a star for each area, its name for each piece of the ground: `number,tick*,tick@compound`. Orders of one shape cost about the same to answer. */
export function questionShape(questions: readonly Question[]): string | null {
  if (questions.length === 0) return null;
  return questions
    .map((question) => `${question.kind}${question.perArea ? '*' : ''}${question.each ? `@${question.each.of}` : ''}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(',');
}
