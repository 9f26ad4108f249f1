import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
async function compound(name: string, gridCode: string | null = null): Promise<{ compoundId: string }> {
  const compoundId = newId();
  await server.run('addCompound', secretary, { compoundId, communityCode: places.tianhuyuan, name, kind: 'managed', gridCode });
  return { compoundId };
}
async function patch(name: string, ...parts: { compoundId: string }[]): Promise<string> {
  const patchId = newId();
  await server.run('definePatch', secretary, { patchId, communityCode: places.tianhuyuan, name, parts });
  return patchId;
}
const patches = () =>
  server.city.sql<{ name: string; code: string; compounds: string; people: string }>(`select p.name, p.community_code as code,
      (select string_agg(c.name, ' ' order by c.name) from city.patch_parts t join city.compounds c on c.id = t.compound_id where t.patch_id = p.id and t.removed_at is null) as compounds,
      (select string_agg(l.person_name, ' ') from city.patch_people l where l.patch_id = p.id) as people
    from city.patches p order by p.community_code, p.name`);

test('a patch goes with its community, and what of it lies in another one now goes on there under the same people', async () => {
  const grid = await server.run<{ code: string }>('addGrid', secretary, { code: places.tianhuyuan, name: '南网格' });
  const patchId = await patch('一片', await compound('甲院'), await compound('乙院', grid.code));
  const doctor = await server.city.principal('volunteer', places.tianhuyuan, { name: '李医生' });
  await server.run('linkPatchPerson', secretary, {
    communityCode: places.tianhuyuan,
    patchIds: [patchId],
    roleKey: 'doctor',
    personId: doctor.personId,
  });

  const south = `${subdistrict}299`;
  await server.run('splitArea', system, { code: places.tianhuyuan, newCode: south, name: '南苑社区居民委员会', children: [grid.code] });
  expect(await patches()).toEqual([
    { name: '一片', code: places.tianhuyuan, compounds: '甲院', people: '李医生' },
    { name: '一片（原天湖苑社区）', code: south, compounds: '乙院', people: '李医生' },
  ]);

  const moved = `${subdistrict}298`;
  await server.run('recodeArea', system, { code: south, newCode: moved });
  expect((await patches()).map(({ code }) => code)).toEqual([places.tianhuyuan, moved]);

  await server.run('mergeAreas', system, { codes: [places.tianhuyuan, moved], into: places.tianhuyuan });
  expect((await patches()).map(({ code, compounds }) => [code, compounds])).toEqual([
    [places.tianhuyuan, '甲院'],
    [places.tianhuyuan, '乙院'],
  ]);
});
