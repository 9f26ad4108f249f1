/** Where the marks of an order's time axis stand, so that the distances are true as far as the words leave room. */
export interface AxisPoint {
  key: 'issued' | 'acknowledge' | 'now' | 'answer';
  at: number;
  /** Room the label needs, in pixels. */
  width: number;
}

export interface PlacedPoint extends AxisPoint {
  x: number;
}

/**
 * Points in the order of time on a line `from`–`to`. True distances first; then each is pushed right until its label
 * has room, and back left from the end, so that nothing overlaps and the order stays.
 */
export function placeOnAxis(points: readonly AxisPoint[], from: number, to: number): PlacedPoint[] {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last) return [];
  const span = Math.max(1, last.at - first.at);
  const placed = sorted.map((point) => ({ ...point, x: from + ((point.at - first.at) / span) * (to - from) }));
  const gap = (a: AxisPoint, b: AxisPoint) => (a.width + b.width) / 2;
  for (let i = 1; i < placed.length; i++) {
    const before = placed[i - 1] as PlacedPoint;
    const point = placed[i] as PlacedPoint;
    // The first label begins at its mark, the last ends at it; those between stand in the middle.
    const room = i === 1 ? before.width + point.width / 2 : gap(before, point);
    point.x = Math.max(point.x, before.x + room);
  }
  const end = placed[placed.length - 1] as PlacedPoint;
  end.x = Math.min(end.x, to);
  for (let i = placed.length - 2; i > 0; i--) {
    const after = placed[i + 1] as PlacedPoint;
    const point = placed[i] as PlacedPoint;
    const room = i === placed.length - 2 ? after.width + point.width / 2 : gap(point, after);
    point.x = Math.min(point.x, after.x - room);
  }
  return placed;
}
