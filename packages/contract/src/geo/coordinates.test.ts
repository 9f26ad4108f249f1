import { expect, test } from 'vitest';
import { fromWgs84, type Position, toWgs84 } from './coordinates.ts';

const square: Position = [113.3, 33.735];
const metres = ([a, b]: Position, [c, d]: Position) => Math.hypot((a - c) * 92_500, (b - d) * 111_000);

test('a position comes back from each system to where it was, within a hand', () => {
  for (const system of ['gcj02', 'bd09'] as const) expect(metres(toWgs84(fromWgs84(square, system), system), square)).toBeLessThan(0.1);
});

test('the systems stand some hundred metres apart, as the maps do', () => {
  expect(metres(fromWgs84(square, 'gcj02'), square)).toBeGreaterThan(300);
  expect(metres(fromWgs84(square, 'gcj02'), square)).toBeLessThan(800);
  expect(metres(fromWgs84(square, 'bd09'), fromWgs84(square, 'gcj02'))).toBeGreaterThan(500);
});

test('the published pair of 天安门 is met: GCJ-02 116.39748, 39.90882 is WGS-84 116.39124, 39.90742', () => {
  expect(metres(toWgs84([116.39748, 39.90882], 'gcj02'), [116.39124, 39.90742])).toBeLessThan(3);
});

test('abroad nothing is shifted', () => {
  expect(fromWgs84([2.35, 48.85], 'gcj02')).toEqual([2.35, 48.85]);
});
