import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { addPlace } from './commands/add-place.ts';
import { changePlace } from './commands/change-place.ts';
import { closePlace } from './commands/close-place.ts';
import { linkPlacePerson } from './commands/link-place-person.ts';
import { refreshPlacesByTimer } from './commands/refresh-places.ts';
import { reportPlaceProblem } from './commands/report-place-problem.ts';
import { seePlaceProblem } from './commands/see-place-problem.ts';
import { settlePlaceProblem } from './commands/settle-place-problem.ts';
import { unlinkPlacePerson } from './commands/unlink-place-person.ts';
import { getPlace } from './place-detail.view.ts';
import { listPlaceProblems } from './place-problems.view.ts';
import { placesAttention } from './places.attention.ts';
import { listPlaces, summarisePlaces } from './places.views.ts';
import { problemsAttention } from './problems.attention.ts';

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
  for (const table of ['place_problems', 'place_people', 'place_shifts', 'places', 'compounds'])
    await city.sql(`delete from city.${table}`);
});

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const shift = (name: string, from: string, to: string, needed = 1) => ({ id: newId(), name, from, to, weekdays: everyDay, needed });
type Shift = ReturnType<typeof shift>;
const written = (name: string, shifts: Shift[] = []) => ({ name, compoundId: null, gate: null, position: null, opening: [], shifts });
async function place(name: string, shifts: Shift[] = [], more: object = {}): Promise<string> {
  const placeId = newId();
  const input = { placeId, communityCode: places.tianhuyuan, kind: 'checkpoint' as const, ...written(name, shifts), ...more };
  await city.run(addPlace, secretary, input);
  return placeId;
}
const someone = (name: string) => city.principal('volunteer', places.tianhuyuan, { name });
async function stands(
  placeId: string,
  shiftId: string,
  personId: string,
  days: { fromDay?: string; toDay?: string | null } = {},
): Promise<string> {
  const linkId = newId();
  await city.run(linkPlacePerson, secretary, { linkId, placeId, shiftId, personId, toDay: null, ...days });
  return linkId;
}
/** What needs a hand in the district now: names and whether they are late. */
async function attention(): Promise<[string, boolean, string | null][]> {
  return city.as(district, async (tx) => {
    const now = city.clock.now();
    const { rows } = await placesAttention.open(places.xinhua, now).execute(tx);
    const items = await placesAttention.items(
      tx,
      rows.map((row) => row.subject_id),
      now,
    );
    return items
      .map(({ title, attention: { state }, detail }) => [title, state === 'late', detail] as [string, boolean, string | null])
      .sort();
  });
}
/** To a time of day in the city, today or tomorrow. */
function until(time: string): void {
  const now = city.clock.now();
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const local = new Date(now.getTime() + 8 * 3_600_000);
  const ahead = (hours * 60 + minutes - (local.getUTCHours() * 60 + local.getUTCMinutes()) + 1_440) % 1_440;
  city.clock.advance({ minutes: ahead });
}

test('a place is unstaffed while it is open with fewer people than it needs, an hour before that it waits, and nobody else is told', async () => {
  until('10:00');
  const day = shift('白班', '06:00', '14:00', 2);
  const late = shift('中班', '14:00', '22:00', 1);
  const placeId = await place('南门卡点', [day, late]);
  expect(await attention()).toEqual([['南门卡点', true, '白班 06:00–14:00 0/2']]);
  const [one, two] = [await someone('孙丽'), await someone('王建民')];
  await stands(placeId, day.id, one.personId);
  expect(await attention()).toEqual([['南门卡点', true, '白班 06:00–14:00 1/2']]);
  await stands(placeId, day.id, two.personId);
  expect(await attention()).toEqual([]);
  until('12:59');
  expect(await attention()).toEqual([]);
  until('13:00');
  expect(await attention()).toEqual([['南门卡点', false, '中班 14:00–22:00 0/1']]);
  until('14:00');
  expect(await attention()).toEqual([['南门卡点', true, '中班 14:00–22:00 0/1']]);
  until('22:00');
  expect(await attention()).toEqual([]);
  expect((await city.read(listPlaces, secretary, { limit: 50, unstaffed: 'true' })).items).toEqual([]);
});

test('whose days are over leaves a place without people by itself, and the timer goes on finding it day after day', async () => {
  until('10:00');
  const night = shift('夜班', '22:00', '06:00');
  const placeId = await place('夜间卡点', [night]);
  const today = new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  await stands(placeId, night.id, (await someone('值夜的')).personId, { fromDay: today, toDay: today });
  const refresh = () => city.run(refreshPlacesByTimer, city.system, {});
  until('22:30');
  await refresh();
  expect(await attention()).toEqual([]);
  until('05:00');
  await refresh();
  expect(await attention()).toEqual([]);
  for (let nights = 0; nights < 3; nights++) {
    until('18:00');
    await refresh();
    expect(await attention()).toEqual([]);
    until('22:00');
    await refresh();
    expect(await attention()).toEqual([['夜间卡点', true, '夜班 22:00–06:00 0/1']]);
  }
});

test('what an act brought about is short from then on, not from the beginning of the shift', async () => {
  until('10:00');
  const day = shift('白班', '06:00', '14:00');
  const placeId = await place('西门', [day]);
  const linkId = await stands(placeId, day.id, (await someone('走的人')).personId);
  until('11:30');
  await city.run(unlinkPlacePerson, secretary, { linkId });
  const detail = await city.read(getPlace, secretary, { placeId });
  expect(detail).toMatchObject({ isOpen: true, needed: 1, standing: 0, shortFrom: city.clock.now().toISOString() });
  await expect(city.run(unlinkPlacePerson, secretary, { linkId })).rejects.toMatchObject({ code: 'not-found' });
});

test('nobody stands at two places at the same time, nor twice in one shift, also when two desks put him there at once', async () => {
  const [a, b] = [shift('白班', '06:00', '14:00', 3), shift('上午', '08:00', '12:00', 3)];
  const [one, other] = [await place('东门', [a]), await place('北门', [b])];
  const { personId } = await someone('只有一个');
  const outcomes = await Promise.allSettled([stands(one, a.id, personId), stands(other, b.id, personId)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'place.person-elsewhere' } });
  const second = await someone('第二个');
  await stands(one, a.id, second.personId);
  await expect(stands(one, a.id, second.personId)).rejects.toMatchObject({ code: 'place.person-there-already' });
  const evening = shift('晚上', '18:00', '20:00');
  await stands(await place('晚上的门', [evening]), evening.id, second.personId);
});

test('a shift that stays keeps its people; one that is left out ends with them, and the record of both stays', async () => {
  const [day, night] = [shift('白班', '06:00', '18:00'), shift('夜班', '18:00', '06:00')];
  const placeId = await place('大门', [day, night]);
  await stands(placeId, day.id, (await someone('白天的')).personId);
  await stands(placeId, night.id, (await someone('夜里的')).personId);
  await city.run(changePlace, secretary, { placeId, version: 1, ...written('正门', [{ ...day, needed: 2 }]) });
  const detail = await city.read(getPlace, secretary, { placeId });
  expect(detail.name).toBe('正门');
  expect(detail.shifts.map(({ name, needed, people }) => [name, needed, people.map((person) => person.name)])).toEqual([
    ['白班', 2, ['白天的']],
  ]);
  expect(await city.sql('select 1 from city.place_shifts')).toHaveLength(2);
  expect(await city.sql('select 1 from city.place_people')).toHaveLength(2);
  await expect(city.run(changePlace, secretary, { placeId, version: 1, ...written('晚了') })).rejects.toMatchObject({
    code: 'version.stale',
  });
});

test('bad input is told for what it is: the same name, a foreign compound, a gate that is not there, a shift outside of the opening times', async () => {
  const compoundId = newId();
  await city.run(addCompound, secretary, {
    compoundId,
    communityCode: places.tianhuyuan,
    name: '天湖苑',
    kind: 'managed',
    gridCode: null,
    aliases: [],
    address: { road: null, number: null, yard: null },
    lacks: [],
    gates: ['南门'],
    otherHouseholds: 0,
    otherResidents: 0,
  });
  await place('南门', [], { kind: 'gate', compoundId, gate: '南门' });
  await expect(place('南门')).rejects.toMatchObject({ code: 'place.name-taken' });
  await expect(place('北门', [], { compoundId, gate: '北门' })).rejects.toMatchObject({
    code: 'place.gate-unknown',
    params: { name: '北门' },
  });
  await expect(place('别处', [], { compoundId: newId() })).rejects.toMatchObject({ code: 'place.compound-elsewhere' });
  const opening = [{ from: '08:00', to: '12:00', weekdays: everyDay }];
  await expect(place('点', [shift('夜班', '22:00', '06:00')], { opening })).rejects.toMatchObject({
    code: 'place.shift-never-open',
    params: { name: '夜班' },
  });
  expect((await city.read(listPlaces, secretary, { limit: 50, compoundId })).items).toMatchObject([
    { name: '南门', compoundName: '天湖苑', gate: '南门' },
  ]);
  expect(await city.sql('select 1 from city.places')).toHaveLength(1);
});

test('what was reported as wrong has an end: seen and settled by the desk, and its place is not closed before', async () => {
  const placeId = await place('1号采样点', [], { kind: 'testPoint' });
  const problemId = newId();
  const volunteer = await someone('周敏');
  await city.run(reportPlaceProblem, volunteer, { placeId, problemId, kind: 'noPower', text: null });
  await expect(city.run(settlePlaceProblem, volunteer, { problemId, outcome: '好了' })).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(city.run(closePlace, secretary, { placeId, version: 1, reason: '撤点' })).rejects.toMatchObject({
    code: 'place.problems-open',
  });
  await city.run(seePlaceProblem, secretary, { problemId });
  await expect(city.run(seePlaceProblem, secretary, { problemId })).rejects.toMatchObject({ code: 'state.moved-on' });
  expect((await city.read(listPlaceProblems, district, { limit: 50, settled: 'false' })).items).toMatchObject([
    { state: 'seen', isLate: false, reportedBy: '周敏', may: { see: false, settle: true } },
  ]);
  city.clock.advance({ hours: 3 });
  expect((await city.read(listPlaceProblems, district, { limit: 50, settled: 'false' })).items).toMatchObject([{ isLate: true }]);
  expect(await city.read(summarisePlaces, district, {})).toMatchObject({ places: 1, problems: 1 });
  await city.run(settlePlaceProblem, secretary, { problemId, outcome: '接上了发电机' });
  expect((await city.read(listPlaceProblems, district, { limit: 50, settled: 'true' })).items).toMatchObject([{ outcome: '接上了发电机' }]);
  await city.run(closePlace, secretary, { placeId, version: 1, reason: '撤点' });
  await expect(city.run(reportPlaceProblem, volunteer, { placeId, problemId: newId(), kind: 'crowd', text: null })).rejects.toMatchObject({
    code: 'place.closed',
  });
  expect(await city.read(getPlace, secretary, { placeId })).toMatchObject({ closeReason: '撤点', may: { change: false, report: false } });
});

test('a problem waits at its community at once, until somebody has it in hand; not settled in time it concerns everybody above', async () => {
  const placeId = await place('1号采样点', [], { kind: 'testPoint' });
  const problemId = newId();
  await city.run(reportPlaceProblem, await someone('周敏'), { placeId, problemId, kind: 'crowd', text: null });
  const open = (by: Principal, area: string) =>
    city.as(by, async (tx) => {
      const now = city.clock.now();
      const { rows } = await problemsAttention.open(area, now).execute(tx);
      const ids = rows.map((row) => row.subject_id);
      return (await problemsAttention.items(tx, ids, now)).map(({ title, attention: { state } }) => `${title} ${state}`);
    });
  expect(await open(secretary, places.tianhuyuan)).toEqual(['1号采样点 waiting']);
  expect(await open(district, places.xinhua)).toEqual([]);
  await city.run(seePlaceProblem, secretary, { problemId });
  expect(await open(secretary, places.tianhuyuan)).toEqual([]);
  city.clock.advance({ hours: 2 });
  expect(await open(secretary, places.tianhuyuan)).toEqual(['1号采样点 late']);
  expect(await open(district, places.xinhua)).toEqual(['1号采样点 late']);
  await city.run(settlePlaceProblem, secretary, { problemId, outcome: '分流到 2 号' });
  expect(await open(district, places.xinhua)).toEqual([]);
});

test('the list of places goes page after page, nothing twice and nothing left out, and of another community nothing', async () => {
  for (let at = 0; at < 7; at++) await place(`${at}号门`);
  const other = await city.principal('communitySecretary', places.yugou);
  expect((await city.read(listPlaces, other, { limit: 50 })).items).toEqual([]);
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await city.read(listPlaces, district, { limit: 3, cursor });
    names.push(...next.items.map(({ name }) => name));
    cursor = next.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(Array.from({ length: 7 }, (_, at) => `${at}号门`));
});
