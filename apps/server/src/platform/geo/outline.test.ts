import { readFileSync } from 'node:fs';
import { countryBounds } from '@muster/contract/geo/coordinates';
import { kinks } from '@turf/kinks';
import { expect, test } from 'vitest';
import { root } from '../config.ts';
import { Problem } from '../problem.ts';
import { readGeojson } from './geojson-file.ts';
import { around, boundsOf, centreOf, readShape, type Shape } from './outline.ts';

const square = [
  [113.3, 33.7],
  [113.3, 33.8],
  [113.4, 33.8],
  [113.4, 33.7],
  [113.3, 33.7],
];
const read = (...rings: unknown[]) => readShape({ type: 'Polygon', coordinates: rings }, 'wgs84', countryBounds);
const file = (crs: unknown) => JSON.stringify({ type: 'FeatureCollection', crs, features: [] });

test('every published outline of the city is taken, and is without a crossing afterwards', () => {
  const features = readGeojson(readFileSync(`${root}/db/data/pingdingshan-districts.geojson`, 'utf8'));
  for (const { geometry, properties } of features) {
    const shape = readShape(geometry, 'gcj02', countryBounds);
    expect(shape, String(properties.name)).toBeInstanceOf(Array);
    for (const polygon of shape as Shape)
      expect(
        kinks({ type: 'Polygon', coordinates: polygon }).features.map((one) => one.geometry.coordinates),
        String(properties.name),
      ).toEqual([]);
    const again = readShape({ type: 'MultiPolygon', coordinates: shape }, 'wgs84', countryBounds);
    expect(again, String(properties.name)).toEqual(shape);
  }
});

test('an outline that runs the wrong way is turned round, its hole the other way', () => {
  const hole = [
    [113.33, 33.73],
    [113.36, 33.73],
    [113.36, 33.76],
    [113.33, 33.73],
  ];
  const [[outer, inner]] = read(square, hole) as unknown as [[number[][], number[][]]];
  expect(outer).toEqual([...square].reverse());
  expect(inner).toEqual([...hole].reverse());
});

test('a crossed ring is refused with the place where it crosses, through a side and through a corner alike', () => {
  const bow = [square[0], square[2], square[1], square[3], square[0]];
  expect(read(bow)).toEqual({ code: 'row.ring-crossed', params: { at: '113.35, 33.75' } });
  const corner = [113.35, 33.75];
  expect(read([square[0], corner, square[2], square[1], corner, square[3], square[0]])).toMatchObject({ code: 'row.ring-crossed' });
});

test('a ring that runs over itself is refused, and a scribble of thousands of points at once', () => {
  const spiral = [
    [113.3, 33.7],
    [113.4, 33.7],
    [113.4, 33.8],
    [113.3, 33.8],
    [113.3, 33.72],
    [113.35, 33.72],
    [113.35, 33.78],
    [113.32, 33.78],
    [113.32, 33.69],
    [113.3, 33.7],
  ];
  expect(read(spiral)).toMatchObject({ code: 'row.ring-crossed' });
  const scribble = Array.from({ length: 8000 }, (_, i) => [113.3 + ((i * 7919) % 8000) / 80_000, 33.7 + ((i * 104_729) % 8000) / 80_000]);
  const since = performance.now();
  expect(read([...scribble, scribble[0]])).toMatchObject({ code: 'row.ring-crossed' });
  expect(performance.now() - since).toBeLessThan(2000);
});

test('a place that narrows to a point is two that touch there', () => {
  const neck = [
    [113.3, 33.7],
    [113.35, 33.75],
    [113.4, 33.7],
    [113.4, 33.8],
    [113.35, 33.75],
    [113.3, 33.8],
    [113.3, 33.7],
  ];
  expect(read(neck)).toHaveLength(2);
});

test('a ring that is left open is refused and not closed by guessing', () => {
  expect(read(square.slice(0, 4))).toMatchObject({ code: 'row.ring-open' });
});

test.each([
  ['metres', [[3740000, 38430000], 'row.outline-projected']],
  ['latitude first', [[33.7, 113.3], 'row.outline-swapped']],
  ['another country', [[2.3, 48.8], 'row.outline-far']],
  ['text', [['113', '33'], 'row.position-wrong']],
])('%s in the place of longitude and latitude is named', (_, [at, code]) => {
  expect(read([at, ...square.slice(1, 4), at])).toMatchObject({ code });
});

test('a city that is known is a narrower measure than the country', () => {
  const bounds = around(boundsOf(read(square) as Shape));
  const beijing = square.map(([x, y]) => [(x as number) + 3, (y as number) + 6]);
  expect(readShape({ type: 'Polygon', coordinates: [beijing] }, 'wgs84', bounds)).toMatchObject({ code: 'row.outline-far' });
});

test.each([
  ['a line', { type: 'LineString', coordinates: square }, 'row.outline-type'],
  ['nothing', null, 'row.outline-type'],
  ['no rings', { type: 'Polygon', coordinates: [] }, 'row.outline-empty'],
  ['two positions', { type: 'Polygon', coordinates: [[square[0], square[1], square[0]]] }, 'row.ring-short'],
  ['there and back', { type: 'Polygon', coordinates: [[square[0], square[1], square[2], square[1], square[0]]] }, 'row.ring-short'],
])('%s is no outline', (_, geometry, code) => {
  expect(readShape(geometry, 'wgs84', countryBounds)).toMatchObject({ code });
});

test('the centre lies in the middle of the largest part', () => {
  expect(centreOf(read(square) as Shape)).toEqual([113.35, 33.75]);
});

test('a file that names another coordinate system is refused whole, names of WGS-84 are not', () => {
  const named = (name: string) => file({ type: 'name', properties: { name } });
  for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4326', 'EPSG:4490'])
    expect(readGeojson(named(name))).toEqual([]);
  for (const name of ['urn:ogc:def:crs:EPSG::3857', 'EPSG:4547', 'EPSG:14326x']) expect(() => readGeojson(named(name))).toThrow(Problem);
  expect(() => readGeojson('code,name\n1,2')).toThrow(Problem);
});
