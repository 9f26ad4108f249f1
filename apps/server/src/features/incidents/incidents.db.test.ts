import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { activateIncident } from './commands/activate-incident.ts';
import { changeIncidentLevel } from './commands/change-incident-level.ts';
import { endIncident } from './commands/end-incident.ts';
import { requireActiveIncident } from './incidents.store.ts';
import { getCurrentIncident, listIncidents } from './incidents.views.ts';

let city: TestCity;
let officer: Principal;
let community: Principal;
beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city);
  community = await city.principal('communitySecretary', places.shubei);
});
afterAll(() => city.stop());
beforeEach(async () => {
  await city.sql('delete from city.incidents');
});

const activate = (by = officer, name = '2022年5月疫情', isDrill = false) =>
  city.run(activateIncident, by, { incidentId: newId(), name, level: 'II', isDrill });

test('only the headquarters of the city begins, changes or ends an incident', async () => {
  for (const [role, area] of [
    ['commander', places.xinhua],
    ['communitySecretary', places.shubei],
    ['systemAdministrator', places.city],
  ] as const) {
    await expect(activate(await city.principal(role, area))).rejects.toMatchObject({ code: 'not-permitted' });
  }
  const incident = await activate();
  const input = { incidentId: incident.id, version: incident.version };
  await expect(city.run(endIncident, community, input)).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(city.run(changeIncidentLevel, community, { ...input, level: 'I' })).rejects.toMatchObject({ code: 'not-permitted' });
});

test('two begun at the same moment: one is, the other is told', async () => {
  const outcomes = await Promise.allSettled([activate(), activate(officer, '演练', true)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'incident.already-active' } });
  expect(await city.sql(`select 1 from city.incidents where state = 'active'`)).toHaveLength(1);
});

test('the same command again has one effect and the same answer', async () => {
  const input = { commandId: newId(), incidentId: newId(), name: '2022年5月疫情', level: 'II' as const, isDrill: false };
  const first = await city.run(activateIncident, officer, input);
  expect(await city.run(activateIncident, officer, input)).toEqual(first);
  const raise = { commandId: newId(), incidentId: first.id, version: first.version, level: 'I' as const };
  const raised = await city.run(changeIncidentLevel, officer, raise);
  expect(raised).toMatchObject({ level: 'I', version: first.version + 1 });
  expect(await city.run(changeIncidentLevel, officer, raise)).toEqual(raised);
  await expect(city.run(changeIncidentLevel, officer, { ...raise, commandId: newId() })).rejects.toMatchObject({ code: 'version.stale' });
});

test('everybody in the city sees it with its day, and that it has ended', async () => {
  const incident = await activate();
  city.clock.advance({ hours: 20 });
  expect(await city.read(getCurrentIncident, community, {})).toMatchObject({
    incident: { dayNumber: 2, state: 'active' },
    may: { activate: false },
  });
  await city.run(endIncident, officer, { incidentId: incident.id, version: incident.version });
  city.clock.advance({ days: 5 });
  expect((await city.read(getCurrentIncident, community, {})).incident).toMatchObject({ state: 'ended', dayNumber: 2 });
  expect((await city.read(getCurrentIncident, officer, {})).may).toEqual({ activate: true });
  await expect(city.run(endIncident, officer, { incidentId: incident.id, version: 2 })).rejects.toMatchObject({ code: 'incident.ended' });
});

test('drills stand apart in the list, which pages by key', async () => {
  for (const [name, isDrill] of [
    ['甲', false],
    ['乙', true],
    ['丙', false],
  ] as const) {
    const { id, version } = await activate(officer, `${name}事件`, isDrill);
    await city.run(endIncident, officer, { incidentId: id, version });
    city.clock.advance({ days: 1 });
  }
  const real = await city.read(listIncidents, officer, { limit: 1, drills: 'false' });
  expect(real.items.map((item) => item.name)).toEqual(['丙事件']);
  const next = await city.read(listIncidents, officer, { limit: 1, drills: 'false', cursor: real.nextCursor ?? undefined });
  expect(next.items.map((item) => item.name)).toEqual(['甲事件']);
  expect(next.nextCursor).toBeNull();
  expect((await city.read(listIncidents, officer, { limit: 9, drills: 'true' })).items).toHaveLength(1);
});

test('an incident does not end under whoever is sending in it', async () => {
  const incident = await activate();
  let ended = false;
  const ending = city.as(community, async (tx) => {
    await requireActiveIncident(tx);
    const end = city.run(endIncident, officer, { incidentId: incident.id, version: incident.version }).then(() => {
      ended = true;
    });
    await expect.poll(() => city.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).toHaveLength(1);
    expect(ended).toBe(false);
    return { end };
  });
  await (await ending).end;
  await expect(city.as(community, requireActiveIncident)).rejects.toMatchObject({ code: 'incident.none-active' });
});
