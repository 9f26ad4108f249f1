import { expect, test } from 'vitest';
import { asTime, isWhole } from './written-span.ts';

test('a time is understood as people type it, and what is no time is not made one', () => {
  expect(['7:00', '700', '07：30', '23:59'].map(asTime)).toEqual(['07:00', '07:00', '07:30', '23:59']);
  expect(['25:00', '7', 'abc', '12:75'].map(asTime)).toEqual(['25:00', '7', 'abc', '12:75']);
  expect(isWhole({ id: 'a', from: '07:00', to: '25:00', weekdays: [1] })).toBe(false);
});
