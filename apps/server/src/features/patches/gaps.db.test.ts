import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { getAttention, listAttention } from '../attention/attention.views.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { endIncident } from '../incidents/commands/end-incident.ts';
import { definePatch } from './commands/define-patch.ts';
import { linkPatchPerson } from './commands/link-patch-person.ts';
import { refreshCoverageByTimer } from './commands/refresh-coverage.ts';
import { setPatchRoles } from './commands/set-patch-roles.ts';
import { unlinkPatchPerson } from './commands/unlink-patch-person.ts';
import { listPatchRoles } from './patch-roles.view.ts';
import { getPatch } from './patches.views.ts';

let city: TestCity;
let commander: Principal;
let district: Principal;
let town: Principal;
let secretary: Principal;
let incidentId: string;
beforeAll(async () => {
  city = await testCity();
  commander = await city.principal('commander', places.city);
  district = await city.principal('dutyOfficer', places.xinhua);
  town = await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
});
afterAll(() => city.stop());
beforeEach(async () => {
  for (const table of ['patch_people', 'patch_parts', 'patches', 'patch_roles', 'compounds', 'incidents'])
    await city.sql(`delete from city.${table}`);
  incidentId = newId();
  await city.run(activateIncident, commander, { incidentId, name: '2022年5月疫情', level: 'II', isDrill: false });
});

const blank = { gridCode: null, aliases: [], address: { road: null, number: null, yard: null }, lacks: [], gates: [] };
async function patch(name: string): Promise<string> {
  const [compoundId, patchId] = [newId(), newId()];
  const where = { communityCode: places.tianhuyuan, kind: 'managed' as const, otherHouseholds: 30, otherResidents: 70 };
  await city.run(addCompound, secretary, { ...blank, ...where, compoundId, name: `${name}小区` });
  const parts = [{ compoundId, buildingId: null, unit: null }];
  await city.run(definePatch, secretary, { patchId, communityCode: places.tianhuyuan, name, parts, dutyPhone: null });
  return patchId;
}
const role = (key: string, name: string) => ({ key, name, side: 'core' as const, most: null });
const doctorOnly = [role('doctor', '医生')];
const set = (by: Principal, areaCode: string, roles: ReturnType<typeof role>[], more: { from?: string; onlyThisIncident?: boolean } = {}) =>
  city.run(setPatchRoles, by, { areaCode, roles, onlyThisIncident: false, ...more });
const hours = (n: number) => new Date(city.clock.now().getTime() + n * 3_600_000).toISOString();
const refresh = () => city.run(refreshCoverageByTimer, city.system, {});
const lacking = async (patchId: string) => (await city.read(getPatch, secretary, { patchId })).lacking;
/** Of the four desks above the door, those that are alarmed now. */
async function alarmed(): Promise<string[]> {
  const desks = { community: secretary, subdistrict: town, district, city: commander };
  const names: string[] = [];
  for (const [name, who] of Object.entries(desks))
    if ((await city.read(getAttention, who, {})).groups.some(({ kind }) => kind === 'patchLacking')) names.push(name);
  return names;
}

test('a gap alarms the community at once, each level above when it lasts, and nobody when it is filled', async () => {
  await set(commander, places.city, doctorOnly);
  const patchId = await patch('一片');
  expect(await alarmed()).toEqual(['community']);
  const item = async () => (await city.read(listAttention, secretary, { limit: 50, kind: 'patchLacking' })).items[0];
  expect(await item()).toMatchObject({
    title: '一片',
    detail: '医生',
    attention: { state: 'waiting', escalated: false, nextStep: 'fillRole' },
  });
  city.clock.advance({ hours: 2 });
  expect(await alarmed()).toEqual(['community', 'subdistrict']);
  expect(await item()).toMatchObject({ attention: { state: 'late', escalated: true } });
  city.clock.advance({ hours: 4 });
  expect(await alarmed()).toEqual(['community', 'subdistrict', 'district']);
  city.clock.advance({ hours: 18 });
  expect(await alarmed()).toEqual(['community', 'subdistrict', 'district', 'city']);
  const doctor = await city.principal('volunteer', places.tianhuyuan, { name: '李医生' });
  const link = { communityCode: places.tianhuyuan, patchIds: [patchId], roleKey: 'doctor', personId: doctor.personId };
  await city.run(linkPatchPerson, secretary, link);
  expect(await alarmed()).toEqual([]);
  // Whoever is gone again is missed from now on, and not since then.
  const [linked] = (await city.read(getPatch, secretary, { patchId })).people;
  await city.run(unlinkPatchPerson, secretary, { linkId: linked?.linkId as string });
  expect(await alarmed()).toEqual(['community']);
});

test('each level is told once, at its time; while no incident is active nobody is', async () => {
  await set(commander, places.city, doctorOnly);
  await patch('一片');
  const told = () =>
    city.sql<{ area_code: string }>(
      `select area_code from city.events where type = 'patch.gapsEscalated' order by recorded_at, length(area_code) desc`,
    );
  const before = (await told()).length;
  await refresh();
  expect(await told()).toHaveLength(before);
  city.clock.advance({ hours: 7 });
  await refresh();
  await refresh();
  expect((await told()).slice(before).map((row) => row.area_code)).toEqual([places.jiaodian, places.xinhua]);
  await city.run(endIncident, commander, { incidentId, version: 1 });
  city.clock.advance({ hours: 20 });
  await refresh();
  expect(await told()).toHaveLength(before + 2);
  expect(await alarmed()).toEqual([]);
});

test('roles that are planned hold from their time on, and who sets them anew gives up what was planned', async () => {
  await set(commander, places.city, doctorOnly);
  const patchId = await patch('一片');
  await set(district, places.xinhua, [role('driver', '司机')], { from: hours(3) });
  expect(await lacking(patchId)).toEqual(['doctor']);
  const roles = await city.read(listPatchRoles, secretary, { areaCode: places.tianhuyuan });
  expect(roles).toMatchObject({ setBy: { areaCode: places.city }, planned: [{ areaCode: places.xinhua }], may: { set: true } });
  city.clock.advance({ hours: 4 });
  await refresh();
  expect(await lacking(patchId)).toEqual(['driver']);
  await set(district, places.xinhua, [role('cook', '炊事员')], { from: hours(5) });
  await set(district, places.xinhua, doctorOnly);
  city.clock.advance({ hours: 6 });
  await refresh();
  expect(await lacking(patchId)).toEqual(['doctor']);
  await expect(set(district, places.xinhua, doctorOnly, { from: hours(-1) })).rejects.toMatchObject({ code: 'patch.roles-in-past' });
});

test('roles of an incident hold while it lasts, before those for always', async () => {
  await set(commander, places.city, doctorOnly);
  const patchId = await patch('一片');
  await set(commander, places.city, [role('boatman', '船工')], { onlyThisIncident: true });
  expect(await lacking(patchId)).toEqual(['boatman']);
  expect(await city.read(listPatchRoles, secretary, {})).toMatchObject({ setBy: { incident: '2022年5月疫情' } });
  await city.run(endIncident, commander, { incidentId, version: 1 });
  await refresh();
  expect(await lacking(patchId)).toEqual(['doctor']);
  expect(await city.read(listPatchRoles, commander, {})).toMatchObject({
    setBy: { incident: null },
    former: [{ incident: '2022年5月疫情' }],
  });
});
