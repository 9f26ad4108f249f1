import { levelOfCode } from '@muster/contract/areas/area-code';
import { formatNumber, formatShortTime, formatSpan } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import { shared } from '@muster/ui/words/shared.words';
import { sync } from '../../app/sync.ts';
import type { LocalReceipt } from './local-receipt.ts';
import { ordersWords as w } from './orders.words.ts';

/** 签收逾期 14 分 · 反馈还有 1 小时 46 分; nothing when no limit runs. */
export function limitText({ attention }: Pick<LocalReceipt, 'attention'>, now: Date): string | null {
  if (!attention.limit || !attention.until) return null;
  const left = attention.until.getTime() - now.getTime();
  const what = w.limit[attention.limit];
  return left < 0 ? w.limitLate(what, formatSpan(Math.max(60_000, -left))) : w.limitLeft(what, formatSpan(left, true));
}

/** 市指挥部 09:30 下达，12:00 前反馈 */
export function originText({ order, sentAt }: LocalReceipt, now: Date): string {
  const limit = order.answerBy ? w.answerUntil(formatShortTime(order.answerBy, now)) : w.onlyAcknowledge;
  return [w.issuedBy(order.issuerName, formatShortTime(sentAt, now)), limit].join(w.join);
}

/** Why it stands in a list: 4 个网格报了 3 个，18:00 前. */
export function standingText(receipt: LocalReceipt, now: Date): string {
  const waiting = receipt.waits[receipt.waits.length - 1];
  const said = waiting && (w.waitsFor as Record<string, (how: string) => string>)[waiting.operation];
  if (said) return said(waiting.problem !== null || sync.get().state === 'broken' ? w.waiting : w.sending);
  const { order, state, delegated, attention } = receipt;
  const until = attention.until
    ? [attention.state === 'late' ? (limitText(receipt, now) ?? '') : w.until(formatShortTime(attention.until, now))]
    : [];
  if (order.state === 'withdrawn') return w.settled.withdrawn;
  if (receipt.owesChange) return attention.state === 'late' ? until.join() : [w.changed, ...until].join(w.join);
  if (receipt.isUnacknowledged) return attention.state === 'late' ? until.join() : [w.unacknowledged, ...until].join(w.join);
  switch (state) {
    case 'delegated':
      if (!delegated) return until.join();
      if (delegated.counts.forReview > 0) return [w.answersWait(formatNumber(delegated.counts.forReview)), ...until].join(w.join);
      return [progressText(receipt, delegated), ...until].join(w.join);
    case 'answered':
      return w.answeredWaiting(order.issuerName);
    case 'sentBack':
      return w.sentBack(receipt.sentBackReason ?? '');
    case 'accepted':
    case 'closed':
    case 'withdrawn':
      return w.settled[state];
    default:
      return order.asksAnswer ? [w.toAnswer, ...until].join(w.join) : w.settled.acknowledged;
  }
}

/** 4 个网格报了 3 个: answered counts, accepted or not. */
export function progressText(
  receipt: Pick<LocalReceipt, 'areaCode' | 'order'>,
  { total, counts }: NonNullable<LocalReceipt['delegated']>,
): string {
  const said = receipt.order.asksAnswer ? w.delegatedProgress : w.delegatedSigned;
  return said(areasText(receipt, total), formatNumber(counts.done + counts.forReview));
}

/** 4 个网格: the areas below a desk, counted by their level. */
export function areasText({ areaCode }: { areaCode: string }, count: number): string {
  const levels = { city: 'district', district: 'subdistrict', subdistrict: 'community', community: 'grid', grid: 'grid' } as const;
  return shared.levelCount[levels[levelOfCode(areaCode) ?? 'grid']](formatNumber(count));
}

/** 市指〔2022〕47号 is shown 市指 47 号 where room is short. */
export function headNumber({ numberText, number }: { numberText: string; number: number }): string {
  if (language() === 'en') return `Order ${number}`;
  return numberText.replace(/〔\d+〕(\d+)号$/, ' $1 号');
}

/** Who set a limit, as one says it below: 市里定的. The topmost order of the chain that has this very limit. */
export function setterText(receipt: LocalReceipt): string {
  const { answerBy, issuerCode } = receipt.order;
  const above = receipt.chain.find((link) => link.answerBy === answerBy);
  return w.setBy(above ? above.issuerName : w.setters[levelOfCode(issuerCode) ?? 'city']);
}
