import type { Answer, Question } from '@muster/contract/orders/answers';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { twoTimes } from '@muster/ui/words/arrival.words';
import { orderPageWords } from './order/order-page.words.ts';
import { orderWords } from './orders.words.ts';

const words = orderPageWords.leaf;

/** The sentence behind a reason (DESIGN §1.4): who looked and when, how many phones, who nobody is; then what was tried. */
export function receiptSentence(row: ReceiptRow, questions: readonly Question[], now: number): string {
  const when = (at: string | null) => (at ? formatShortTime(at, now) : '');
  const parts: string[] = [];
  switch (row.attention.reason) {
    case 'unstaffed':
      parts.push(words.unstaffed);
      break;
    case 'notDelivered':
      parts.push(words.notDelivered);
      break;
    case 'notOpened':
      parts.push(words.delivered(formatNumber(row.deliveredCount), when(row.deliveredAt)));
      break;
    case 'notAcknowledged':
      parts.push(words.opened(row.openedBy ?? '', when(row.openedAt)));
      break;
    case 'sentBack':
      parts.push(words.sentBack(row.sentBackBy ?? '', row.sentBackReason ?? ''));
      break;
    case 'delegated':
      if (row.delegated) parts.push(words.delegated(formatNumber(row.delegated.done), formatNumber(row.delegated.total)));
      break;
    case 'answered':
      parts.push(answerSummary(row.answer, questions) || words.answeredBy(row.answeredBy ?? '', when(row.answeredAt)));
      break;
    case 'changed':
      parts.push(acknowledgement(row, when));
      break;
    case 'notAnswered':
    case 'settled':
      parts.push(acknowledgement(row, when));
      if (row.changeAcknowledgedAt) parts.push(amendWords.acknowledgedBy(row.changeAcknowledgedBy ?? '', when(row.changeAcknowledgedAt)));
      if (row.state === 'accepted') parts.push(words.accepted);
      break;
  }
  const late = lateText(row, now);
  if (late) parts.push(late);
  if (row.attention.state !== 'done' && row.remindedCount > 0) parts.push(words.reminded(formatNumber(row.remindedCount)));
  if (row.attention.escalated && row.escalatedTo) parts.push(words.escalatedTo(row.escalatedTo));
  return parts.filter(Boolean).join(' · ');
}

/** What the desk did last came in later than it was done: both are said. */
function lateText(row: ReceiptRow, now: number): string | null {
  if (row.answeredAt && row.answeredReceivedAt) return twoTimes(row.answeredAt, row.answeredReceivedAt, now);
  if (row.acknowledgedAt && row.acknowledgedReceivedAt && !row.answeredAt)
    return twoTimes(row.acknowledgedAt, row.acknowledgedReceivedAt, now);
  return null;
}

function acknowledgement(row: ReceiptRow, when: (at: string | null) => string): string {
  if (row.signedForBy) return words.signedFor(row.signedForBy, when(row.acknowledgedAt));
  return row.acknowledgedAt ? words.acknowledged(row.acknowledgedBy ?? '', when(row.acknowledgedAt)) : '';
}

/** An answer in a few words: 3 项里 2 项是 · 14:00 · 缺隔离带 */
export function answerSummary(answer: Answer | null, questions: readonly Question[]): string {
  if (!answer) return '';
  const parts = questions.flatMap((question) => {
    const given = answer.values[question.key];
    if (given === undefined) return [];
    if (typeof given !== 'object') return [valueText(question, given)];
    const values = Object.values(given);
    if (question.kind === 'tick') {
      return [words.ticks(formatNumber(values.filter((value) => value === true).length), formatNumber(values.length))];
    }
    if (question.kind === 'number') return [formatNumber(values.reduce<number>((sum, value) => sum + Number(value), 0))];
    return values.length === 1 ? [valueText(question, values[0] as string)] : [];
  });
  if (answer.note) parts.push(answer.note);
  return parts.join(' · ');
}

/** One value in words. */
export function valueText(question: Question, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? orderWords.answer.yes : orderWords.answer.no;
  if (question.kind === 'choice') return question.options?.find((option) => option.key === value)?.text ?? String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (question.kind === 'time' && value.length > 5) return formatShortTime(value, Date.now());
  return value;
}
