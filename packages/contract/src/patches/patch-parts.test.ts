import { expect, test } from 'vitest';
import { firstOverlap, overlaps, type PatchPart } from './patch-parts.rules.ts';

const part = (compoundId: string, buildingId: string | null = null, unit: number | null = null): PatchPart => ({
  compoundId,
  buildingId,
  unit,
});
const parts = [part('a'), part('a', '1'), part('a', '1', 1), part('a', '1', 2), part('a', '2'), part('b'), part('b', '3', 1)];

test('sharing a door is mutual, and everything shares its own', () => {
  for (const a of parts) {
    expect(overlaps(a, a)).toBe(true);
    for (const b of parts) expect(overlaps(a, b)).toBe(overlaps(b, a));
  }
});

test('a wider part shares doors with every part within it, and parts beside each other share none', () => {
  expect(overlaps(part('a'), part('a', '1', 2))).toBe(true);
  expect(overlaps(part('a', '1'), part('a', '1', 2))).toBe(true);
  expect(overlaps(part('a', '1', 1), part('a', '1', 2))).toBe(false);
  expect(overlaps(part('a', '1'), part('a', '2'))).toBe(false);
  expect(overlaps(part('a'), part('b'))).toBe(false);
  expect(firstOverlap([part('a', '1'), part('a', '2')], [part('b')])).toBeNull();
  expect(firstOverlap([part('a', '1'), part('a', '1', 1)], [])).not.toBeNull();
});
