import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnteredCompound } from '../../features/compounds/index.ts';
import { root } from '../../platform/config.ts';
import { isInside, type Point, type Ring } from '../../platform/geo/ring.ts';
import { type Random, seeded } from './random.ts';

/** The real outlines of the districts; the two functional zones have none. Published in GCJ-02 (db/data/README.md). */
export function districtOutlines(): string {
  return readFileSync(join(root, 'db/data/pingdingshan-districts.geojson'), 'utf8');
}

interface District {
  properties: { code: string };
  geometry: { type: string; coordinates: unknown };
}

/**
 * Where the made-up compounds lie, as a file that is loaded like any other: a subdistrict somewhere in its real district, its
 * communities around it, their compounds around them. The community of the pictures has outlines as well.
 */
export function madeUpGround(compounds: readonly EnteredCompound[]): string {
  const random = seeded(20220507);
  const rings = new Map(
    (JSON.parse(districtOutlines()) as { features: District[] }).features.map((one) => [one.properties.code, largestRing(one)]),
  );
  const centres = new Map<string, Point>();
  const centre = (code: string, ring: Ring, near: Point | null): Point => {
    const known = centres.get(code) ?? (near ? around(random, ring, near, 0.018) : apart(random, ring, [...centres.values()]));
    centres.set(code, known);
    return known;
  };
  const features = compounds.flatMap(({ id, communityCode, name }) => {
    const ring = rings.get(communityCode.slice(0, 6));
    if (!ring) return [];
    const community = centre(communityCode, ring, centre(communityCode.slice(0, 9), ring, null));
    const position = around(random, ring, community, 0.003);
    const geometry =
      communityCode === '410402010002'
        ? { type: 'Polygon', coordinates: [block(random, position)] }
        : { type: 'Point', coordinates: position };
    return [{ type: 'Feature', properties: { id, name }, geometry }];
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function largestRing({ geometry }: District): Ring {
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
  return polygons.map(([outer]) => outer as Ring).reduce((a, b) => (a.length >= b.length ? a : b));
}

function somewhere(random: Random, ring: Ring): Point {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  for (let tries = 0; tries < 200; tries++) {
    const point: Point = [west + random.next() * (Math.max(...xs) - west), south + random.next() * (Math.max(...ys) - south)];
    if (isInside(point, ring)) return point;
  }
  return ring[0] as Point;
}

/** Of a dozen places the one that is farthest from what is there already. */
function apart(random: Random, ring: Ring, others: readonly Point[]): Point {
  const tries = Array.from({ length: 12 }, () => somewhere(random, ring));
  const room = ([x, y]: Point) => Math.min(...others.map(([a, b]) => Math.hypot(a - x, b - y)), 1);
  return tries.reduce((best, one) => (room(one) > room(best) ? one : best));
}

function around(random: Random, ring: Ring, [x, y]: Point, spread: number): Point {
  for (let tries = 0; tries < 20; tries++) {
    const point: Point = [x + (random.next() - 0.5) * 2 * spread, y + (random.next() - 0.5) * 2 * spread];
    if (isInside(point, ring)) return point;
  }
  return [x, y];
}

/** A block of houses: a crooked rectangle of some hundred metres. */
function block(random: Random, [x, y]: Point): Point[] {
  const [width, height, lean] = [0.0009 + random.next() * 0.0006, 0.0007 + random.next() * 0.0005, random.next() * 0.0003];
  const corners: Point[] = [
    [x - width, y - height],
    [x + width, y - height + lean],
    [x + width - lean, y + height + lean],
    [x - width - lean, y + height],
  ];
  return [...corners, corners[0] as Point];
}
