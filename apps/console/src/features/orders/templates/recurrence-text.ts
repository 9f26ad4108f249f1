import type { Recurrence } from '@muster/contract/orders/recurrence';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { templatesWords as words } from './templates.words.ts';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** 每天 09:00、18:00，节假日除外 */
export function recurrenceText(rule: Recurrence): string {
  const times = [...rule.times].sort().join(shared.listJoin);
  const { days } = rule;
  const when =
    days.kind === 'daily'
      ? words.daily(times)
      : days.kind === 'weekdays'
        ? words.weekly(
            [...days.weekdays]
              .sort()
              .map((day) => words.weekday[day as (typeof weekdays)[number]])
              .join(shared.listJoin),
            times,
          )
        : words.everyText(formatNumber(days.every), times);
  return when + (rule.skipHolidays ? words.withoutHolidays : '') + (rule.until ? words.untilText(rule.until) : '');
}

/** `09:00 18：00、7:30` → times of day; null when one of them is none. */
export function readTimes(text: string): string[] | null {
  const parts = text
    .replaceAll('：', ':')
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '');
  const times = parts.map((part) => (/^\d:\d\d$/.test(part) ? `0${part}` : part));
  return times.length > 0 && times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) ? [...new Set(times)].sort() : null;
}

/** `2022-06-03 2022-06-04` → days; null when one of them is none. */
export function readDays(text: string): string[] | null {
  const parts = text.split(/[\s,，、;；]+/).filter((part) => part !== '');
  return parts.every((part) => /^\d{4}-\d\d-\d\d$/.test(part) && !Number.isNaN(Date.parse(part))) ? [...new Set(parts)].sort() : null;
}
