import { cityDay, cityWeekday, dayAfter, daysBetween, startOfCityDay } from '../city-time.ts';
import { isHoliday } from './holidays.ts';
import type { Recurrence } from './recurrence.ts';

// Pure and without zod: the console previews the next slots by the very arithmetic that issues them.

/** How far ahead a slot is looked for: a schedule without one in this time has come to its end. */
const horizonDays = 400;

function runsOn(rule: Recurrence, day: string): boolean {
  if (rule.until !== undefined && day > rule.until) return false;
  if (rule.skipDays.includes(day) || (rule.skipHolidays && isHoliday(day))) return false;
  switch (rule.days.kind) {
    case 'daily':
      return true;
    case 'weekdays':
      return rule.days.weekdays.includes(cityWeekday(day));
    case 'everyDays': {
      const since = daysBetween(rule.days.from, day);
      return since >= 0 && since % rule.days.every === 0;
    }
  }
}

/** Instants of a day, earliest first; the same time twice is one. */
function timesOn(rule: Recurrence, day: string): Date[] {
  const start = startOfCityDay(day).getTime();
  return [...new Set(rule.times)].sort().map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return new Date(start + (hours * 60 + minutes) * 60_000);
  });
}

/** The next slots after an instant, earliest first; fewer when the schedule ends before. */
export function slotsAfter(rule: Recurrence, after: Date, count: number): Date[] {
  const slots: Date[] = [];
  let day = cityDay(after);
  for (let looked = 0; looked < horizonDays && slots.length < count; looked++, day = dayAfter(day)) {
    if (rule.until !== undefined && day > rule.until) break;
    if (runsOn(rule, day)) slots.push(...timesOn(rule, day).filter((at) => at > after));
  }
  return slots.slice(0, count);
}

/**
 * What is due at `now` of a schedule whose next slot was `nextAt`: the latest slot that has come, and how many before it
 * were missed. While no server ran, one order is issued late, not all that should have been.
 */
export function dueSlot(rule: Recurrence, nextAt: Date, now: Date): { slotAt: Date; missed: number } | null {
  if (nextAt > now) return null;
  let slotAt = nextAt;
  let missed = 0;
  for (;;) {
    const [next] = slotsAfter(rule, slotAt, 1);
    if (!next || next > now) return { slotAt, missed };
    slotAt = next;
    missed += 1;
  }
}

/** {今天} and {明天} in a text, as days of the city: 5月11日. */
export function fillDates(text: string, now: Date): string {
  const spoken = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  const today = cityDay(now);
  return text.replaceAll('{今天}', spoken(today)).replaceAll('{明天}', spoken(dayAfter(today)));
}
