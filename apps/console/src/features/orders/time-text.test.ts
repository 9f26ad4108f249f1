import { expect, test } from 'vitest';
import { readTime } from './time-text.ts';

// 11 May 2022, 23:30 in the city: already the 12th nowhere else that matters, still the 11th on a device in Europe.
const now = Date.parse('2022-05-11T15:30:00Z');

test.each([
  ['12:00', '2022-05-11T04:00:00.000Z'],
  ['今天 12:00', '2022-05-11T04:00:00.000Z'],
  ['today 12:00', '2022-05-11T04:00:00.000Z'],
  ['明天9点30', '2022-05-12T01:30:00.000Z'],
  ['Tomorrow 9:05', '2022-05-12T01:05:00.000Z'],
  ['5-12 09:30', '2022-05-12T01:30:00.000Z'],
  ['5月12日 09：30', '2022-05-12T01:30:00.000Z'],
  ['12 May 09:30', '2022-05-12T01:30:00.000Z'],
  ['2023-01-02 00:00', '2023-01-01T16:00:00.000Z'],
  ['1-2 08:00', '2023-01-02T00:00:00.000Z'],
])('%s is read as a time of the city', (typed, instant) => {
  expect(readTime(typed, now)).toBe(instant);
});

test.each(['', '12', '25:00', '12:70', '2-30 12:00', '随便 12:00', '2022-13-01 12:00'])('%s is no time', (typed) => {
  expect(readTime(typed, now)).toBeNull();
});
