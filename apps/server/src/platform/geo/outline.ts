import type { RowErrorCode } from '@muster/contract/areas/row-errors';
import {
  type Bounds,
  type CoordinateSystem,
  countryBounds,
  fromWgs84,
  isIn,
  type Position,
  rounded,
  toWgs84,
} from '@muster/contract/geo/coordinates';
import { rewind } from '@turf/rewind';
import { isInside, lobes, noded, type Ring, signedArea, trimmed } from './ring.ts';

/** Polygons of rings of positions in WGS-84: outer ring first and counter-clockwise, holes after it and clockwise (RFC 7946). */
export type Shape = [number, number][][][];

export interface Fault {
  code: RowErrorCode;
  params?: Record<string, string>;
}

/** A county with a long river has 2,700; 10,000 are checked for crossings in some milliseconds. */
export const outlinePointsMost = 10_000;
/** Of the whole outline: a loop that small is left over from rounding, not a part of the place. */
const knotShare = 0.001;
/** A published county meets itself in a hundred places; what does so in a thousand is a scribble. */
const cornersMost = 2_000;

/** The outline of a Polygon or MultiPolygon, made clean; or the first thing that is wrong with it. */
export function readShape(geometry: unknown, given: CoordinateSystem, bounds: Bounds): Shape | Fault {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { code: 'row.outline-type', params: { type: String(type ?? '') } };
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { code: 'row.outline-empty' };
  const shape: Shape = [];
  let points = 0;
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return { code: 'row.outline-empty' };
    for (const ring of rings) points += Array.isArray(ring) ? ring.length : 0;
    if (points > outlinePointsMost)
      return { code: 'row.outline-points', params: { points: String(points), most: String(outlinePointsMost) } };
    const read = readPolygon(rings, given, bounds);
    if ('code' in read) return read;
    shape.push(...read);
  }
  return withoutKnots(shape);
}

/** One position; or why it is none of this city. */
export function readPosition(value: unknown, given: CoordinateSystem, bounds: Bounds): Position | Fault {
  const [x, y] = Array.isArray(value) ? value : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return { code: 'row.position-wrong' };
  const at = `${x}, ${y}`;
  if (Math.abs(x) > 180 || Math.abs(y) > 180) return { code: 'row.outline-projected', params: { at } };
  const isHere = (position: Position) => isIn(position, bounds);
  const position = rounded(toWgs84([x, y], given));
  if (isHere(position)) return position;
  if (isHere([y, x])) return { code: 'row.outline-swapped', params: { at } };
  return { code: 'row.outline-far', params: { at } };
}

function readPolygon(rings: readonly unknown[], given: CoordinateSystem, bounds: Bounds): Shape | Fault {
  const [outer, ...holes] = rings.map((ring) => readRing(ring, given, bounds));
  if (outer === undefined) return { code: 'row.outline-empty' };
  if ('code' in outer) return outer;
  const holeRings: Ring[] = [];
  for (const hole of holes) {
    if ('code' in hole) return hole;
    holeRings.push(...hole);
  }
  // A polygon that touches itself is several that touch; its holes belong to the largest, where they almost always lie.
  const [largest, ...others] = [...outer].sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  if (largest === undefined) return { code: 'row.ring-short' };
  const shape = [[largest, ...holeRings], ...others.map((other) => [other])];
  return shape.map((polygon) => wound(polygon.map(closed)));
}

/** RFC 7946, 3.1.6: outer rings counter-clockwise. */
function wound(coordinates: [number, number][][]): [number, number][][] {
  const polygon = rewind({ type: 'Polygon', coordinates }) as unknown as { coordinates: [number, number][][] };
  return polygon.coordinates;
}

const closed = (ring: Ring): [number, number][] => [...ring, ring[0] as Ring[number]].map(([x, y]) => [x, y]);

function readRing(value: unknown, given: CoordinateSystem, bounds: Bounds): Ring[] | Fault {
  if (!Array.isArray(value) || value.length < 4) return { code: 'row.ring-short' };
  const positions: Position[] = [];
  for (const one of value) {
    const position = readPosition(one, given, bounds);
    if ('code' in position) return position;
    positions.push(position);
  }
  const [first, last] = [positions[0] as Position, positions.at(-1) as Position];
  if (first[0] !== last[0] || first[1] !== last[1])
    return { code: 'row.ring-open', params: { first: first.join(', '), last: last.join(', ') } };
  const ring = trimmed(positions);
  if (ring.length < 3) return { code: 'row.ring-short' };
  const parts = simpleRings(ring);
  return parts ?? { code: 'row.ring-crossed', params: { at: crossingOf(ring).join(', ') } };
}

/**
 * The ring as rings that do not meet themselves: almost always one, without the little knots that rounding has tied. Two
 * where a place narrows to a point. Null where it is a figure of eight (halves that turn in opposite directions) or runs over
 * itself (one inside of the other): nobody can say then what lies inside.
 */
function simpleRings(ring: Ring): Ring[] | null {
  let parts: Ring[] = [ring];
  // A corner that is rounded to six digits may bring a side onto another one: seldom, and never often.
  for (let round = 0; round < 5; round++) {
    const next: Ring[] = [];
    for (const part of parts) {
      const withCorners = noded(part, cornersMost);
      if (!withCorners) return null;
      next.push(...lobes(trimmed(withCorners)));
    }
    const whole = next.reduce((sum, part) => sum + Math.abs(signedArea(part)), 0);
    const kept = next.filter((part) => Math.abs(signedArea(part)) > whole * knotShare);
    const isDone = kept.length === parts.length && kept.every((part, at) => part.length === parts[at]?.length);
    parts = kept;
    if (isDone) break;
  }
  const turns = new Set(parts.map((part) => Math.sign(signedArea(part))));
  if (parts.length === 0 || turns.size > 1) return null;
  const runsOver = parts.some((part) => parts.some((other) => other !== part && part.every((one) => isInsideOrCorner(one, other))));
  return runsOver ? null : parts;
}

const isInsideOrCorner = (point: Ring[number], ring: Ring) =>
  ring.some(([x, y]) => x === point[0] && y === point[1]) || isInside(point, ring);

/** Where to look: the corner at which the ring meets itself with the largest loop behind it. */
function crossingOf(ring: Ring): Ring[number] {
  const loops = lobes(trimmed(noded(ring, cornersMost) ?? ring)).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  const [first, second] = loops;
  const met = first && second?.find((one) => first.some(([x, y]) => x === one[0] && y === one[1]));
  return met ?? (ring[0] as Ring[number]);
}

function withoutKnots(shape: Shape): Shape {
  const areas = shape.map((polygon) => Math.abs(signedArea(polygon[0] as Ring)));
  const whole = areas.reduce((sum, area) => sum + area, 0);
  return shape.filter((_, at) => (areas[at] as number) > whole * knotShare * 0.01);
}

export function boundsOf(shape: Shape): Bounds {
  const all = shape.flat(2);
  return {
    west: Math.min(...all.map(([x]) => x)),
    south: Math.min(...all.map(([, y]) => y)),
    east: Math.max(...all.map(([x]) => x)),
    north: Math.max(...all.map(([, y]) => y)),
  };
}

/** Where a name or a mark is put: the centre of gravity of the largest part, or its middle where that lies outside of it. */
export function centreOf(shape: Shape): Position {
  const rings = shape.map((polygon) => polygon[0] as Ring);
  const ring = rings.reduce((a, b) => (Math.abs(signedArea(a)) >= Math.abs(signedArea(b)) ? a : b));
  let [x, y] = [0, 0];
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length] as Ring[number];
    const cross = x1 * y2 - x2 * y1;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  const area = signedArea(ring);
  return rounded([x / (3 * area), y / (3 * area)]);
}

/** Half a degree (50 km) around what is known of the city; the country where nothing is known of it yet. */
export function around(known: Bounds | null): Bounds {
  if (!known) return countryBounds;
  return { west: known.west - 0.5, south: known.south - 0.5, east: known.east + 0.5, north: known.north + 0.5 };
}

/** A stored shape as another system has it. */
export function shapeIn(shape: Shape, system: CoordinateSystem): Shape {
  if (system === 'wgs84') return shape;
  return shape.map((rings) => rings.map((ring) => ring.map((position) => [...rounded(fromWgs84(position, system))])));
}
