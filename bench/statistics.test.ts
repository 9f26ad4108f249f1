import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test('a percentile is a value that was measured, and nothing measured is no figure', () => {
  const values = [5, 1, 4, 2, 3];
  expect(median(values)).toBe(3);
  expect(percentile(values, 0.95)).toBe(5);
  expect(percentile([7], 0.99)).toBe(7);
  expect(() => median([])).toThrow('nothing was measured');
});
