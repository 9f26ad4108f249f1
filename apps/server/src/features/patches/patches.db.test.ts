import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { changeBuildings } from '../compounds/commands/change-buildings.ts';
import { agreePatchPhone } from './commands/agree-patch-phone.ts';
import { closePatch } from './commands/close-patch.ts';
import { copyPatchPeople } from './commands/copy-patch-people.ts';
import { definePatch } from './commands/define-patch.ts';
import { endAbsence } from './commands/end-absence.ts';
import { linkPatchPerson } from './commands/link-patch-person.ts';
import { refreshCoverageByTimer } from './commands/refresh-coverage.ts';
import { setAbsence } from './commands/set-absence.ts';
import { setPatchRoles } from './commands/set-patch-roles.ts';
import { substitutePatchPerson } from './commands/substitute-patch-person.ts';
import { patchCard } from './patch-card.view.ts';
import { getPatchTroubles, listPatchPeople } from './patch-people.views.ts';
import { getCoverage, getPatch, listPatches } from './patches.views.ts';

const roleKeys = ['secretary', 'police', 'doctor', 'reporter', 'instructor'] as const;
let city: TestCity;
let secretary: Principal;
let district: Principal;
beforeAll(async () => {
  city = await testCity();
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  district = await city.principal('dutyOfficer', places.xinhua);
});
afterAll(() => city.stop());
beforeEach(async () => {
  for (const table of ['patch_people', 'patch_parts', 'patches', 'absences', 'patch_roles', 'buildings', 'compounds'])
    await city.sql(`delete from city.${table}`);
});

async function compound(name: string, buildings: number): Promise<{ compoundId: string; buildingIds: string[] }> {
  const compoundId = newId();
  const blank = { gridCode: null, aliases: [], address: { road: null, number: null, yard: null }, lacks: [], gates: [] };
  await city.run(addCompound, secretary, {
    ...blank,
    compoundId,
    communityCode: places.tianhuyuan,
    name,
    kind: 'managed',
    otherHouseholds: 3,
    otherResidents: 7,
  });
  const put = Array.from({ length: buildings }, (_, at) => ({
    id: newId(),
    name: `${at + 1}号楼`,
    units: 2,
    floors: 6,
    households: 24,
    residents: 60,
  }));
  if (buildings > 0) await city.run(changeBuildings, secretary, { compoundId, version: 1, put, remove: [] });
  return { compoundId, buildingIds: put.map(({ id }) => id) };
}
type Part = { compoundId: string; buildingId?: string; unit?: number };
async function patch(name: string, ...parts: Part[]): Promise<string> {
  const patchId = newId();
  const whole = parts.map((part) => ({ buildingId: null, unit: null, ...part }));
  await city.run(definePatch, secretary, { patchId, communityCode: places.tianhuyuan, name, parts: whole, dutyPhone: '0375-1234567' });
  return patchId;
}
const someone = (name: string) => city.principal('volunteer', places.tianhuyuan, { name });
const link = (patchIds: string[] | undefined, roleKey: string, personId: string, more: { from?: string; to?: string } = {}) =>
  city.run(linkPatchPerson, secretary, { communityCode: places.tianhuyuan, patchIds, roleKey, personId, ...more });
const lacking = async (patchId: string) => (await city.read(getPatch, secretary, { patchId })).lacking;
const hours = (n: number) => new Date(city.clock.now().getTime() + n * 3_600_000).toISOString();
const refresh = () => city.run(refreshCoverageByTimer, city.system, {});

test('a door belongs to one patch: whole, building and stairwell overlap however they are named', async () => {
  const { compoundId, buildingIds } = await compound('天湖苑', 2);
  const [one, two] = buildingIds as [string, string];
  await patch('一片', { compoundId, buildingId: one, unit: 1 });
  await expect(patch('重', { compoundId, buildingId: one })).rejects.toMatchObject({ code: 'patch.overlaps', params: { name: '一片' } });
  await expect(patch('重', { compoundId })).rejects.toMatchObject({ code: 'patch.overlaps' });
  await patch('二片', { compoundId, buildingId: one, unit: 2 }, { compoundId, buildingId: two });
  await expect(patch('自重', { compoundId, buildingId: two }, { compoundId, buildingId: two, unit: 1 })).rejects.toMatchObject({
    code: 'patch.overlaps',
  });
  expect((await city.read(listPatches, secretary, { limit: 50 })).items.map(({ name, households }) => [name, households])).toEqual([
    ['一片', 12],
    ['二片', 36],
  ]);
});

test('of two who give one door to different patches at once one does', async () => {
  const { compoundId } = await compound('天湖苑', 0);
  const outcomes = await Promise.allSettled([patch('一片', { compoundId }), patch('二片', { compoundId })]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'patch.overlaps' } });
});

test('a patch does not reach into another community, nor into a stairwell that is not there', async () => {
  const { compoundId, buildingIds } = await compound('天湖苑', 1);
  const other = await city.principal('communitySecretary', places.yugou);
  const input = { patchId: newId(), communityCode: places.yugou, name: '越界', dutyPhone: null };
  await expect(city.run(definePatch, other, { ...input, parts: [{ compoundId, buildingId: null, unit: null }] })).rejects.toMatchObject({
    code: 'patch.part-elsewhere',
  });
  await expect(patch('三单元', { compoundId, buildingId: buildingIds[0] as string, unit: 3 })).rejects.toMatchObject({
    code: 'patch.part-elsewhere',
  });
});

test('it lacks every role until people are linked; one act links a whole community, and the board says what is left', async () => {
  const [a, b] = [await compound('甲', 0), await compound('乙', 0)];
  const [one, two] = [await patch('一片', a), await patch('二片', b)];
  expect(await lacking(one)).toEqual([...roleKeys]);
  const police = await someone('冯民警');
  expect(await link(undefined, 'police', police.personId)).toEqual({ linked: 2, replaced: 0 });
  for (const key of ['secretary', 'doctor', 'reporter', 'instructor']) await link([one], key, (await someone(key)).personId);
  expect(await lacking(one)).toEqual([]);
  const board = await city.read(getCoverage, district, {});
  expect(board).toMatchObject({ patches: 2, lacking: 1, undivided: 0 });
  const town = await city.read(getCoverage, district, { under: places.tianhuyuan.slice(0, 9) });
  expect(town.areas.find(({ code }) => code === places.tianhuyuan)?.byRole).toEqual({
    secretary: 1,
    doctor: 1,
    reporter: 1,
    instructor: 1,
  });
  expect(await city.run(copyPatchPeople, secretary, { patchId: one, toPatchIds: [two] })).toEqual({ linked: 4 });
  expect(await lacking(two)).toEqual([]);
});

test('whoever takes over a role makes the one before him leave it, and the record of both stays', async () => {
  const one = await patch('一片', await compound('甲', 0));
  const [before, after] = [await someone('前任医生'), await someone('后任医生')];
  await link([one], 'doctor', before.personId);
  city.clock.advance({ hours: 1 });
  expect(await link([one], 'doctor', after.personId)).toEqual({ linked: 1, replaced: 1 });
  expect((await city.read(getPatch, secretary, { patchId: one })).people.map(({ name }) => name)).toEqual(['后任医生']);
  expect(await city.sql('select 1 from city.patch_people')).toHaveLength(2);
});

test('who is isolated leaves a gap until a substitute stands in, and fills his place again when he is back', async () => {
  const one = await patch('一片', await compound('甲', 0));
  const [doctor, other] = [await someone('李医生'), await someone('王医生')];
  await link([one], 'doctor', doctor.personId);
  expect(await lacking(one)).not.toContain('doctor');
  const absenceId = newId();
  await city.run(setAbsence, secretary, { absenceId, personId: doctor.personId, reason: 'isolated' });
  expect(await lacking(one)).toContain('doctor');
  expect(await city.read(listPatchPeople, secretary, { limit: 50, problem: 'absent' })).toMatchObject({
    items: [{ name: '李医生', absence: { reason: 'isolated' } }],
  });
  await city.run(substitutePatchPerson, secretary, { personId: doctor.personId, substituteId: other.personId, to: hours(24) });
  expect(await lacking(one)).not.toContain('doctor');
  expect(await city.read(getPatchTroubles, district, {})).toEqual({ overloaded: 0, absent: 1, substituting: 1 });
  expect(await city.read(listPatchPeople, district, { limit: 50, problem: 'substituting' })).toMatchObject({
    items: [{ name: '王医生', standsInFor: { name: '李医生', to: hours(24) } }],
  });
  city.clock.advance({ hours: 25 });
  expect(await refresh()).toEqual({ communities: 1 });
  expect(await lacking(one)).toContain('doctor');
  await city.run(endAbsence, secretary, { absenceId, version: 1 });
  expect(await lacking(one)).not.toContain('doctor');
  expect(await refresh()).toEqual({ communities: 0 });
});

test('said without network, an absence began and ended when it was said, not when it arrived', async () => {
  const doctor = await someone('李医生');
  const [absenceId, began, ended] = [newId(), hours(-3), hours(-1)];
  await city.run(setAbsence, secretary, { absenceId, personId: doctor.personId, reason: 'away', doneAt: began });
  await city.run(endAbsence, secretary, { absenceId, version: 1, doneAt: ended });
  const [row] = await city.sql<{ from_at: Date; to_at: Date }>('select from_at, to_at from city.absences where id = $1', [absenceId]);
  expect([row?.from_at.toISOString(), row?.to_at.toISOString()]).toEqual([began, ended]);
});

test('which people a patch must have is data: a district sets its own, and its patches are judged by it at once', async () => {
  const one = await patch('一片', await compound('甲', 0));
  for (const key of roleKeys) await link([one], key, (await someone(key)).personId);
  expect(await lacking(one)).toEqual([]);
  const roles = [
    { key: 'doctor', name: '医生', side: 'core' as const, most: null },
    { key: 'driver', name: '司机', side: 'support' as const, most: null },
  ];
  await city.run(setPatchRoles, district, { areaCode: places.xinhua, roles, onlyThisIncident: false });
  expect(await lacking(one)).toEqual(['driver']);
  await expect(city.run(setPatchRoles, secretary, { areaCode: places.xinhua, roles, onlyThisIncident: false })).rejects.toMatchObject({
    code: 'not-permitted',
  });
});

test('the card shows no number of a person who did not agree, and nobody agrees for another', async () => {
  const one = await patch('一片', await compound('甲', 0));
  const doctor = await city.principal('volunteer', places.tianhuyuan, { name: '李医生', mobile: '13812340001' });
  await link([one], 'doctor', doctor.personId);
  const detail = await city.read(getPatch, secretary, { patchId: one });
  const token = detail.cardPath.split('/').at(-1) as string;
  const linkId = detail.people[0]?.linkId as string;
  const card = async () => (await city.read(patchCard, city.system, { token })).people.find(({ role }) => role === '医生');
  expect(await card()).toMatchObject({ name: '李医生', phone: null });
  await expect(city.run(agreePatchPhone, secretary, { linkId, agrees: true })).rejects.toMatchObject({ code: 'not-permitted' });
  await city.run(agreePatchPhone, doctor, { linkId, agrees: true });
  expect((await card())?.phone).toBe('13812340001');
  await city.run(agreePatchPhone, secretary, { linkId, agrees: false });
  expect((await card())?.phone).toBeNull();
});

test('who carries more than a person can is named on the board', async () => {
  const busy = await someone('忙不过来');
  for (let at = 0; at < 7; at++) await patch(`${at}片`, await compound(`小区${at}`, 0));
  await link(undefined, 'police', busy.personId);
  expect(await city.read(getPatchTroubles, secretary, {})).toMatchObject({ overloaded: 1 });
  expect((await city.read(listPatchPeople, secretary, { limit: 50, problem: 'overloaded' })).items).toMatchObject([
    { name: '忙不过来', patches: 7 },
  ]);
});

test('a closed patch frees its doors', async () => {
  const whole = await compound('甲', 0);
  const patchId = await patch('一片', whole);
  await city.run(closePatch, secretary, { patchId, version: 1 });
  await patch('一片', whole);
  await expect(city.run(closePatch, secretary, { patchId, version: 2 })).rejects.toMatchObject({ code: 'patch.closed' });
});
