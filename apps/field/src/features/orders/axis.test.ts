import { describe, expect, it } from 'vitest';
import { type AxisPoint, placeOnAxis } from './axis.ts';

const minute = 60_000;
const point = (key: AxisPoint['key'], at: number, width: number): AxisPoint => ({ key, at: at * minute, width });

describe('the time axis of an order', () => {
  it('keeps true distances where there is room, from edge to edge', () => {
    const placed = placeOnAxis([point('issued', 0, 40), point('acknowledge', 100, 40), point('answer', 200, 40)], 0, 400);
    expect(placed?.map(({ x }) => x)).toEqual([0, 200, 400]);
  });

  it('never lets two labels overlap, nor changes the order of time', () => {
    const close = [point('issued', 0, 45), point('acknowledge', 30, 55), point('now', 31, 45), point('answer', 600, 120)];
    const placed = placeOnAxis(close, 8, 350) ?? [];
    expect(placed.map(({ key }) => key)).toEqual(['issued', 'acknowledge', 'now', 'answer']);
    const [issued, acknowledge, now, answer] = placed.map(({ x }) => x) as [number, number, number, number];
    expect(acknowledge - 55 / 2).toBeGreaterThanOrEqual(issued + 45);
    expect(now - 45 / 2).toBeGreaterThanOrEqual(acknowledge + 55 / 2);
    expect(answer - 120).toBeGreaterThanOrEqual(now + 45 / 2);
  });

  it('gives the last ones room too, when all happens at the end', () => {
    const late = [point('issued', 0, 45), point('acknowledge', 597, 55), point('now', 600, 45), point('answer', 599, 60)];
    const placed = placeOnAxis(late, 8, 350) ?? [];
    const xs = placed.map(({ x }) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(xs[3]).toBe(350);
  });

  it('says so when the words do not fit, and the times are listed instead', () => {
    expect(placeOnAxis([point('issued', 0, 200), point('answer', 10, 200)], 0, 300)).toBeNull();
  });
});
