import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../app/run-command.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { endIncident } from '../incidents/commands/end-incident.ts';
import { createSchedule, endSchedule, pauseSchedule, resumeSchedule } from './commands/keep-schedule.ts';
import { changeTemplate, retireTemplate, saveTemplate } from './commands/keep-template.ts';
import { orderReactions } from './orders.reactions.ts';
import { orderTasks } from './orders.tasks.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { listSchedules } from './schedules.views.ts';
import { listTemplates } from './templates.views.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let neighbour: Principal;
let recur: () => Promise<void>;

beforeAll(async () => {
  city = await testCity({ at: '2022-05-11T00:00:00.000Z' });
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  district = await city.principal('dutyOfficer', places.xinhua, { name: '何静' });
  neighbour = await city.principal('dutyOfficer', places.weidong);
  const tasks = orderTasks(
    (command, input) => runCommand(city.runtime, city.system, command, input as never),
    (principal, command, input) => runCommand(city.runtime, principal, command, input as never),
  );
  recur = () => (tasks.find((task) => task.name === 'orders:recur') as (typeof tasks)[number]).run({});
});
afterAll(() => city.stop());

let incidentId: string;
beforeEach(async () => {
  city.clock.set('2022-05-11T00:30:00.000Z');
  await city.sql(`update city.order_schedules set state = 'ended', next_at = null, pause_reason = null`);
  await city.sql(`update city.incidents set state = 'ended', ended_at = now() where state = 'active'`);
  incidentId = newId();
  await city.run(activateIncident, officer, { incidentId, name: '2022年5月疫情', level: 'II', isDrill: false });
});

const daily = { times: ['09:00', '18:00'], days: { kind: 'daily' as const }, skipHolidays: false, skipDays: [] };
const communities = (under: string) => ({ include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under }], except: [] });
async function template(by = district, more: object = {}): Promise<string> {
  const templateId = newId();
  await city.run(saveTemplate, by, {
    templateId,
    urgency: 'urgent',
    title: '{今天}采样人数',
    body: '{今天}采了多少人。',
    audience: communities(by.areaCode as string),
    questions: [{ key: 'n', kind: 'number', text: '采样人数', perArea: false, required: true }],
    ...more,
  } as never);
  return templateId;
}
async function schedule(more: object = {}, by = district): Promise<string> {
  const scheduleId = newId();
  await city.run(createSchedule, by, { scheduleId, templateId: await template(by), recurrence: { ...daily, ...more } } as never);
  return scheduleId;
}
const rowOf = async (id: string) =>
  (
    await city.sql<{ state: string; pause_reason: string | null; next_at: Date | null; version: number }>(
      'select * from city.order_schedules where id = $1',
      [id],
    )
  )[0];
const runsOf = (id: string) =>
  city.sql<{ slot_at: Date; order_id: string; missed: number }>(
    'select * from city.order_schedule_runs where schedule_id = $1 order by slot_at',
    [id],
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error instanceof Problem ? error.code : error),
  );
const react = (event: object) =>
  city.as(city.system, (tx) =>
    (orderReactions.find((one) => one.name === 'orders.pause-schedules') as (typeof orderReactions)[number]).run({
      tx,
      event,
      now: city.clock.now(),
    } as never),
  );

describe('a template', () => {
  test('of those above is used below as it is there, and changed by its own desk alone', async () => {
    const ofCity = await template(officer, { title: '全市采样' });
    const own = await template(district, { title: '新华采样' });
    const seen = (await city.read(listTemplates, district, { retired: 'false' })).items;
    expect(seen.filter((one) => [ofCity, own].includes(one.id)).map((one) => [one.deskName, one.may.change])).toEqual([
      ['新华区指挥部', true],
      ['市指挥部', false],
    ]);
    expect(seen.find((one) => one.id === ofCity)?.audience).toEqual(communities(places.xinhua));
    expect((await city.read(listTemplates, neighbour, { retired: 'false' })).items.some((one) => one.id === own)).toBe(false);
    const change = {
      templateId: own,
      version: 1,
      urgency: 'urgent',
      title: '改过的',
      body: '改过的',
      audience: communities(places.xinhua),
      questions: [],
    };
    expect(await refusal(city.run(changeTemplate, district, { ...change, templateId: ofCity } as never))).toBe('not-permitted');
    expect(await refusal(city.run(changeTemplate, neighbour, change as never))).toBe('not-found');
    await city.run(changeTemplate, district, change as never);
    expect(await refusal(city.run(changeTemplate, district, change as never))).toBe('version.stale');
    await city.run(retireTemplate, district, { templateId: own, version: 2, retired: true });
    expect((await city.read(listTemplates, district, { retired: 'false' })).items.some((one) => one.id === own)).toBe(false);
    expect((await city.read(listTemplates, district, { retired: 'true' })).items.some((one) => one.id === own)).toBe(true);
  });
});

describe('a recurring order', () => {
  test('that goes where something is so goes on when nobody meets it, and is issued in the slot in which somebody does', async () => {
    const where = { kind: 'areasWhere', level: 'community', under: places.xinhua, where: { is: 'hasCompound', kind: 'urbanVillage' } };
    const scheduleId = newId();
    const templateId = await template(district, { audience: { include: [where], except: [] } });
    await city.run(createSchedule, district, { scheduleId, templateId, recurrence: daily } as never);
    city.clock.set('2022-05-11T01:00:20.000Z');
    await recur();
    expect([(await rowOf(scheduleId))?.state, (await rowOf(scheduleId))?.next_at?.toISOString()]).toEqual([
      'running',
      '2022-05-11T10:00:00.000Z',
    ]);
    expect(await runsOf(scheduleId)).toEqual([]);
    const blank = { gridCode: null, aliases: [], address: { road: null, number: null, yard: null }, lacks: [], gates: [] };
    const village = { ...blank, compoundId: newId(), communityCode: places.tianhuyuan, name: '焦店老村', kind: 'urbanVillage' };
    await city.run(addCompound, district, { ...village, otherHouseholds: 0, otherResidents: 0 } as never);
    city.clock.set('2022-05-11T10:00:20.000Z');
    await recur();
    const [run] = await runsOf(scheduleId);
    expect(run?.missed).toBe(0);
    expect((await city.read(getOrder, district, { orderId: run?.order_id as string })).audienceText).toBe('新华区有城中村的社区');
  });

  test('is issued at its slot in the name of who set it up, and the journal says that the clock did it', async () => {
    const scheduleId = await schedule();
    await recur();
    expect(await runsOf(scheduleId)).toEqual([]);
    city.clock.set('2022-05-11T01:00:20.000Z');
    await recur();
    await recur();
    const runs = await runsOf(scheduleId);
    expect(runs.map((run) => [run.slot_at.toISOString(), run.missed])).toEqual([['2022-05-11T01:00:00.000Z', 0]]);
    const order = await city.read(getOrder, district, { orderId: runs[0]?.order_id as string });
    expect(order).toMatchObject({
      title: '5月11日采样人数',
      issuerName: '新华区指挥部',
      issuerPersonName: '何静（定时）',
      scheduleId,
      receiptCount: 5,
    });
    expect(order.answerBy).toBe('2022-05-11T07:00:20.000Z');
    const [told] = await city.sql<{ actor_name: string; operation: string }>(
      `select actor_name, operation from city.events where order_id = $1`,
      [order.id],
    );
    expect(told).toEqual({ actor_name: '何静（定时）', operation: 'fireSchedule' });
    const [listed] = (await city.read(listSchedules, district, { ended: 'false', limit: 10 })).items;
    expect(listed).toMatchObject({
      id: scheduleId,
      state: 'running',
      nextAt: '2022-05-11T10:00:00.000Z',
      runs: 1,
      lastRun: { orderId: order.id },
    });
    expect(listed?.upcoming).toHaveLength(5);
  });

  test('is issued once a slot, whatever the number of servers that wake at once', async () => {
    const scheduleId = await schedule();
    city.clock.set('2022-05-11T01:00:00.000Z');
    await Promise.all(Array.from({ length: 6 }, () => recur()));
    expect(await runsOf(scheduleId)).toHaveLength(1);
    const orders = (await city.read(listOrders, district, { mine: 'true', limit: 200 })).items.filter(
      (order) => order.title === '5月11日采样人数',
    );
    const ids = (await city.sql<{ order_id: string }>('select order_id from city.order_schedule_runs')).map((run) => run.order_id);
    expect(orders.every((order) => ids.includes(order.id))).toBe(true);
  });

  test('of the slots that passed while no server ran the last one is issued late, and how many were missed is kept', async () => {
    const scheduleId = await schedule();
    city.clock.set('2022-05-13T03:00:00.000Z');
    await recur();
    expect((await runsOf(scheduleId)).map((run) => [run.slot_at.toISOString(), run.missed])).toEqual([['2022-05-13T01:00:00.000Z', 4]]);
    expect((await rowOf(scheduleId))?.next_at?.toISOString()).toBe('2022-05-13T10:00:00.000Z');
  });

  test('pauses with its incident, and goes on from the next slot when somebody resumes it in the next one', async () => {
    const scheduleId = await schedule();
    await city.run(endIncident, officer, { incidentId, version: 1 });
    await react({ type: 'incident.ended', incidentId, payload: {} });
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'paused', pause_reason: 'noIncident', next_at: null });
    expect(await refusal(city.run(resumeSchedule, district, { scheduleId, version: 2 }))).toBe('incident.none-active');
    await city.run(activateIncident, officer, { incidentId: newId(), name: '汛情', level: 'III', isDrill: false });
    city.clock.set('2022-05-11T02:00:00.000Z');
    await city.run(resumeSchedule, district, { scheduleId, version: 2 });
    await recur();
    expect(await runsOf(scheduleId)).toEqual([]);
    expect((await rowOf(scheduleId))?.next_at?.toISOString()).toBe('2022-05-11T10:00:00.000Z');
  });

  test('pauses at its slot when the incident ended unseen', async () => {
    const scheduleId = await schedule();
    await city.run(endIncident, officer, { incidentId, version: 1 });
    city.clock.set('2022-05-11T01:00:00.000Z');
    await recur();
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'paused', pause_reason: 'noIncident' });
    expect(await runsOf(scheduleId)).toEqual([]);
  });

  test('never uses the name of somebody whose assignment has ended; whoever resumes it answers for it', async () => {
    const leaving = await city.principal('dutyOfficer', places.xinhua, { name: '要走的' });
    const scheduleId = await schedule({}, leaving);
    await city.sql(`update city.assignments set to_at = $2 where id = $1`, [leaving.assignmentId, city.clock.now()]);
    city.clock.set('2022-05-11T01:00:00.000Z');
    await recur();
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'paused', pause_reason: 'assignmentEnded' });
    expect(await runsOf(scheduleId)).toEqual([]);
    await city.run(resumeSchedule, district, { scheduleId, version: 2 });
    city.clock.set('2022-05-11T10:00:00.000Z');
    await recur();
    const [run] = await runsOf(scheduleId);
    expect((await city.read(getOrder, district, { orderId: run?.order_id as string })).issuerPersonName).toBe('何静（定时）');
  });

  test('that is refused waits for somebody to put it right, and says why', async () => {
    const scheduleId = await schedule();
    await city.sql(
      `update city.order_templates set audience = $1 where id = (select template_id from city.order_schedules where id = $2)`,
      [JSON.stringify({ include: [{ kind: 'areas', codes: ['410402999'] }], except: [] }), scheduleId],
    );
    city.clock.set('2022-05-11T01:00:00.000Z');
    await recur();
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'paused', pause_reason: 'refused' });
    const [told] = await city.sql<{ payload: object }>(
      `select payload from city.events where type = 'schedule.paused' and payload ->> 'scheduleId' = $1`,
      [scheduleId],
    );
    expect(told?.payload).toMatchObject({ scheduleId, reason: 'refused', problem: 'area.unknown', title: '{今天}采样人数' });
  });

  test('ends after its last day, is paused, resumed and ended by its own desk alone, and one that never fits is refused', async () => {
    const scheduleId = await schedule({ until: '2022-05-11', times: ['09:00'] });
    city.clock.set('2022-05-11T01:00:00.000Z');
    await recur();
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'ended', next_at: null });
    expect(await refusal(schedule({ until: '2022-05-10' }))).toBe('schedule.never');
    const other = await schedule();
    expect(await refusal(city.run(pauseSchedule, officer, { scheduleId: other, version: 1 }))).toBe('not-permitted');
    expect(await refusal(city.run(pauseSchedule, neighbour, { scheduleId: other, version: 1 }))).toBe('not-found');
    await city.run(pauseSchedule, district, { scheduleId: other, version: 1 });
    city.clock.set('2022-05-11T10:00:00.000Z');
    await recur();
    expect(await runsOf(other)).toEqual([]);
    await city.run(endSchedule, district, { scheduleId: other, version: 2 });
    expect((await rowOf(other))?.state).toBe('ended');
  });

  test('pauses when its template is retired', async () => {
    const scheduleId = await schedule();
    const [row] = await city.sql<{ template_id: string }>('select template_id from city.order_schedules where id = $1', [scheduleId]);
    await city.run(retireTemplate, district, { templateId: row?.template_id as string, version: 1, retired: true });
    await react({ type: 'template.retired', payload: { templateId: row?.template_id, retired: true } });
    expect(await rowOf(scheduleId)).toMatchObject({ state: 'paused', pause_reason: 'templateRetired' });
    expect(await refusal(city.run(resumeSchedule, district, { scheduleId, version: 2 }))).toBe('template.retired');
  });
});
