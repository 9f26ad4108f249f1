import { describe, expect, it } from 'vitest';
import * as f from './format.ts';

// 2022-05-11 10:12:08 in the city.
const now = new Date('2022-05-11T02:12:08Z');
const at = (time: string, day = '2022-05-11') => new Date(`${day}T${time}+08:00`);

describe('numbers', () => {
  it('groups from four digits and writes a true minus', () => {
    expect(f.formatNumber(999)).toBe('999');
    expect(f.formatNumber(2828)).toBe('2,828');
    expect(f.formatNumber(1234567)).toBe('1,234,567');
    expect(f.formatNumber(-3)).toBe('−3');
    expect(f.formatNumber(-0.2)).toBe('0');
  });
  it('never rounds a share to all or to none', () => {
    expect(f.formatPercent(999, 1000)).toBe('99%');
    expect(f.formatPercent(1, 1000)).toBe('1%');
    expect(f.formatPercent(0, 10)).toBe('0%');
    expect(f.formatPercent(10, 10)).toBe('100%');
    expect(f.formatPercent(0, 0)).toBe('–');
  });
});

describe('days are those of the city', () => {
  it('whatever the time zone of the device', () => {
    expect(f.cityDay('2022-05-11T15:59:59Z')).toBe('2022-05-11');
    expect(f.cityDay('2022-05-11T16:00:00Z')).toBe('2022-05-12');
    expect(f.formatClock('2022-05-11T16:00:00Z')).toBe('00:00');
    expect(f.cityInstant(now, '12:00').toISOString()).toBe('2022-05-11T04:00:00.000Z');
  });
  it('with the year only when it is another', () => {
    expect(f.formatDay(at('09:00'), now)).toBe('5月11日');
    expect(f.formatDay(at('09:00', '2021-12-31'), now)).toBe('2021年12月31日');
    expect(f.formatDayWithWeekday(at('09:00'), now)).toBe('5月11日 周三');
  });
  it('relative only within the hour', () => {
    expect(f.formatRelative(at('10:12:00'), now)).toBe('刚刚');
    expect(f.formatRelative(at('10:00'), now)).toBe('12 分钟前');
    expect(f.formatRelative(at('09:00'), now)).toBe('今天 09:00');
    expect(f.formatRelative(at('21:40', '2022-05-10'), now)).toBe('昨天 21:40');
    expect(f.formatRelative(at('14:05', '2022-05-09'), now)).toBe('5月9日 14:05');
    expect(f.formatShortTime(at('20:00', '2022-05-12'), now)).toBe('明天 20:00');
  });
});

describe('deadlines', () => {
  it('count down in minutes, and in seconds only in the last five minutes', () => {
    expect(f.formatDeadline(at('12:00:08'), now)).toBe('还有 1 小时 48 分');
    expect(f.formatDeadline(at('10:15:00'), now)).toBe('还有 2 分 52 秒');
    expect(f.formatDeadline(at('10:17:08'), now)).toBe('还有 5 分');
    expect(f.formatDeadlineFull(at('12:00:08'), now)).toBe('今天 12:00，还有 1 小时 48 分');
  });
  it('are late from the first second on, never by none', () => {
    expect(f.formatDeadline(at('10:00'), now)).toBe('逾期 12 分');
    expect(f.formatDeadline(at('10:12:07'), now)).toBe('逾期 1 分');
    expect(f.formatDeadline(at('08:00', '2022-05-10'), now)).toBe('逾期 1 天 2 小时');
  });
});

describe('spans and efforts', () => {
  it('show their two largest units', () => {
    expect(f.formatSpan(26 * 3600_000)).toBe('1 天 2 小时');
    expect(f.formatSpan(3600_000)).toBe('1 小时');
    expect(f.formatEffort(119)).toBe('2 分钟');
    expect(f.formatEffort(250 * 60)).toBe('4 小时 10 分');
  });
});

it('masks the middle of a mobile number', () => {
  expect(f.maskMobile('13812342741')).toBe('138****2741');
});
