import { cityDay, cityInstant } from '@muster/ui/format';

const day = 24 * 60 * 60_000;
const daysAhead: Record<string, number> = { 今天: 0, 今日: 0, today: 0, 明天: 1, 明日: 1, tomorrow: 1, 后天: 2 };
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The instant that somebody means by `12:00`, `今天 12:00`, `明天9点30`, `5-11 09:30`, `5月11日 09:30`, `11 May 09:30` or
 * `2022-05-11 09:30`: a day of the city, today where none is named, the next such day where no year is. Null: no time.
 */
export function readTime(typed: string, now: number): string | null {
  const found = /^(.*?)\s*(\d{1,2})\s*[:：点时]\s*(\d{2})?\s*分?$/.exec(typed.trim().toLowerCase());
  if (!found) return null;
  const [, dayText = '', hour = '', minute = '00'] = found;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  const on = readDay(dayText, now);
  return on === null ? null : cityInstant(Date.parse(`${on}T04:00:00Z`), `${hour}:${minute}`).toISOString();
}

function readDay(text: string, now: number): string | null {
  const ahead = text === '' ? 0 : daysAhead[text];
  if (ahead !== undefined) return cityDay(now + ahead * day);
  const today = cityDay(now);
  const english = /^(\d{1,2}) ([a-z]{3})[a-z]*(?: (\d{4}))?$/.exec(text);
  if (english) return dated(english[3], monthNames.indexOf(english[2] ?? '') + 1, Number(english[1]), today);
  const other = /^(?:(\d{4})[-/.年]\s*)?(\d{1,2})[-/.月]\s*(\d{1,2})日?$/.exec(text);
  return other ? dated(other[1], Number(other[2]), Number(other[3]), today) : null;
}

function dated(year: string | undefined, month: number, date: number, today: string): string | null {
  const of = (y: string) => `${y}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const thisYear = of(year ?? today.slice(0, 4));
  const on = year || thisYear >= today ? thisYear : of(String(Number(today.slice(0, 4)) + 1));
  const at = new Date(`${on}T00:00:00Z`);
  // 2-30 is no day, though a date takes it for 2 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(on) ? on : null;
}
