import { describe, expect, it } from 'vitest';
import { stepped, timeOf } from './time-text.ts';

describe('a time of day as somebody types it', () => {
  it.each([
    ['14:30', '14:30'],
    ['1430', '14:30'],
    ['930', '09:30'],
    ['9：5', '09:05'],
    ['14点半', '14:30'],
    ['９点', '09:00'],
    ['9', '09:00'],
    ['24:00', null],
    ['12:75', null],
    ['中午', null],
    ['', null],
  ])('%s is %s', (text, time) => expect(timeOf(text)).toBe(time));
});

describe('a step of ten minutes', () => {
  it('lands on tens, and goes over midnight both ways', () => {
    expect([stepped('11:34', 10), stepped('11:34', -10), stepped('23:50', 10), stepped('00:00', -10)]).toEqual([
      '11:40',
      '11:30',
      '00:00',
      '23:50',
    ]);
  });
});
