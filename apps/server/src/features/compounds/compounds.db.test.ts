import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addGrid } from '../areas/commands/add-grid.ts';
import { addCompound } from './commands/add-compound.ts';
import { changeBuildings } from './commands/change-buildings.ts';
import { closeCompound } from './commands/close-compound.ts';
import { mergeCompounds } from './commands/merge-compounds.ts';
import type { WrittenCompound } from './compounds.store.ts';
import { getCompound, listCompounds, summariseCompounds } from './compounds.views.ts';
import { listCompoundDuplicates } from './duplicates.view.ts';

let city: TestCity;
let secretary: Principal;
let neighbour: Principal;
beforeAll(async () => {
  city = await testCity();
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  neighbour = await city.principal('communitySecretary', places.yugou);
});
afterAll(() => city.stop());
beforeEach(async () => {
  await city.sql('delete from city.buildings');
  await city.sql('delete from city.compounds');
});

const blank = {
  gridCode: null,
  aliases: [] as string[],
  address: { road: null, number: null, yard: null },
  lacks: [],
  gates: [],
  otherHouseholds: 0,
  otherResidents: 0,
};
async function add(name: string, more: Partial<WrittenCompound> = {}, by = secretary): Promise<string> {
  const compoundId = newId();
  const communityCode = by.areaCode?.slice(0, 12) as string;
  await city.run(addCompound, by, { ...blank, compoundId, communityCode, name, kind: 'managed', ...more });
  return compoundId;
}
const building = (name: string, households = 0, residents = 0) => ({ id: newId(), name, units: 2, floors: 6, households, residents });
const names = async (by: Principal, input: object = {}) =>
  (await city.read(listCompounds, by, { limit: 50, ...input })).items.map((item) => item.name);

test('one community has no two compounds of one name, however it is written; two communities may', async () => {
  await add('天湖苑小区');
  await expect(add('天湖苑')).rejects.toMatchObject({ code: 'compound.name-taken' });
  await add('天湖苑', {}, neighbour);
  expect(await names(secretary)).toEqual(['天湖苑小区']);
});

test('a grid of another community is refused, by the database too', async () => {
  const grid = await city.run(addGrid, neighbour, { code: places.yugou, name: '第一网格' });
  await expect(add('湖光花园', { gridCode: grid.code })).rejects.toMatchObject({ code: 'compound.grid-elsewhere' });
});

test('a grid worker works with the compounds of the community that his grid is part of, and of no other', async () => {
  await add('湖光花园');
  const other = await add('余沟小区', {}, neighbour);
  const grid = await city.run(addGrid, secretary, { code: places.tianhuyuan, name: '第一网格' });
  const worker = await city.principal('gridWorker', grid.code);
  expect(await names(worker)).toEqual(['湖光花园']);
  await expect(city.read(getCompound, worker, { compoundId: other })).rejects.toMatchObject({ code: 'not-found' });
  await add('矿务局东家属院', {}, worker);
  expect(await names(secretary)).toEqual(['湖光花园', '矿务局东家属院']);
});

test('totals are sums over the buildings and what is not broken down, at every level', async () => {
  const compoundId = await add('天湖苑', { otherHouseholds: 5, otherResidents: 9 });
  await city.run(changeBuildings, secretary, {
    compoundId,
    version: 1,
    put: [building('10号楼', 36, 80), building('2号楼', 24, 61)],
    remove: [],
  });
  const detail = await city.read(getCompound, secretary, { compoundId });
  expect(detail).toMatchObject({ buildings: 2, households: 65, residents: 150, version: 2 });
  expect(detail.buildingList.map(({ name }) => name)).toEqual(['2号楼', '10号楼']);
  const whole = await city.principal('dutyOfficer', places.city);
  expect(await city.read(summariseCompounds, whole, {})).toMatchObject({ compounds: 1, buildings: 2, households: 65, residents: 150 });
});

test('the same building twice is refused and nothing of the rest is stored', async () => {
  const compoundId = await add('天湖苑');
  const twice = [building('1号楼'), building('1 栋')];
  await expect(city.run(changeBuildings, secretary, { compoundId, version: 1, put: twice, remove: [] })).rejects.toMatchObject({
    code: 'compound.building-twice',
  });
  expect((await city.read(getCompound, secretary, { compoundId })).buildingList).toEqual([]);
});

test('a building cannot stand in another community than its compound', async () => {
  const compoundId = await add('天湖苑');
  await expect(
    city.sql(
      `insert into city.buildings (id, compound_id, community_code, name, name_key, units, floors, households, residents, created_at)
       values ($1, $2, $3, '1号楼', '1', 1, 1, 1, 1, now())`,
      [newId(), compoundId, places.yugou],
    ),
  ).rejects.toThrow(/buildings_compound_fk/);
});

test('merging keeps every building once, the other name findable and the old page open', async () => {
  const stays = await add('天湖苑', { gates: ['南门'] });
  const goes = await add('天湖园', { gates: ['南门', '东门'], otherHouseholds: 7 });
  await city.run(changeBuildings, secretary, { compoundId: stays, version: 1, put: [building('1号楼', 10, 20)], remove: [] });
  await city.run(changeBuildings, secretary, {
    compoundId: goes,
    version: 1,
    put: [building('1栋', 12, 18), building('2栋', 8, 16)],
    remove: [],
  });
  const pairs = await city.read(listCompoundDuplicates, secretary, { limit: 50 });
  expect(pairs.items).toMatchObject([{ one: { name: '天湖苑' }, other: { name: '天湖园' }, why: 'sound' }]);
  const merged = await city.run(mergeCompounds, secretary, { compoundId: stays, version: 2, otherId: goes, otherVersion: 2, keep: 'this' });
  expect(merged).toMatchObject({ buildings: 1, merged: 1 });
  expect(await city.read(getCompound, secretary, { compoundId: stays })).toMatchObject({
    buildings: 2,
    households: 27,
    residents: 36,
    gates: ['南门', '东门'],
    aliases: ['天湖园'],
  });
  expect(await names(secretary, { q: '天湖园' })).toEqual(['天湖苑']);
  expect(await city.read(getCompound, secretary, { compoundId: goes })).toMatchObject({
    mergedInto: { name: '天湖苑' },
    may: { change: false },
  });
  await expect(city.run(closeCompound, secretary, { compoundId: goes, version: 3, reason: '再来一次' })).rejects.toMatchObject({
    code: 'compound.closed',
  });
});

test('two who merge the same pair in both directions at once: one does, the other is told', async () => {
  const [one, other] = [await add('湖滨新苑'), await add('湖宾新园')];
  const merge = (compoundId: string, otherId: string) =>
    city.run(mergeCompounds, secretary, { compoundId, version: 1, otherId, otherVersion: 1, keep: 'this' });
  const outcomes = await Promise.allSettled([merge(one, other), merge(other, one)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'compound.closed' } });
});

test('found by name, other name and initials; pages by key', async () => {
  for (const name of ['湖光花园', '供电局家属院', '建行家属楼'])
    await add(name, name === '供电局家属院' ? { aliases: ['老电业局院'] } : {});
  expect(await names(secretary, { q: 'hghy' })).toEqual(['湖光花园']);
  expect(await names(secretary, { q: '电业局' })).toEqual(['供电局家属院']);
  const first = await city.read(listCompounds, secretary, { limit: 2 });
  const rest = await city.read(listCompounds, secretary, { limit: 2, cursor: first.nextCursor ?? undefined });
  expect([...first.items, ...rest.items].map(({ name }) => name).sort()).toEqual(['供电局家属院', '建行家属楼', '湖光花园'].sort());
});
