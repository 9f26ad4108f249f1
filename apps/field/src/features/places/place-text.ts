import { periodOn } from '@muster/contract/places/place-times.rules';
import { queueShown } from '@muster/contract/places/queue.rules';
import { cityDay, formatNumber, formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import type { OwnPlace } from '../../app/ground-types.ts';
import { placesWords as w } from './places.words.ts';

export type Shift = OwnPlace['shifts'][number];

export const standsAt = (place: OwnPlace, personId: string) =>
  place.shifts.some((shift) => shift.people.some((person) => person.personId === personId));

/** The queue as it is to be shown now: what was said half an hour ago nobody knows any more, also without network. */
export function queueNow(place: OwnPlace, now: Date) {
  if (place.queue === null) return null;
  return place.queue === 'unknown' || !place.queueAt ? 'unknown' : queueShown({ queue: place.queue, at: new Date(place.queueAt) }, now);
}

/** Whether a shift runs, which may have begun yesterday evening. */
export function runsNow(shift: Shift, now: Date): boolean {
  return [now, new Date(now.getTime() - 24 * 3_600_000)].some((at) => {
    const period = periodOn(shift, cityDay(at));
    return period !== null && period.from <= now && now < period.to;
  });
}

/** The screen's clock goes in steps of a minute. */
const step = 60_000;

export function isShortNow(place: OwnPlace, now: Date): boolean {
  return (
    place.shortFrom !== null &&
    new Date(place.shortFrom).getTime() <= now.getTime() + step &&
    (place.shortUntil === null || new Date(place.shortUntil) > now)
  );
}

/** What a row says of a place: who is missing first, then the queue. */
export function placeState(place: OwnPlace, now: Date): string {
  const queue = queueNow(place, now);
  const lacking = place.needed - place.standing;
  return [
    isShortNow(place, now)
      ? w.lacks(formatNumber(Math.max(1, lacking)))
      : place.shortFrom && new Date(place.shortFrom) > now
        ? w.lacksFrom(formatShortTime(place.shortFrom, now))
        : place.isOpen
          ? place.needed > 0 && w.standing(formatNumber(place.standing), formatNumber(place.needed))
          : w.closed,
    queue && place.round?.state === 'open' && w.queueIs(placeWords.queue[queue]),
    place.problems > 0 && `${w.problems} ${formatNumber(place.problems)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
