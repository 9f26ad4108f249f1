import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addPerson } from './commands/add-person.ts';
import { addUnit } from './commands/add-unit.ts';
import { endAssignment } from './commands/end-assignment.ts';
import { grantAssignment } from './commands/grant-assignment.ts';
import { setDuty } from './commands/set-duty.ts';
import { viewPhone } from './commands/view-phone.ts';
import { getDesk } from './desk.view.ts';
import { getPerson, listPeople, listUnits } from './people.views.ts';

let city: TestCity;
let district: Principal;
let administrator: Principal;
let security: Principal;
beforeAll(async () => {
  city = await testCity();
  district = await city.principal('dutyOfficer', places.xinhua, { name: '何静', mobile: '13800000003' });
  await city.principal('commander', places.weidong, { name: '邻居', mobile: '13800000004' });
  administrator = await city.principal('systemAdministrator', places.city);
  security = await city.principal('securityAdministrator', places.city);
});
afterAll(() => city.stop());

const person = async (by: Principal, areaCode: string, more: { name?: string; mobile?: string; unitId?: string } = {}) => {
  const personId = newId();
  await city.run(addPerson, by, { personId, name: '张三', memberCategory: 'staff', areaCode, ...more });
  return personId;
};
const grant = (
  by: Principal,
  personId: string,
  role: Parameters<typeof city.principal>[0],
  areaCode: string | undefined,
  unitId?: string,
) => city.run(grantAssignment, by, { assignmentId: newId(), personId, role, areaCode, unitId });

describe('outside of one’s territory', () => {
  test('people, desks and assignments do not exist', async () => {
    const secretary = await city.principal('communitySecretary', places.donghuan, { name: '外人' });
    expect((await city.read(listPeople, district, { limit: 200 })).items.map((one) => one.name)).not.toContain('外人');
    const outside = [
      () => city.read(getPerson, district, { personId: secretary.personId }),
      () => city.read(getDesk, district, { code: places.donghuan }),
      () => city.run(viewPhone, district, { personId: secretary.personId }),
      () => city.run(setDuty, district, { assignmentId: secretary.assignmentId as string, onDuty: false }),
      () => city.run(endAssignment, district, { assignmentId: secretary.assignmentId as string }),
      () => grant(district, secretary.personId, 'dutyOfficer', places.xinhua),
    ];
    for (const attempt of outside) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('asking for another area gives nothing of it', async () => {
    expect((await city.read(listPeople, district, { areaCode: places.weidong, limit: 50 })).items).toEqual([]);
    expect((await city.read(listPeople, district, { q: '13800000004', limit: 50 })).items).toEqual([]);
    await expect(person(district, places.weidong)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('without a scope there is no row at all', async () => {
    const nobody: Principal = { ...city.system, personId: newId(), areaCode: null };
    const rows = await city.as(nobody, (tx) => tx.selectFrom('persons').select('id').execute());
    expect(rows).toEqual([]);
  });
});

describe('granting', () => {
  test('goes no wider than one’s own territory, and no further than one’s own role', async () => {
    const own = await person(district, places.shubei);
    await grant(district, own, 'communitySecretary', places.shubei);
    await expect(grant(district, own, 'dutyOfficer', places.city)).rejects.toMatchObject({ code: 'assignment.scope-too-wide' });
    await expect(grant(district, own, 'dutyOfficer', places.weidong)).rejects.toMatchObject({ code: 'assignment.scope-too-wide' });
    await expect(grant(district, own, 'commander', places.xinhua)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(grant(district, own, 'auditor', places.xinhua)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(grant(administrator, own, 'auditor', places.city)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(grant(security, own, 'dutyOfficer', places.city)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('needs an area of the right level, or a unit', async () => {
    const own = await person(district, places.shubei);
    await expect(grant(district, own, 'communitySecretary', places.xinhua)).rejects.toMatchObject({ code: 'assignment.role-needs-area' });
    await expect(grant(district, own, 'communitySecretary', undefined)).rejects.toMatchObject({ code: 'assignment.role-needs-area' });
    await expect(grant(district, own, 'unitLiaison', undefined)).rejects.toMatchObject({ code: 'assignment.role-needs-unit' });
    await expect(grant(administrator, own, 'dutyOfficer', '410499')).rejects.toMatchObject({ code: 'area.unknown' });
    const input = { assignmentId: newId(), personId: own, role: 'dutyOfficer' as const, areaCode: places.xinhua };
    const backwards = { ...input, from: '2022-05-12T00:00:00Z', to: '2022-05-11T00:00:00Z' };
    await expect(city.run(grantAssignment, district, backwards)).rejects.toMatchObject({ code: 'assignment.ends-before-start' });
  });

  test('never makes one person two of the three administrators, not even when both are granted at once', async () => {
    for (let round = 0; round < 5; round++) {
      const own = await person(administrator, places.city);
      const outcomes = await Promise.allSettled([
        grant(security, own, 'auditor', places.city),
        grant(security, own, 'systemAdministrator', places.city),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'assignment.separated-roles' } });
    }
    // The database is the second judge, whoever writes.
    const own = await person(administrator, places.city);
    await grant(security, own, 'auditor', places.city);
    const behind = city.sql(
      `insert into city.assignments (id, person_id, person_name, role, area_code, managed_code, from_at, duty_changed_at)
       values ($1, $2, 'x', 'securityAdministrator', '4104', '4104', $3, $3)`,
      [newId(), own, city.clock.now()],
    );
    await expect(behind).rejects.toMatchObject({ constraint: 'assignments_separated_roles' });
  });

  test('sent twice has one effect and the same answer', async () => {
    const own = await person(district, places.shubei);
    const input = { commandId: newId(), assignmentId: newId(), personId: own, role: 'volunteer' as const, areaCode: places.shubei };
    const first = await city.run(grantAssignment, district, input);
    expect(await city.run(grantAssignment, district, input)).toEqual(first);
    expect((await city.read(getPerson, district, { personId: own })).assignments).toHaveLength(1);
    const end = { commandId: newId(), assignmentId: input.assignmentId };
    const ended = await city.run(endAssignment, district, end);
    expect(await city.run(endAssignment, district, end)).toEqual(ended);
    await expect(city.run(endAssignment, district, { assignmentId: input.assignmentId })).rejects.toMatchObject({ code: 'state.moved-on' });
    const { assignments } = await city.read(getPerson, district, { personId: own });
    expect(assignments).toMatchObject([{ role: 'volunteer', to: city.clock.now().toISOString() }]);
  });

  test('a unit’s liaison sees the people of his unit, and gives no role outside of it', async () => {
    const [unitId, other] = [newId(), newId()];
    await city.run(addUnit, administrator, { unitId, name: '示例局', areaCode: places.city });
    await city.run(addUnit, administrator, { unitId: other, name: '另一局', areaCode: places.city });
    const member = await person(administrator, places.city, { unitId, name: '局里人' });
    const stranger = await person(administrator, places.city, { unitId: other, name: '外局人' });
    const liaisonPerson = await person(administrator, places.city, { unitId, name: '联络员' });
    await grant(administrator, liaisonPerson, 'unitLiaison', undefined, unitId);
    const liaison = await city.principal('unitLiaison', null, { unitId });
    const seen = (await city.read(listPeople, liaison, { limit: 50 })).items.map((one) => one.name);
    expect(seen).toEqual(expect.arrayContaining(['局里人', '联络员']));
    expect(seen).not.toContain('外局人');
    await grant(liaison, member, 'unitLiaison', undefined, unitId);
    await expect(grant(liaison, member, 'unitLiaison', undefined, other)).rejects.toMatchObject({ code: 'assignment.scope-too-wide' });
    await expect(grant(liaison, stranger, 'unitLiaison', undefined, unitId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await city.read(listUnits, liaison, { q: '示例', limit: 50 })).items).toMatchObject([{ name: '示例局', peopleCount: 3 }]);
    await expect(city.run(addUnit, administrator, { unitId: newId(), name: '示例局', areaCode: places.city })).rejects.toMatchObject({
      code: 'unit.name-taken',
    });
  });
});

describe('phone numbers', () => {
  test('are masked; the whole is given for a record, and only the record is kept', async () => {
    const personId = await person(district, places.shubei, { name: '被看的', mobile: '13812342741' });
    expect(await city.read(getPerson, district, { personId })).toMatchObject({ mobileMasked: '138****2741' });
    const input = { commandId: newId(), personId };
    expect(await city.run(viewPhone, district, input)).toEqual({ mobile: '13812342741' });
    expect(await city.run(viewPhone, district, input)).toEqual({ mobile: '13812342741' });
    const events = await city.sql(`select type, actor_id, person_id, result from city.events where command_id = $1`, [input.commandId]);
    expect(events).toEqual([{ type: 'person.phoneViewed', actor_id: district.personId, person_id: personId, result: { notKept: true } }]);
    const told = await city.sql(`select 1 from city.events e where e::text like '%13812342741%'`);
    expect(told).toEqual([]);
  });

  test('are not for the auditor or volunteers', async () => {
    const personId = await person(administrator, places.city, { name: '谁', mobile: '13812342742' });
    const auditor = await city.principal('auditor', places.city);
    await expect(city.run(viewPhone, auditor, { personId })).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await city.read(getPerson, auditor, { personId })).may).toEqual({ grant: false, viewPhone: false, createAccount: false });
  });

  test('belong to one person', async () => {
    await expect(person(district, places.shubei, { mobile: '13800000004' })).rejects.toMatchObject({ code: 'person.mobile-taken' });
  });
});

describe('a desk', () => {
  test('is unstaffed from the moment the last one leaves it, and names the desk above', async () => {
    const one = await city.principal('dutyOfficer', places.jiaodian, { name: '甲', mobile: '13900000001' });
    const two = await city.principal('commander', places.jiaodian, { name: '乙' });
    expect(await city.read(getDesk, district, { code: places.jiaodian })).toMatchObject({
      staffed: true,
      unstaffedSince: null,
      aboveName: '新华区指挥部',
      people: [
        { name: '乙', may: { end: false } },
        { name: '甲', mobileMasked: '139****0001', may: { setDuty: true, end: true, viewPhone: true } },
      ],
      may: { grant: true },
    });
    await city.run(setDuty, one, { assignmentId: one.assignmentId as string, onDuty: false });
    city.clock.advance({ minutes: 10 });
    await city.run(endAssignment, city.system, { assignmentId: two.assignmentId as string });
    const leftAt = city.clock.now().toISOString();
    city.clock.advance({ minutes: 10 });
    expect(await city.read(getDesk, district, { code: places.jiaodian })).toMatchObject({
      staffed: false,
      unstaffedSince: leftAt,
      people: [{ name: '甲', onDuty: false }],
    });
  });

  test('that never had anybody is unstaffed since never', async () => {
    expect(await city.read(getDesk, district, { code: places.yugou })).toMatchObject({ staffed: false, unstaffedSince: null, people: [] });
  });

  test('duty set as it is leaves no event', async () => {
    const before = await city.sql(`select 1 from city.events where type = 'assignment.dutyChanged'`);
    await city.run(setDuty, district, { assignmentId: district.assignmentId as string, onDuty: true });
    expect(await city.sql(`select 1 from city.events where type = 'assignment.dutyChanged'`)).toHaveLength(before.length);
  });
});

test('people are found by name, initials and the end of the number, a page at a time', async () => {
  const shuguang = await city.principal('dutyOfficer', places.shuguang);
  for (const [name, mobile] of [
    ['翟曾明', '13700001111'],
    ['张曾', '13700001112'],
    ['单雄', '13700002222'],
  ] as const) {
    await person(shuguang, places.shuguang, { name, mobile });
  }
  const find = async (q: string) => (await city.read(listPeople, shuguang, { q, limit: 50 })).items.map((one) => one.name);
  expect(await find('曾')).toEqual(['张曾', '翟曾明']);
  expect(await find('zzm')).toEqual(['翟曾明']);
  expect(await find('dx')).toEqual(['单雄']);
  expect(await find('sx')).toEqual(['单雄']);
  expect(await find('2222')).toEqual(['单雄']);
  const first = await city.read(listPeople, shuguang, { limit: 2 });
  const second = await city.read(listPeople, shuguang, { limit: 200, cursor: first.nextCursor ?? undefined });
  const names = [...first.items, ...second.items].map((one) => one.id);
  expect(new Set(names).size).toBe(names.length);
  expect(second.nextCursor).toBeNull();
  expect((await city.read(listPeople, shuguang, { role: 'dutyOfficer', limit: 50 })).items.map((one) => one.id)).toEqual([
    shuguang.personId,
  ]);
});
