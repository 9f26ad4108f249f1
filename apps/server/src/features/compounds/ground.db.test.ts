import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addCompound } from './commands/add-compound.ts';
import { exportCompoundOutlines } from './commands/export-compound-outlines.ts';
import { importCompoundOutlines } from './commands/import-compound-outlines.ts';
import { mergeCompounds } from './commands/merge-compounds.ts';
import { placeCompound } from './commands/place-compound.ts';
import { getCompound } from './compounds.views.ts';
import { listCompoundGround } from './ground.view.ts';

let city: TestCity;
let district: Principal;
let secretary: Principal;
beforeAll(async () => {
  city = await testCity();
  district = await city.principal('dutyOfficer', places.xinhua);
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
});
afterAll(() => city.stop());
beforeEach(() => city.sql('delete from city.compounds'));

async function add(name: string, communityCode: string = places.tianhuyuan): Promise<string> {
  const compoundId = newId();
  await city.run(addCompound, district, {
    commandId: newId(),
    compoundId,
    communityCode,
    name,
    kind: 'managed',
    gridCode: null,
    aliases: [],
    address: { road: null, number: null, yard: null },
    lacks: [],
    gates: [],
    otherHouseholds: 0,
    otherResidents: 0,
  });
  return compoundId;
}
const square = [
  [113.3, 33.7],
  [113.302, 33.7],
  [113.302, 33.702],
  [113.3, 33.702],
  [113.3, 33.7],
];
const polygon = (properties: object) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [square] } });
const point = (properties: object, coordinates = [113.31, 33.71]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});
const load = (by: Principal, ...features: object[]) =>
  city.run(importCompoundOutlines, by, {
    commandId: newId(),
    geojson: JSON.stringify({ type: 'FeatureCollection', features }),
    coordinates: 'wgs84',
    goodFeaturesOnly: false,
  });
const positionOf = async (compoundId: string) => (await city.read(getCompound, district, { compoundId })).position;

test('a compound is found by its name however it is written; of two in the district the community decides', async () => {
  await add('天湖苑小区');
  await add('湖光花园');
  const other = await add('湖光花园', places.yugou);
  const report = await load(district, polygon({ name: '天湖苑' }), point({ name: '湖光花园' }), point({ name: '龙湖' }));
  expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'row.feature-ambiguous'],
    [3, 'row.feature-unknown'],
  ]);
  expect((await city.read(listCompoundGround, district, { under: places.xinhua })).items).toEqual([]);
  expect(await load(district, polygon({ name: '天湖苑' }), point({ name: '湖光花园', communityCode: places.yugou }))).toMatchObject({
    added: 2,
    errors: [],
  });
  expect(await positionOf(other)).toEqual({ longitude: 113.31, latitude: 33.71, source: 'file', accuracy: null });
});

test('an outline gives its middle as position, but moves none that somebody has said', async () => {
  const drawn = await add('天湖苑小区');
  const said = await add('湖光花园');
  await city.run(placeCompound, secretary, {
    commandId: newId(),
    compoundId: said,
    version: 1,
    position: { longitude: 113.35, latitude: 33.75 },
    coordinates: 'wgs84',
    source: 'device',
    accuracy: 12,
  });
  await load(district, polygon({ id: drawn }), polygon({ id: said }));
  expect(await positionOf(drawn)).toMatchObject({ longitude: 113.301, latitude: 33.701, source: 'outline' });
  expect(await positionOf(said)).toMatchObject({ longitude: 113.35, source: 'device' });
});

test('a position of AMap is kept as WGS-84, and one outside of the city is refused', async () => {
  const compoundId = await add('天湖苑小区');
  const place = (version: number, position: { longitude: number; latitude: number } | null) =>
    city.run(placeCompound, secretary, {
      commandId: newId(),
      compoundId,
      version,
      position,
      coordinates: 'gcj02',
      source: 'entered',
      accuracy: null,
    });
  const { position } = await place(1, { longitude: 113.3, latitude: 33.7 });
  expect(position?.longitude).toBeLessThan(113.296);
  await expect(place(2, { longitude: 33.7, latitude: 89 })).rejects.toMatchObject({
    code: 'compound.place-far',
  });
  await place(2, null);
  expect(await positionOf(compoundId)).toBeNull();
});

test('what is outside of one’s own territory is neither found nor moved nor taken out', async () => {
  const compoundId = await add('湖光花园', places.yugou);
  expect((await load(secretary, point({ id: compoundId, name: '湖光花园' }))).errors).toMatchObject([{ code: 'row.feature-unknown' }]);
  await load(district, point({ id: compoundId }));
  const out = await city.run(exportCompoundOutlines, secretary, { commandId: newId(), coordinates: 'wgs84' });
  expect(out.geojson.features).toEqual([]);
});

test('what was taken out can be loaded again and changes nothing', async () => {
  await add('天湖苑小区');
  const pointed = await add('湖光花园');
  await load(district, polygon({ name: '天湖苑' }), point({ id: pointed }));
  const out = await city.run(exportCompoundOutlines, district, { commandId: newId(), coordinates: 'wgs84' });
  expect(await load(district, ...out.geojson.features)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
});

test('a merge keeps the outline and the position, whichever record had them', async () => {
  const [stays, goes] = [await add('天湖苑小区'), await add('天湖苑东区')];
  await load(district, polygon({ id: goes }));
  await city.run(mergeCompounds, district, {
    commandId: newId(),
    compoundId: stays,
    version: 1,
    otherId: goes,
    otherVersion: 2,
    keep: 'this',
  });
  const { items } = await city.read(listCompoundGround, district, { under: places.tianhuyuan });
  expect(items).toMatchObject([{ id: stays, position: [113.301, 33.701], outline: [[square]] }]);
});
