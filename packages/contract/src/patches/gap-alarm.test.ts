import { expect, test } from 'vitest';
import { alarmAfter, alarmDepth, alarmedArea } from './gap-alarm.rules.ts';

const at = (hours: number) => new Date(Date.UTC(2022, 4, 11) + hours * 3_600_000);

test('a gap concerns the community at once, and one level more each time it has lasted', () => {
  expect([0, 1.9, 2, 5, 6, 23, 24, 99].map((hours) => alarmDepth(at(0), at(hours)))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

test('who looks is alarmed when the gap is told at his level, and never before', () => {
  const community = '410402100201';
  for (const depth of [0, 1, 2, 3]) {
    const area = alarmedArea(community, depth);
    const after = alarmAfter(area);
    expect(alarmDepth(at(0), new Date(at(0).getTime() + after))).toBe(depth);
    if (depth > 0) expect(alarmDepth(at(0), new Date(at(0).getTime() + after - 1))).toBe(depth - 1);
  }
});
