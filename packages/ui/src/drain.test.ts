import { describe, expect, it } from 'vitest';
import { countsSentence, drainSegments } from './drain.ts';

const counts = { late: 9, waiting: 0, inHand: 67, forReview: 34, done: 15 };

describe('the drain bar', () => {
  it('is as wide as it is many and fills its width', () => {
    const segments = drainSegments(counts, 128, 12);
    const last = segments[segments.length - 1];
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(128);
    expect(segments.map((segment) => segment.state)).toEqual(['late', 'inHand', 'forReview', 'done']);
    expect((segments[1]?.width ?? 0) / (segments[2]?.width ?? 1)).toBeCloseTo(67 / 34);
  });
  it('drains downwards: the nearer to done, the lower', () => {
    const heights = drainSegments({ late: 1, waiting: 0, inHand: 1, forReview: 1, done: 1 }, 100, 12).map((segment) => segment.height);
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
  });
  it('shows one late desk among thousands', () => {
    const [late] = drainSegments({ ...counts, late: 1, done: 2800 }, 84, 12);
    expect(late).toMatchObject({ state: 'late', width: 3 });
  });
  it('is nothing when nothing was sent', () => {
    expect(drainSegments({ late: 0, waiting: 0, inHand: 0, forReview: 0, done: 0 }, 84, 12)).toEqual([]);
  });
});

it('says its counts without those that are none', () => {
  expect(countsSentence(counts)).toBe('逾期 9、办理中 67、待采纳 34、已采纳 15');
});
