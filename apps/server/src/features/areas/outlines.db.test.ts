import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../../platform/config.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { exportAreaOutlines } from './commands/export-area-outlines.ts';
import { importAreaOutlines } from './commands/import-area-outlines.ts';
import { importAreas } from './commands/import-areas.ts';
import { listAreaOutlines } from './outlines.view.ts';

let city: TestCity;
let district: Principal;
beforeAll(async () => {
  city = await testCity();
  district = await city.principal('dutyOfficer', places.xinhua);
});
afterAll(() => city.stop());
beforeEach(() => city.sql('delete from city.area_outlines'));

const ring = (west: number) => [
  [west, 33.7],
  [west + 0.01, 33.7],
  [west + 0.01, 33.71],
  [west, 33.7],
];
const feature = (properties: object, coordinates: unknown = [ring(113.3)], type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const load = (geojson: string, by = district, more: object = {}) =>
  city.run(importAreaOutlines, by, { commandId: newId(), geojson, coordinates: 'wgs84', goodFeaturesOnly: false, ...more });
const count = async () =>
  (await city.sql<{ n: number }>('select count(*)::int as n from city.area_outlines where replaced_at is null'))[0]?.n;

test('one wrong feature and nothing is stored; each fault is named by the number of its feature', async () => {
  const open = ring(113.3).slice(0, 3);
  const report = await load(
    file(
      feature({ name: '天湖苑社区' }),
      feature({ code: '410402099' }),
      feature({ name: '新华区' }, [[...open, [113.4, 33.9]]]),
      feature({ title: '没有名字' }),
      feature({ code: places.tianhuyuan }),
      feature({ code: places.yugou }, ring(113.3), 'LineString'),
      feature({ code: places.donghuan }),
    ),
  );
  expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'row.feature-unknown'],
    [3, 'row.ring-open'],
    [4, 'row.feature-unnamed'],
    [5, 'row.feature-twice'],
    [6, 'row.outline-type'],
    [7, 'row.feature-unknown'],
  ]);
  expect(report).toMatchObject({ rows: 7, held: 1, added: 0 });
  expect(await count()).toBe(0);
});

test('the good ones alone are stored when that is asked for, and the same file twice changes nothing', async () => {
  const mixed = file(feature({ name: '天湖苑社区' }), feature({ name: '没有的社区' }));
  expect(await load(mixed, district, { goodFeaturesOnly: true })).toMatchObject({ added: 1, held: 0, errors: [{ line: 2 }] });
  expect(await load(mixed, district, { goodFeaturesOnly: true })).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect(await load(file(feature({ name: '天湖苑社区' }, [ring(113.2)])))).toMatchObject({ changed: 1 });
  const kept = await city.sql('select replaced_at is null as now from city.area_outlines order by entered_at');
  expect(kept).toHaveLength(2);
});

test('a name that two areas have is not guessed: both are named', async () => {
  const above = places.tianhuyuan.slice(0, 9);
  await city.run(importAreas, city.system, {
    csv: `code,name\n${above}088,同名社区居民委员会\n${above}089,同名社区居民委员会`,
    goodRowsOnly: false,
  });
  const report = await load(file(feature({ name: '同名社区' })));
  expect(report.errors).toMatchObject([{ code: 'row.feature-ambiguous', params: { found: `${above}088、${above}089` } }]);
});

test('the published districts are loaded as what they are, and come out as they went in', async () => {
  const text = readFileSync(join(root, 'db/data/pingdingshan-districts.geojson'), 'utf8');
  const mine = JSON.parse(text).features.filter((one: { properties: { code: string } }) => one.properties.code === places.xinhua);
  await load(file(...mine), city.system, { coordinates: 'gcj02' });
  const { own } = await city.read(listAreaOutlines, district, { code: places.xinhua });
  const [west] = mine[0].geometry.coordinates[0][0];
  expect(Math.min(...(own ?? []).flat(2).map(([x]) => x))).toBeLessThan(west - 0.004);
  const out = await city.run(exportAreaOutlines, district, { commandId: newId(), code: places.xinhua, coordinates: 'wgs84' });
  expect(out.geojson.features).toHaveLength(1);
  expect(await load(JSON.stringify(out.geojson))).toMatchObject({ unchanged: 1 });
  const events = await city.sql(`select payload->>'features' as n from city.events where type = 'outlines.exported'`);
  expect(events).toEqual([{ n: '1' }]);
});

test('once the city is known, a place of another city is refused', async () => {
  await load(file(feature({ code: places.xinhua })), district);
  expect((await load(file(feature({ name: '天湖苑社区' }, [ring(116.4)])))).errors).toMatchObject([{ code: 'row.outline-far' }]);
  expect((await load(file(feature({ name: '天湖苑社区' }, [ring(113.3).map(([x, y]) => [y, x])])))).errors).toMatchObject([
    { code: 'row.outline-swapped' },
  ]);
});

test('two that load at once leave one outline', async () => {
  const all = await Promise.all([113.3, 113.31, 113.32].map((west) => load(file(feature({ code: places.xinhua }, [ring(west)])))));
  expect(all.reduce((sum, one) => sum + one.added, 0)).toBe(1);
  expect(await count()).toBe(1);
});
