import { expect, test } from 'vitest';
import { lacking, openingText, signed, timesText, weekdaysText } from './place-text.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

test('a time over midnight says so, a whole day is told by its next day', () => {
  expect(timesText({ from: '06:00', to: '14:00' })).toBe('06:00–14:00');
  expect(timesText({ from: '22:00', to: '06:00' })).toBe('22:00–次日 06:00');
  expect(timesText({ from: '08:00', to: '08:00' })).toBe('08:00–次日 08:00');
});

test('days are named only where it is not every day', () => {
  expect(openingText([])).toBe('全天');
  expect(openingText([{ from: '07:00', to: '11:30', weekdays: everyDay }])).toBe('07:00–11:30');
  expect(openingText([{ from: '07:00', to: '11:30', weekdays: [1, 3] }])).toBe('周一、周三 07:00–11:30');
  expect(weekdaysText([5, 4, 3, 2, 1])).toBe('周一到周五');
});

test('nobody is missing where as many stand as are needed', () => {
  expect(lacking({ needed: 2, standing: 2 })).toBeNull();
  expect(lacking({ needed: 2, standing: 1 })).toBe(1);
  expect([signed(3), signed(-3)]).toEqual(['+3', '−3']);
});
