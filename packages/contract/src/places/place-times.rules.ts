import { cityDay, cityWeekday, dayAfter, startOfCityDay } from '../city-time.ts';

// Pure and without zod: phone and console say by the same arithmetic what is open, and who is still missing.

/** A time of day that comes back. `to` not after `from` is over midnight; the same time twice is a whole day. */
export interface Span {
  from: string;
  to: string;
  /** 1 Monday … 7 Sunday: the day on which it begins. */
  weekdays: readonly number[];
}

export interface Period {
  from: Date;
  to: Date;
}

/** So long before a place opens without enough people it already needs somebody’s hand. */
export const shortAheadMinutes = 60;

const minuteMs = 60_000;
const dayMinutes = 1_440;

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function spanMinutes(span: Pick<Span, 'from' | 'to'>): number {
  const length = minutesOf(span.to) - minutesOf(span.from);
  return length > 0 ? length : length + dayMinutes;
}

/** The time that begins on a day; null when it does not on that day of the week. */
export function periodOn(span: Span, day: string): Period | null {
  if (!span.weekdays.includes(cityWeekday(day))) return null;
  const from = startOfCityDay(day).getTime() + minutesOf(span.from) * minuteMs;
  return { from: new Date(from), to: new Date(from + spanMinutes(span) * minuteMs) };
}

/** The days whose times may still run at `from` or begin before `to`: the day before counts, because nights end in the morning. */
function daysBetween(from: Date, to: Date): string[] {
  const days: string[] = [];
  const last = cityDay(to);
  for (let day = cityDay(new Date(from.getTime() - dayMinutes * minuteMs)); day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

/** A place without opening times is open around the clock. */
export function isOpenAt(opening: readonly Span[], at: Date): boolean {
  return (
    opening.length === 0 ||
    opening.some((span) =>
      daysBetween(at, at).some((day) => {
        const period = periodOn(span, day);
        return period !== null && period.from <= at && at < period.to;
      }),
    )
  );
}

/** What of a period lies within the opening times, earliest first, what touches joined. */
function withinOpening(opening: readonly Span[], period: Period): Period[] {
  if (opening.length === 0) return [period];
  const parts = opening.flatMap((span) =>
    daysBetween(period.from, period.to).flatMap((day) => {
      const open = periodOn(span, day);
      if (!open) return [];
      const from = open.from > period.from ? open.from : period.from;
      const to = open.to < period.to ? open.to : period.to;
      return from < to ? [{ from, to }] : [];
    }),
  );
  return joined(parts);
}

function joined(periods: readonly Period[]): Period[] {
  const all: Period[] = [];
  for (const period of [...periods].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = all.at(-1);
    if (last && period.from <= last.to) last.to = period.to > last.to ? period.to : last.to;
    else all.push({ from: period.from, to: period.to });
  }
  return all;
}

/** A day of a far-away Monday and the seven after it: enough for everything that comes back weekly. */
const someWeek = ['2022-01-03', '2022-01-04', '2022-01-05', '2022-01-06', '2022-01-07', '2022-01-08', '2022-01-09', '2022-01-10'];

/** Whether a shift is ever worked while the place is open. */
export function isEverOpen(opening: readonly Span[], shift: Span): boolean {
  return someWeek.some((day) => {
    const period = periodOn(shift, day);
    return period !== null && withinOpening(opening, period).length > 0;
  });
}

/** Whether somebody who stands in both would have to be at two places at once. */
export function shiftsCollide(a: Span, b: Span): boolean {
  const of = (span: Span) => someWeek.flatMap((day) => periodOn(span, day) ?? []);
  return of(a).some((one) => of(b).some((other) => one.from < other.to && other.from < one.to));
}

export interface StandingPerson {
  personId: string;
  /** First and last day on which the shift that begins then is his; null where it is for good. */
  fromDay: string;
  toDay: string | null;
}

export interface ShiftWithPeople extends Span {
  id: string;
  needed: number;
  people: readonly StandingPerson[];
}

/** How many stand in the shift that begins on a day; a person who was entered twice is one. */
export function standingOn(people: readonly StandingPerson[], day: string): number {
  return new Set(people.filter((one) => one.fromDay <= day && (one.toDay === null || one.toDay >= day)).map(({ personId }) => personId))
    .size;
}

export interface Shortage extends Period {
  shiftId: string;
  day: string;
  needed: number;
  standing: number;
}

/** Needed and standing in the shifts that run at an instant, while the place is open. */
export function staffingAt(opening: readonly Span[], shifts: readonly ShiftWithPeople[], at: Date): { needed: number; standing: number } {
  let needed = 0;
  let standing = 0;
  if (!isOpenAt(opening, at)) return { needed, standing };
  for (const shift of shifts) {
    const day = daysBetween(at, at).find((one) => {
      const period = periodOn(shift, one);
      return period !== null && period.from <= at && at < period.to;
    });
    if (day === undefined) continue;
    needed += shift.needed;
    standing += standingOn(shift.people, day);
  }
  return { needed, standing };
}

/** Every time before `until` that is not over at `now`, at which the place is open and fewer stand there than are needed; earliest first. */
export function shortages(opening: readonly Span[], shifts: readonly ShiftWithPeople[], now: Date, until: Date): Shortage[] {
  return shifts
    .flatMap((shift) =>
      daysBetween(now, until).flatMap((day) => {
        const period = periodOn(shift, day);
        const standing = standingOn(shift.people, day);
        if (!period || standing >= shift.needed) return [];
        return withinOpening(opening, period).map((part) => ({ ...part, shiftId: shift.id, day, needed: shift.needed, standing }));
      }),
    )
    .filter(({ from, to }) => to > now && from < until)
    .sort((a, b) => a.from.getTime() - b.from.getTime() || b.needed - b.standing - (a.needed - a.standing));
}

/** The first time without enough people, all shifts that follow on each other as one; null when everybody is there until then. */
export function nextShortage(opening: readonly Span[], shifts: readonly ShiftWithPeople[], now: Date, until: Date): Period | null {
  return joined(shortages(opening, shifts, now, until))[0] ?? null;
}

/**
 * Since when a place is short, where `found` is what follows from its shifts and `before` what was kept: what goes on goes
 * on since it began; what came about by an act (`since`) did not begin before it, though the shift had.
 */
export function shortSince(found: Period, before: Period | null, now: Date, since: Date | null): Date {
  if (found.from > now) return found.from;
  if (before && before.from <= now && before.to >= found.from) return before.from;
  return since && since > found.from ? since : found.from;
}
