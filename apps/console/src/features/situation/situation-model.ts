import type { OperationOf, ResultOf } from '@muster/client/types';
import { formatDeadline, formatNumber, formatSince, formatSpan, spokenNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import type { Territory } from '../../parts/mosaic/use-territory.ts';
import { situationWords as words } from './situation.words.ts';

export type AttentionView = ResultOf<OperationOf<'getAttention'>>;
export type Group = AttentionView['groups'][number];

/** “4 个村”, “2 个社区”, “3 个席位”: how the places of a group are counted. */
function placesText(group: Group, territory: Territory): string {
  const n = formatNumber(group.count);
  if (group.areaCodes.some((code) => code.length < 12)) return words.desks(n);
  return group.areaCodes.every((code) => territory.byCode.get(code)?.kind === 'village') ? words.villages(n) : words.communities(n);
}

/** 47 号特急 of a receipt, nothing of what belongs to no order. */
export function calledText(order: Group['order']): string {
  return order ? spokenNumber(order.numberText) + (order.urgency === 'immediate' ? shared.urgency.immediate : '') : '';
}

function orderText({ numberText, urgency }: NonNullable<Group['order']>): string {
  return words.orderCalled(spokenNumber(numberText), urgency === 'immediate' ? shared.urgency.immediate : '');
}

/** 1 个村没人在岗，未签收 6 号: why reminding would help nobody; of some of many, how many they are. */
function withWhy(places: string, { unstaffed, count }: Pick<Group, 'unstaffed' | 'count'>): string {
  if (unstaffed === 0) return places;
  return unstaffed === count ? words.unstaffedAll(places) : words.unstaffedSome(places, formatNumber(unstaffed));
}

export function groupKey({ areaCode, kind, order, limit, state }: Group): string {
  return [areaCode, kind, order?.id, limit, state].join();
}

/** 4 个村未签收 47 号特急指令; 3 个片区缺人; of one thing its name: 点位没人：天湖苑北门 */
export function groupText(group: Group, territory: Territory): string {
  if (group.kind !== 'receipt')
    return group.only
      ? words.onlyThing(attentionWords.reason[group.kind], group.only.title)
      : attentionWords.ground[group.kind](formatNumber(group.count));
  if (!group.order) return '';
  const places = placesText(group, territory);
  const owed = group.state === 'forReview' ? 'review' : (group.limit ?? 'acknowledge');
  return words.owed[owed](withWhy(places, group), orderText(group.order));
}

/** 逾期 12 分, 还有 3 小时 48 分, 已 1 天 2 小时 */
export function groupTime(group: Group, now: number): string {
  return group.until ? formatDeadline(group.until, now) : formatSince(group.since, now);
}

/** The sentence below the headline: what is most pressing, what happens by itself, and whether it gets better. */
export function pressingText(view: AttentionView, territory: Territory, now: number): string {
  const worst = view.groups[0];
  const parts: string[] = [];
  if (worst) {
    const name = worst.areaName + (shared.listJoin === '、' ? ' ' : ': ');
    const ahead =
      worst.nextEscalationAt && worst.nextEscalationTo && Date.parse(worst.nextEscalationAt) > now
        ? words.escalatesIn(formatSpan(Date.parse(worst.nextEscalationAt) - now + 59_999), worst.nextEscalationTo)
        : '';
    parts.push(words.mostPressing(name + groupText(worst, territory) + ahead) + words.stop);
  }
  if (view.needingHourAgo !== null) {
    const difference = view.needing - view.needingHourAgo;
    if (difference < 0) parts.push(words.fewer(formatNumber(-difference)));
    else if (difference > 0) parts.push(words.more(formatNumber(difference)));
    else if (view.needing > 0) parts.push(words.same);
  }
  return parts.join('');
}

/** Which communities are inked: without a filter what is late or still waits for somebody, with one what it names. */
export function lettersOf(view: AttentionView, filterKey: string | undefined): Map<string, string> {
  const index = filterKey ? view.filters.findIndex((filter) => filter.key === filterKey) : -1;
  const letters = new Map<string, string>();
  for (const [code, letter, filters] of view.cells) {
    if (index >= 0) {
      if ((filters & (1 << index)) !== 0) letters.set(code, letter);
    } else if (letter === 'E' || letter === 'L' || letter === 'W') letters.set(code, letter);
  }
  return letters;
}

/** Groups of communities, numbered as in the list beside the mosaic: under a filter only those with a community in it. */
export function groupsOf(view: AttentionView, filterKey: string | undefined, letters: ReadonlyMap<string, string>): Group[] {
  const filter = filterKey ? view.filters.find((one) => one.key === filterKey) : undefined;
  if (!filter) return view.groups;
  const limit = filter.key === 'acknowledgeLate' ? 'acknowledge' : filter.key === 'answerLate' ? 'answer' : null;
  if (filter.kind !== 'receipt') return view.groups.filter((group) => group.kind === filter.kind);
  return view.groups.filter(
    (group) =>
      group.kind === 'receipt' &&
      group.state === filter.state &&
      (limit === null || group.limit === limit) &&
      group.areaCodes.some((code) => letters.has(code)),
  );
}
