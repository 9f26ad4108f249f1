import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPlaces } from '../features/places/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { type HttpCity, httpCity } from './http-city.fixture.ts';

let server: HttpCity;
let secretary: Principal;
let system: Principal;
beforeAll(async () => {
  server = await httpCity();
  secretary = await server.city.principal('communitySecretary', places.tianhuyuan);
  system = await server.city.principal('systemAdministrator', places.city);
});
afterAll(() => server.stop());

const subdistrict = places.tianhuyuan.slice(0, 9);
async function compound(name: string, gridCode: string | null = null): Promise<string> {
  const compoundId = newId();
  await server.run('addCompound', secretary, { compoundId, communityCode: places.tianhuyuan, name, kind: 'managed', gridCode });
  return compoundId;
}
async function place(name: string, compoundId: string | null = null): Promise<{ placeId: string; shiftId: string }> {
  const [placeId, shiftId] = [newId(), newId()];
  const shifts = [{ id: shiftId, name: '白班', from: '08:00', to: '18:00', needed: 1 }];
  await server.run('addPlace', secretary, { placeId, communityCode: places.tianhuyuan, kind: 'testPoint', name, compoundId, shifts });
  return { placeId, shiftId };
}
const standing = () =>
  server.city.sql<{ name: string; code: string; people: string | null; reports: number }>(`select p.name, p.community_code as code,
      (select string_agg(l.person_name, ' ') from city.place_people l where l.place_id = p.id and l.community_code = p.community_code) as people,
      (select count(*)::int from city.place_reports r where r.place_id = p.id and r.community_code = p.community_code) as reports
    from city.places p order by p.community_code, p.name`);

test('a place goes with its compound or its community, and with it its shifts, people, rounds and everything that was said', async () => {
  const grid = await server.run<{ code: string }>('addGrid', secretary, { code: places.tianhuyuan, name: '南网格' });
  const south = await place('1号采样点', await compound('南院', grid.code));
  await place('南门卡点');
  const person = await server.city.principal('volunteer', places.tianhuyuan, { name: '周敏' });
  await server.run('linkPlacePerson', secretary, { linkId: newId(), ...south, personId: person.personId });
  await server.run('reportQueue', secretary, { placeId: south.placeId, reportId: newId(), queue: 'short' });

  const code = `${subdistrict}299`;
  await server.run('splitArea', system, { code: places.tianhuyuan, newCode: code, name: '南苑社区居民委员会', children: [grid.code] });
  expect(await standing()).toEqual([
    { name: '南门卡点', code: places.tianhuyuan, people: null, reports: 0 },
    { name: '1号采样点', code, people: '周敏', reports: 1 },
  ]);

  const moved = `${subdistrict}298`;
  await server.run('recodeArea', system, { code, newCode: moved });
  expect((await standing()).map((one) => one.code)).toEqual([places.tianhuyuan, moved]);

  // Both have a 1号采样点 when they become one: the one that came says whose it was.
  await place('1号采样点', await compound('北院'));
  await server.run('mergeAreas', system, { codes: [places.tianhuyuan, moved], into: places.tianhuyuan });
  expect(await standing()).toEqual([
    { name: '1号采样点', code: places.tianhuyuan, people: null, reports: 0 },
    { name: '1号采样点（原南苑社区）', code: places.tianhuyuan, people: '周敏', reports: 1 },
    { name: '南门卡点', code: places.tianhuyuan, people: null, reports: 0 },
  ]);
});

test('a place of a compound that was merged stands in the compound that stays', async () => {
  const [stays, goes] = [await compound('甲院'), await compound('甲院东')];
  const { placeId } = await place('东门采样点', goes);
  await server.run('mergeCompounds', secretary, { compoundId: stays, version: 1, otherId: goes, otherVersion: 1 });
  const found = await server.city.read(listPlaces, secretary, { compoundId: stays, limit: 50 });
  expect(found.items).toMatchObject([{ id: placeId, compoundName: '甲院' }]);
});
