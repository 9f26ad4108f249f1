import { describe, expect, it } from 'vitest';
import { factKey } from './facts.ts';
import { narrowAudience } from './narrow-audience.ts';
import type { Recurrence } from './recurrence.ts';
import { dueSlot, fillDates, slotsAfter } from './slots.ts';

const rule = (more: Partial<Recurrence> = {}): Recurrence => ({
  times: ['09:00'],
  days: { kind: 'daily' },
  skipHolidays: false,
  skipDays: [],
  ...more,
});
/** As a city clock reads: 05-11 09:00. */
const read = (slots: Date[]) => slots.map((at) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '));
// 2022-05-11 was a Wednesday; 09:30 in the city.
const now = new Date('2022-05-11T01:30:00Z');

describe('the slots of a recurring order', () => {
  it('are days and times of the city, strictly after now, in order', () => {
    expect(read(slotsAfter(rule({ times: ['18:00', '09:00', '09:00'] }), now, 3))).toEqual(['05-11 18:00', '05-12 09:00', '05-12 18:00']);
    expect(read(slotsAfter(rule(), new Date('2022-05-11T01:00:00Z'), 1))).toEqual(['05-12 09:00']);
    // Half past midnight in the city is still yesterday in Greenwich.
    expect(read(slotsAfter(rule({ times: ['00:30'] }), new Date('2022-05-11T15:59:00Z'), 2))).toEqual(['05-12 00:30', '05-13 00:30']);
  });

  it('fall on the chosen weekdays, or every so many days from the first', () => {
    expect(read(slotsAfter(rule({ days: { kind: 'weekdays', weekdays: [1, 5] } }), now, 3))).toEqual([
      '05-13 09:00',
      '05-16 09:00',
      '05-20 09:00',
    ]);
    expect(read(slotsAfter(rule({ days: { kind: 'everyDays', every: 3, from: '2022-05-10' } }), now, 2))).toEqual([
      '05-13 09:00',
      '05-16 09:00',
    ]);
    expect(read(slotsAfter(rule({ days: { kind: 'everyDays', every: 2, from: '2022-06-01' } }), now, 1))).toEqual(['06-01 09:00']);
  });

  it('leave out holidays and named days, and stop at the last day', () => {
    const june = new Date('2022-06-02T02:00:00Z');
    expect(read(slotsAfter(rule({ skipHolidays: true }), june, 2))).toEqual(['06-06 09:00', '06-07 09:00']);
    expect(read(slotsAfter(rule({ skipDays: ['2022-05-12'] }), now, 1))).toEqual(['05-13 09:00']);
    expect(read(slotsAfter(rule({ until: '2022-05-13' }), now, 5))).toEqual(['05-12 09:00', '05-13 09:00']);
    expect(slotsAfter(rule({ until: '2022-05-10' }), now, 5)).toEqual([]);
  });

  it('that were missed are one, the last', () => {
    const nextAt = new Date('2022-05-08T01:00:00Z');
    expect(dueSlot(rule(), nextAt, now)).toEqual({ slotAt: new Date('2022-05-11T01:00:00Z'), missed: 3 });
    expect(dueSlot(rule(), new Date('2022-05-12T01:00:00Z'), now)).toBeNull();
    expect(dueSlot(rule({ until: '2022-05-09' }), nextAt, now)).toEqual({ slotAt: new Date('2022-05-09T01:00:00Z'), missed: 1 });
  });

  it('fill in the day of the city', () => {
    expect(fillDates('{今天}核酸采样，{明天}报', new Date('2022-05-11T16:30:00Z'))).toBe('5月12日核酸采样，5月13日报');
  });
});

describe('names of numbers', () => {
  it('are one however they are typed', () => {
    for (const name of ['核酸采样人数', ' 核酸采样 人数', '“核酸采样”人数', '核酸采样人数。']) expect(factKey(name)).toBe('核酸采样人数');
    expect(factKey('ＰＣＲ 人数')).toBe(factKey('pcr人数'));
    expect(factKey('——')).toBe('');
  });
});

describe('a template of those above', () => {
  it('means, used below, what of it lies there', () => {
    const all = { include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under: '4104' }], except: [] };
    expect(narrowAudience(all, '410402').include).toEqual([{ kind: 'areasAtLevel', level: 'community', under: '410402' }]);
    const some = { include: [{ kind: 'areas' as const, codes: ['410402001', '410403001', '410402'] }], except: [] };
    expect(narrowAudience(some, '410402').include).toEqual([{ kind: 'areas', codes: ['410402001'] }]);
    expect(narrowAudience({ include: [{ kind: 'areasAtLevel', level: 'district', under: '4104' }], except: [] }, '410402').include).toEqual(
      [],
    );
    expect(
      narrowAudience({ include: [{ kind: 'areasAtLevel', level: 'community', under: '410403' }], except: [] }, '410402').include,
    ).toEqual([]);
  });
});
