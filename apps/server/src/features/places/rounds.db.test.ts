import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addPlace } from './commands/add-place.ts';
import { addRoundCount } from './commands/add-round-count.ts';
import { closeRound } from './commands/close-round.ts';
import { correctRoundCount } from './commands/correct-round-count.ts';
import { lapseRoundsByTimer } from './commands/lapse-rounds.ts';
import { openRound } from './commands/open-round.ts';
import { planRound } from './commands/plan-round.ts';
import { recordPlaceCheck } from './commands/record-place-check.ts';
import { reportQueue } from './commands/report-queue.ts';
import { getPlace } from './place-detail.view.ts';
import { listPlaces } from './places.views.ts';
import { listTestPoints } from './test-points.view.ts';

let city: TestCity;
let secretary: Principal;
let volunteer: Principal;
let second: Principal;
beforeAll(async () => {
  city = await testCity();
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  volunteer = await city.principal('volunteer', places.tianhuyuan, { name: '周敏' });
  second = await city.principal('volunteer', places.tianhuyuan, { name: '韩磊' });
});
afterAll(() => city.stop());
beforeEach(async () => {
  for (const table of ['place_checks', 'place_reports', 'place_rounds', 'places']) await city.sql(`delete from city.${table}`);
});

async function testPoint(name: string, position: { latitude: number; longitude: number } | null = null): Promise<string> {
  const placeId = newId();
  const blank = { compoundId: null, gate: null, opening: [], shifts: [] };
  await city.run(addPlace, secretary, { placeId, communityCode: places.tianhuyuan, kind: 'testPoint', name, position, ...blank });
  return placeId;
}
const minutes = (n: number) => new Date(city.clock.now().getTime() + n * 60_000).toISOString();
async function planned(placeId: string, name = '第1轮'): Promise<string> {
  const roundId = newId();
  await city.run(planRound, secretary, { placeId, roundId, name, plannedFrom: minutes(0), plannedTo: minutes(240) });
  return roundId;
}
async function open(placeId: string, name?: string): Promise<string> {
  const roundId = await planned(placeId, name);
  await city.run(openRound, volunteer, { roundId });
  return roundId;
}
const queue = (by: Principal, placeId: string, state: 'short' | 'long' | 'closed', doneAt?: string) =>
  city.run(reportQueue, by, { placeId, reportId: newId(), queue: state, ...(doneAt ? { doneAt } : {}) });
const count = (by: Principal, roundId: string, amount: number, more: { reportId?: string; doneAt?: string; commandId?: string } = {}) =>
  city.run(addRoundCount, by, { roundId, reportId: newId(), amount, ...more });
const detail = (placeId: string) => city.read(getPlace, secretary, { placeId });
const done = async (placeId: string) => (await detail(placeId)).rounds[0]?.done;

test('counts of two phones add up in whatever order and however often they are sent; the figure is the sum of what was said', async () => {
  const placeId = await testPoint('1号采样点');
  const roundId = await open(placeId);
  const [one, two] = [
    { reportId: newId(), commandId: newId() },
    { reportId: newId(), commandId: newId() },
  ];
  await Promise.all([count(volunteer, roundId, 50, one), count(second, roundId, 10, two), count(volunteer, roundId, 50, one)]);
  await count(second, roundId, 10, two);
  expect(await done(placeId)).toBe(60);
  await expect(count(second, roundId, 10, { reportId: one.reportId })).rejects.toMatchObject({ code: 'state.moved-on' });
  const [sum] = await city.sql<{ n: number }>('select sum(amount)::int as n from city.place_reports');
  expect(sum?.n).toBe(60);
});

test('a count is never typed down in silence: a correction says why, stays beside what it corrects, and takes off no more than there is', async () => {
  const placeId = await testPoint('1号采样点');
  const roundId = await open(placeId);
  await count(volunteer, roundId, 50);
  const correct = (amount: number) => city.run(correctRoundCount, second, { roundId, reportId: newId(), amount, reason: '多点了一下' });
  await expect(correct(-60)).rejects.toMatchObject({ code: 'place.count-below-none', params: { done: 50 } });
  city.clock.advance({ minutes: 1 });
  await correct(-40);
  const { rounds, reports } = await detail(placeId);
  expect(rounds[0]?.done).toBe(10);
  expect(reports.map(({ kind, amount, reason, personName }) => [kind, amount, reason, personName])).toEqual([
    ['correction', -40, '多点了一下', '韩磊'],
    ['count', 50, null, '周敏'],
  ]);
});

test('work that was done while the round was open counts also when its phone sends it later; what was done after it does not', async () => {
  const placeId = await testPoint('1号采样点');
  const roundId = await open(placeId);
  city.clock.advance({ minutes: 30 });
  const during = city.clock.now().toISOString();
  city.clock.advance({ minutes: 30 });
  await city.run(closeRound, volunteer, { roundId });
  city.clock.advance({ minutes: 60 });
  await count(second, roundId, 100, { doneAt: during });
  expect(await done(placeId)).toBe(100);
  await expect(count(second, roundId, 100)).rejects.toMatchObject({ code: 'place.round-not-open' });
  await expect(count(second, await planned(placeId, '第2轮'), 10)).rejects.toMatchObject({ code: 'place.round-not-open' });
});

test('of two reports of a queue the one that was made later counts, whichever arrives first; after half an hour nobody knows', async () => {
  const placeId = await testPoint('1号采样点');
  await open(placeId);
  city.clock.advance({ minutes: 5 });
  const earlier = minutes(-3);
  await queue(volunteer, placeId, 'long');
  await queue(second, placeId, 'short', earlier);
  expect(await detail(placeId)).toMatchObject({ queue: 'long', queueBy: '周敏' });
  expect((await detail(placeId)).reports).toHaveLength(2);
  expect((await city.read(listPlaces, secretary, { limit: 50, queue: 'long' })).items).toHaveLength(1);
  city.clock.advance({ minutes: 31 });
  expect(await detail(placeId)).toMatchObject({ queue: 'unknown' });
  expect((await city.read(listPlaces, secretary, { limit: 50, queue: 'long' })).items).toEqual([]);
  expect((await city.read(listPlaces, secretary, { limit: 50, queue: 'unknown' })).items).toHaveLength(1);
});

test('one round is open at a test point at a time, also when two phones open one each at once', async () => {
  const placeId = await testPoint('1号采样点');
  const [one, two] = [await planned(placeId), await planned(placeId, '第2轮')];
  const outcomes = await Promise.allSettled([
    city.run(openRound, volunteer, { roundId: one }),
    city.run(openRound, second, { roundId: two }),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'place.round-open-already' } });
});

test('a round that nobody closes, or never opens, ends some hours after its time by itself', async () => {
  const placeId = await testPoint('1号采样点');
  await open(placeId);
  await planned(placeId, '第2轮');
  city.clock.advance({ hours: 6 });
  expect(await city.run(lapseRoundsByTimer, city.system, {})).toEqual({ rounds: 0 });
  city.clock.advance({ hours: 2 });
  expect(await city.run(lapseRoundsByTimer, city.system, {})).toEqual({ rounds: 2 });
  expect((await detail(placeId)).rounds.map(({ state }) => state)).toEqual(['closed', 'closed']);
});

test('where to go: open with a short queue first, then nearer; or nearer first; what is closed last; page after page', async () => {
  const here = { latitude: 33.735, longitude: 113.3 };
  const at = (north: number) => ({ ...here, latitude: here.latitude + north });
  const points = { long: at(0.001), shortFar: at(0.02), shortNear: at(0.01), untold: at(0.002), noRound: at(0.0001) };
  for (const [name, position] of Object.entries(points)) {
    const placeId = await testPoint(name, position);
    if (name !== 'noRound') await open(placeId);
    if (name.startsWith('short')) await queue(volunteer, placeId, 'short');
    if (name === 'long') await queue(volunteer, placeId, 'long');
  }
  const names = async (by: 'queue' | 'distance', limit = 50, position: object = here) => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await city.read(listTestPoints, volunteer, { by, limit, cursor, ...position });
      all.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return all;
  };
  expect(await names('queue')).toEqual(['shortNear', 'shortFar', 'untold', 'long', 'noRound']);
  expect(await names('queue', 2)).toEqual(['shortNear', 'shortFar', 'untold', 'long', 'noRound']);
  expect(await names('distance')).toEqual(['long', 'untold', 'shortNear', 'shortFar', 'noRound']);
  expect((await names('queue', 50, {})).at(-1)).toBe('noRound');
  const { items } = await city.read(listTestPoints, volunteer, { by: 'queue', limit: 1, ...here });
  expect(items[0]?.metres).toBeGreaterThan(1_105);
  expect(items[0]?.metres).toBeLessThan(1_120);
});

test('a check shows what was found last, by whom; a gate has neither rounds nor queue nor checks', async () => {
  const placeId = await testPoint('1号采样点');
  const check = (by: Principal, isMet: boolean) =>
    city.run(recordPlaceCheck, by, { placeId, checkId: newId(), key: 'twoMetres', isMet, note: null });
  await check(volunteer, false);
  city.clock.advance({ minutes: 5 });
  await check(second, true);
  expect((await detail(placeId)).checks.map(({ key, isMet, personName }) => [key, isMet, personName])).toEqual([
    ['twoMetres', true, '韩磊'],
    ['order', null, null],
    ['policyExplained', null, null],
  ]);
  const gate = newId();
  const blank = { compoundId: null, gate: null, position: null, opening: [], shifts: [] };
  await city.run(addPlace, secretary, { placeId: gate, communityCode: places.tianhuyuan, kind: 'gate', name: '南门', ...blank });
  await expect(queue(volunteer, gate, 'short')).rejects.toMatchObject({ code: 'place.not-a-test-point' });
  await expect(planned(gate)).rejects.toMatchObject({ code: 'place.not-a-test-point' });
});
