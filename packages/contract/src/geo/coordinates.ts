/**
 * Coordinates. Kept are WGS-84 longitude and latitude in degrees (GeoJSON, satellites, 天地图); AMap and Tencent give
 * GCJ-02, Baidu BD-09 on top of it, some hundred metres aside. Whoever brings or takes positions says in which of the
 * three they are, and they are converted at that edge. Nothing in a pair of numbers tells them apart.
 */
export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];
export type Position = readonly [longitude: number, latitude: number];

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** What any place of the country lies in; the shift of GCJ-02 is defined here alone. */
export const countryBounds: Bounds = { west: 72, south: 3, east: 138, north: 55 };

export function isIn([longitude, latitude]: Position, { west, south, east, north }: Bounds): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** Six digits are a hand; more is noise that makes the same place another one. */
export function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6];
}

export function toWgs84(position: Position, from: CoordinateSystem): Position {
  if (from === 'wgs84') return position;
  return inverse(from === 'gcj02' ? gcjOf : (one) => bdOf(gcjOf(one)), position);
}

export function fromWgs84(position: Position, to: CoordinateSystem): Position {
  if (to === 'wgs84') return position;
  return to === 'gcj02' ? gcjOf(position) : bdOf(gcjOf(position));
}

/** The shift has no closed inverse; it changes so slowly that a few steps reach a centimetre. */
function inverse(shifted: (position: Position) => Position, [longitude, latitude]: Position): Position {
  let guess: Position = [longitude, latitude];
  for (let step = 0; step < 6; step++) {
    const [lng, lat] = shifted(guess);
    guess = [guess[0] + longitude - lng, guess[1] + latitude - lat];
  }
  return guess;
}

const axis = 6378245;
const eccentricity = 0.006693421622965943;

/** The published approximation of GCJ-02, on the ellipsoid of Krassowsky. */
function gcjOf(position: Position): Position {
  if (!isIn(position, countryBounds)) return position;
  const [longitude, latitude] = position;
  const x = longitude - 105;
  const y = latitude - 35;
  const radians = (latitude / 180) * Math.PI;
  const magic = 1 - eccentricity * Math.sin(radians) ** 2;
  const root = Math.sqrt(magic);
  const north = (northShift(x, y) * 180) / (((axis * (1 - eccentricity)) / (magic * root)) * Math.PI);
  const east = (eastShift(x, y) * 180) / ((axis / root) * Math.cos(radians) * Math.PI);
  return [longitude + east, latitude + north];
}

const wave = (value: number, ...parts: readonly (readonly [strength: number, length: number])[]) =>
  (parts.reduce((sum, [strength, length]) => sum + strength * Math.sin((value / length) * Math.PI), 0) * 2) / 3;

function northShift(x: number, y: number): number {
  const plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return plane + wave(x, [20, 1 / 6], [20, 1 / 2]) + wave(y, [20, 1], [40, 3]) + wave(y, [160, 12], [320, 30]);
}

function eastShift(x: number, y: number): number {
  const plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return plane + wave(x, [20, 1 / 6], [20, 1 / 2]) + wave(x, [20, 1], [40, 3]) + wave(x, [150, 12], [300, 30]);
}

const bdTurn = (Math.PI * 3000) / 180;

function bdOf([x, y]: Position): Position {
  const radius = Math.sqrt(x * x + y * y) + 0.00002 * Math.sin(y * bdTurn);
  const angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * bdTurn);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}
