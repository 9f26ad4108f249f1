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
 * Points in the order of time on a line `from`–`to`: true distances, then each pushed right until its label has room and
 * back left from the end, so that nothing overlaps and the order stays. Null where the line is too short for the words.
 */
export function placeOnAxis(points: readonly AxisPoint[], from: number, to: number): PlacedPoint[] | null {
  const placed = spread(points, from, to);
  const last = placed.length - 1;
  // The first label begins at its mark, the last ends at it, those between stand in the middle.
  const left = (i: number) => (i === 0 ? 0 : (placed[i]?.width ?? 0) / (i === last ? 1 : 2));
  const right = (i: number) => (i === last ? 0 : (placed[i]?.width ?? 0) / (i === 0 ? 1 : 2));
  const room = (i: number) => right(i - 1) + left(i);
  if (placed.reduce((sum, point) => sum + point.width, 0) > to - from) return null;
  for (let i = 1; i <= last; i++) {
    const point = placed[i] as PlacedPoint;
    point.x = Math.max(point.x, (placed[i - 1] as PlacedPoint).x + room(i));
  }
  const end = placed[last];
  if (end) end.x = to;
  for (let i = last - 1; i > 0; i--) {
    const point = placed[i] as PlacedPoint;
    point.x = Math.min(point.x, (placed[i + 1] as PlacedPoint).x - room(i + 1));
  }
  return placed;
}

/** True distances, without regard to labels. */
export function spread<Point extends AxisPoint>(points: readonly Point[], from: number, to: number): (Point & PlacedPoint)[] {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  const first = sorted[0]?.at ?? 0;
  const span = Math.max(1, (sorted[sorted.length - 1]?.at ?? 0) - first);
  return sorted.map((point) => ({ ...point, x: from + ((point.at - first) / span) * (to - from) }));
}
