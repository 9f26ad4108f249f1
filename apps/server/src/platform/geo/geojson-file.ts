import { Problem } from '../problem.ts';

export interface Feature {
  /** Counted from 1, as people count. */
  line: number;
  properties: Record<string, unknown>;
  geometry: unknown;
}

/** More than a city has communities and compounds together. */
const featuresMost = 20_000;

/**
 * The features of a GeoJSON text. RFC 7946 knows WGS-84 alone; files of before 2016 name their system in `crs`, and one that
 * names another (CGCS2000 in metres, Web Mercator) is refused whole, because every number in it means something else.
 */
export function readGeojson(text: string): Feature[] {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Problem('outline.unreadable');
  }
  const { type, crs, features } = (file ?? {}) as { type?: unknown; crs?: unknown; features?: unknown };
  const list = type === 'FeatureCollection' ? features : type === 'Feature' ? [file] : null;
  if (!Array.isArray(list)) throw new Problem('outline.unreadable');
  const named = crsName(crs);
  if (named !== null && !isWgs84(named)) throw new Problem('outline.other-system', { crs: named });
  if (list.length > featuresMost) throw new Problem('request.too-large', { rowsMost: featuresMost });
  return list.map((one, at) => {
    const { properties, geometry } = (one ?? {}) as { properties?: unknown; geometry?: unknown };
    return {
      line: at + 1,
      properties: typeof properties === 'object' && properties ? (properties as Record<string, unknown>) : {},
      geometry,
    };
  });
}

function crsName(crs: unknown): string | null {
  if (crs === undefined || crs === null) return null;
  const { properties } = crs as { properties?: { name?: unknown } };
  return typeof properties?.name === 'string' ? properties.name : JSON.stringify(crs).slice(0, 80);
}

/** CGCS2000 in degrees (EPSG:4490) is WGS-84 but for centimetres. */
function isWgs84(name: string): boolean {
  return /(CRS:?84|EPSG:*4326|EPSG:*4490)$/i.test(name.replace(/:+/g, ':'));
}

/** The first of these properties that says something, as text. */
export function textOf(properties: Record<string, unknown>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}
