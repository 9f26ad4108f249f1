import { minutesOf } from '@muster/contract/places/place-times.rules';
import type { Place } from '@muster/contract/places/places.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { placesWords as words } from './places.words.ts';

interface Span {
  from: string;
  to: string;
  weekdays: readonly number[];
}

/** 22:00–次日 06:00 */
export function timesText({ from, to }: Pick<Span, 'from' | 'to'>): string {
  return `${from}–${minutesOf(to) > minutesOf(from) ? to : words.nextDay(to)}`;
}

export function weekdaysText(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort();
  if (days.length === 7) return words.everyDay;
  if (days.join('') === '12345') return words.workdays;
  return days.map((day) => words.day[day]).join(shared.listJoin);
}

/** When a place is open, as one reads it: days only where it is not every day. */
export function openingText(opening: readonly Span[]): string {
  if (opening.length === 0) return words.roundTheClock;
  return opening
    .map((span) => (span.weekdays.length === 7 ? timesText(span) : `${weekdaysText(span.weekdays)} ${timesText(span)}`))
    .join(shared.listJoin);
}

/** How many are missing now; null when nobody is. */
export function lacking(place: Pick<Place, 'needed' | 'standing'>): number | null {
  return place.standing < place.needed ? place.needed - place.standing : null;
}

export function signed(n: number): string {
  return n > 0 ? `+${formatNumber(n)}` : `−${formatNumber(-n)}`;
}
