import { language } from './words/dictionary.ts';

/**
 * How numbers, times and names are written (DESIGN §6). Pure: the present moment comes in as `now`, and days are those
 * of the city, not of the device, so that a phone with a wrong time zone shows the same day as the console.
 */
const cityTimeZone = 'Asia/Shanghai';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const en = () => language() === 'en';

type Instant = Date | string | number;

function ms(at: Instant): number {
  return typeof at === 'number' ? at : typeof at === 'string' ? Date.parse(at) : at.getTime();
}

/** 2,828; −3. Grouped from four digits, with a true minus sign. */
export function formatNumber(n: number, digits = 0): string {
  const [whole = '', fraction] = Math.abs(n).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = n < 0 && Number(n.toFixed(digits)) !== 0 ? '−' : '';
  return sign + grouped + (fraction ? `.${fraction}` : '');
}

/** Of a file: 340 kB, 1.2 MB. The same in both languages, as file managers write it. */
export function formatBytes(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1000) return `${kilobytes} kB`;
  const megabytes = bytes / 1024 / 1024;
  return `${formatNumber(megabytes, megabytes < 10 ? 1 : 0)} MB`;
}

/** In tables none is a dash, so that what there is stands out. */
export function formatCount(n: number): string {
  return n === 0 ? '–' : formatNumber(n);
}

/** Share without decimals; `–` for a share of nothing. 99.6 % is not 100 %, nor 0.4 % none. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  if (part < whole && percent > 99) return '99%';
  if (part > 0 && percent < 1) return '1%';
  return `${Math.round(percent)}%`;
}

interface DayParts {
  year: number;
  month: number;
  date: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

const partsFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: cityTimeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function cityParts(at: Instant): DayParts {
  const found: Record<string, string> = {};
  for (const part of partsFormat.formatToParts(ms(at))) found[part.type] = part.value;
  return {
    year: Number(found.year),
    month: Number(found.month),
    date: Number(found.day),
    weekday: weekdays.indexOf(found.weekday ?? ''),
    hour: Number(found.hour),
    minute: Number(found.minute),
    second: Number(found.second),
  };
}

const two = (n: number) => String(n).padStart(2, '0');

/** `2022-05-11`, the day in the city. */
export function cityDay(at: Instant): string {
  const p = cityParts(at);
  return `${p.year}-${two(p.month)}-${two(p.date)}`;
}

/** Whole days from the day of `a` to the day of `b` in the city: 0 today, 1 tomorrow. */
function daysBetween(a: Instant, b: Instant): number {
  return Math.round((Date.parse(cityDay(b)) - Date.parse(cityDay(a))) / day);
}

/** The instant of a time of day in the city, `09:30` of the day of `on`. */
export function cityInstant(on: Instant, time: string): Date {
  const p = cityParts(on);
  const sinceMidnight = p.hour * hour + p.minute * minute + p.second * second + (ms(on) % second);
  const [h = 0, m = 0] = time.split(':').map(Number);
  return new Date(ms(on) - sinceMidnight + h * hour + m * minute);
}

/** 09:30 */
export function formatClock(at: Instant): string {
  const p = cityParts(at);
  return `${two(p.hour)}:${two(p.minute)}`;
}

/** 10:12:08 */
export function formatClockSeconds(at: Instant): string {
  const p = cityParts(at);
  return `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`;
}

/** 5月11日; with the year only when it is another one than that of `now`. */
export function formatDay(at: Instant, now: Instant): string {
  const p = cityParts(at);
  const other = p.year !== cityParts(now).year;
  if (en()) return `${p.date} ${months[p.month - 1]}${other ? ` ${p.year}` : ''}`;
  return `${other ? `${p.year}年` : ''}${p.month}月${p.date}日`;
}

/** 5月11日 周三 */
export function formatDayWithWeekday(at: Instant, now: Instant): string {
  const { weekday } = cityParts(at);
  return en() ? `${weekdays[weekday]} ${formatDay(at, now)}` : `${formatDay(at, now)} 周${'日一二三四五六'[weekday]}`;
}

/** 今天 12:00 · 明天 20:00 · 昨天 21:40 · 5月9日 14:05 */
export function formatDayTime(at: Instant, now: Instant): string {
  const days = daysBetween(now, at);
  const name = days === 0 ? ['今天', 'today'] : days === 1 ? ['明天', 'tomorrow'] : days === -1 ? ['昨天', 'yesterday'] : null;
  return `${name ? name[en() ? 1 : 0] : formatDay(at, now)} ${formatClock(at)}`;
}

/** The shortest that is clear beside others of today: 12:00 · 明天 20:00 · 5月9日 14:05 */
export function formatShortTime(at: Instant, now: Instant): string {
  return daysBetween(now, at) === 0 ? formatClock(at) : formatDayTime(at, now);
}

/** 刚刚 · 12 分钟前 · 今天 09:14 · 昨天 21:40 · 5月9日 14:05 */
export function formatRelative(at: Instant, now: Instant): string {
  const passed = ms(now) - ms(at);
  if (passed >= 0 && passed < minute) return en() ? 'just now' : '刚刚';
  if (passed >= minute && passed < hour) {
    const n = Math.floor(passed / minute);
    return en() ? `${n} min ago` : `${n} 分钟前`;
  }
  return formatDayTime(at, now);
}

/** A span in its two largest units: 12 分 · 1 小时 48 分 · 1 天 2 小时; seconds only when `withSeconds` and under 5 minutes. */
export function formatSpan(span: number, withSeconds = false): string {
  const e = en();
  const s = Math.max(0, Math.floor(span / second));
  if (withSeconds && s < 300) {
    const m = Math.floor(s / 60);
    if (m === 0) return e ? `${s} s` : `${s} 秒`;
    return e ? `${m} min ${s % 60} s` : `${m} 分 ${s % 60} 秒`;
  }
  const m = Math.floor(s / 60);
  if (m < 60) return e ? `${m} min` : `${m} 分`;
  const h = Math.floor(m / 60);
  if (h < 24) {
    const hours = e ? `${h} h` : `${h} 小时`;
    return m % 60 === 0 ? hours : `${hours} ${m % 60}${e ? ' min' : ' 分'}`;
  }
  const d = Math.floor(h / 24);
  const days = e ? `${d} d` : `${d} 天`;
  return h % 24 === 0 ? days : `${days} ${h % 24}${e ? ' h' : ' 小时'}`;
}

/** 逾期 12 分 · 还有 1 小时 48 分 · 还有 2 分 52 秒 (seconds only in the last 5 minutes). */
export function formatDeadline(until: Instant, now: Instant): string {
  const left = ms(until) - ms(now);
  if (left >= 0) return en() ? `${formatSpan(left, true)} left` : `还有 ${formatSpan(left, true)}`;
  // The first minute after a limit is late as well; “逾期 0 分” would read as in time.
  return en() ? `${formatSpan(Math.max(minute, -left))} late` : `逾期 ${formatSpan(Math.max(minute, -left))}`;
}

/** Both ways, for a detail: 今天 12:00，还有 1 小时 48 分 */
export function formatDeadlineFull(until: Instant, now: Instant): string {
  return `${formatDayTime(until, now)}${en() ? ', ' : '，'}${formatDeadline(until, now)}`;
}

/** 已 1 天 2 小时: for how long something has been so. */
export function formatSince(since: Instant, now: Instant): string {
  const span = formatSpan(Math.max(minute, ms(now) - ms(since)));
  return en() ? `for ${span}` : `已 ${span}`;
}

/** 12 分钟 · 1.5 小时: how long something takes, from seconds; for costs and medians. */
export function formatEffort(seconds: number): string {
  if (seconds < 90) return en() ? `${Math.max(1, Math.round(seconds))} s` : `${Math.max(1, Math.round(seconds))} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return en() ? `${minutes} min` : `${minutes} 分钟`;
  return formatSpan(minutes * minute);
}

/**
 * The number of an order for a narrow column, from its full number: 市指〔2022〕47号 → 47, 新华指〔2022〕1号 → 新华指 1. Numbers are
 * counted per issuer, so that of the city alone stands by itself.
 */
export function shortNumber(numberText: string): string {
  const [, issuer = '', n = numberText] = /^(.*)〔\d+〕(\d+)号$/.exec(numberText) ?? [];
  return issuer === '' || issuer === '市指' ? n : `${issuer} ${n}`;
}

/** How an order is called: 47 号, 新华指 1 号, No. 47. */
export function spokenNumber(numberText: string): string {
  const short = shortNumber(numberText);
  return en() ? `No. ${short}` : `${short} 号`;
}

/** 138****2741 */
export function maskMobile(mobile: string): string {
  return mobile.length < 8 ? mobile : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}
