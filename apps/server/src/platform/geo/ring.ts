/** Rings without their repeated last position: pure geometry on a plane, in degrees. */
export type Point = readonly [number, number];
export type Ring = readonly Point[];

const isSame = (a: Point | undefined, b: Point | undefined) => a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
const after = (ring: Ring, at: number) => ring[(at + 1) % ring.length] as Point;

/** Twice the area under sign: above zero runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  return ring.reduce((sum, [x, y], at) => sum + x * after(ring, at)[1] - after(ring, at)[0] * y, 0);
}

/** Without positions said twice and without spikes (there and back on the same line). */
export function trimmed(ring: Ring): Ring {
  const kept: Point[] = [];
  for (const position of ring) {
    if (isSame(position, kept.at(-1))) continue;
    kept.push(position);
    while (kept.length >= 3 && isSame(kept.at(-1), kept.at(-3))) kept.splice(-2);
  }
  while (kept.length > 1 && isSame(kept[0], kept.at(-1))) kept.pop();
  return kept;
}

/** A ring that meets itself in corners, as the rings without such corners that it is made of. */
export function lobes(ring: Ring): Ring[] {
  const found: Ring[] = [];
  const path: Point[] = [];
  const index = new Map<string, number>();
  for (const position of ring) {
    const key = position.join();
    const met = index.get(key);
    if (met === undefined) {
      index.set(key, path.length);
      path.push(position);
      continue;
    }
    const loop = path.splice(met + 1);
    for (const one of loop) index.delete(one.join());
    found.push([position, ...loop]);
  }
  found.push(path);
  return found.filter((one) => one.length >= 3);
}

export function isInside([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = after(ring, at);
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

interface Side {
  at: number;
  from: Point;
  to: Point;
  west: number;
  east: number;
}

/**
 * The ring with a corner wherever one of its sides crosses or touches another: what `lobes` can then take apart. Null when
 * there are more than `most` such places, because a scribble of 10,000 points crosses itself millions of times. Sides are
 * swept from west to east, so that an outline that is right costs little more than sorting them.
 */
export function noded(ring: Ring, most: number): Ring | null {
  const sides = ring
    .map((from, at): Side => {
      const to = after(ring, at);
      return { at, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) };
    })
    .sort((a, b) => a.west - b.west);
  const corners = new Map<number, Point[]>();
  let count = 0;
  const add = (side: Side, point: Point) => {
    if (isSame(point, side.from) || isSame(point, side.to)) return;
    corners.set(side.at, [...(corners.get(side.at) ?? []), point]);
    count++;
  };
  let open: Side[] = [];
  for (const side of sides) {
    open = open.filter((one) => one.east >= side.west);
    for (const other of open) {
      for (const point of meetings(side, other)) {
        add(side, point);
        add(other, point);
      }
      if (count > most) return null;
    }
    open.push(side);
  }
  if (count === 0) return ring;
  return ring.flatMap((from, at) => [from, ...(corners.get(at) ?? []).sort((a, b) => distance(a, from) - distance(b, from))]);
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const turn = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
/** Of a side of 100 m seen from a point a centimetre aside: nearer counts as lying on it. */
const flat = 1e-10;

function meetings(one: Side, other: Side): Point[] {
  const [a, b, c, d] = [one.from, one.to, other.from, other.to];
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return [];
  const on = [
    [c, one],
    [d, one],
    [a, other],
    [b, other],
  ] as const;
  const touching = on.filter(([point, side]) => liesOn(point, side)).map(([point]) => point);
  if (touching.length > 0) return touching;
  const [toC, toD, toA, toB] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (toC > 0 === toD > 0 || toA > 0 === toB > 0) return [];
  const share = toA / (toA - toB);
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return [[round(a[0] + share * (b[0] - a[0])), round(a[1] + share * (b[1] - a[1]))]];
}

function liesOn(point: Point, { from, to, west, east }: Side): boolean {
  if (point[0] < west || point[0] > east || point[1] < Math.min(from[1], to[1]) || point[1] > Math.max(from[1], to[1])) return false;
  return Math.abs(turn(from, to, point)) < flat;
}
