import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { getAttention, listAttention } from '../attention/attention.views.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { getChecklist, listChecklists } from './checklists.views.ts';
import { changeChecklist } from './commands/change-checklist.ts';
import { closeChecklist } from './commands/close-checklist.ts';
import { saveChecklist } from './commands/save-checklist.ts';
import { sendChecklist } from './commands/send-checklist.ts';
import { tickItem } from './commands/tick-item.ts';
import { turnChecklists } from './commands/turn-checklists.ts';
import { untickItem } from './commands/untick-item.ts';
import { getDeskChecklist, listDeskChecklists } from './desk-checklists.views.ts';
import { getChecklistProgress } from './progress.views.ts';

let city: TestCity;
let commander: Principal;
let district: Principal;
let secretary: Principal;
let neighbour: Principal;
beforeAll(async () => {
  city = await testCity();
  commander = await city.principal('commander', places.city);
  district = await city.principal('dutyOfficer', places.xinhua);
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  neighbour = await city.principal('communitySecretary', places.yugou);
  await city.run(activateIncident, commander, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());
beforeEach(async () => {
  for (const table of ['checklist_ticks', 'checklist_desks', 'checklist_counts', 'checklist_revisions', 'checklists'])
    await city.sql(`delete from city.${table}`);
});

const item = (text: string | null, id = newId()) => ({ id, text, hint: null });
const hours = (n: number) => new Date(city.clock.now().getTime() + n * 3_600_000).toISOString();
interface Draft {
  items: ReturnType<typeof item>[];
  areaCodes?: string[];
  level?: 'district' | 'community';
  startsAt?: string;
  endsAt?: string | null;
  dueAt?: string | null;
}
async function draft(
  by: Principal,
  { items, areaCodes, level = 'community', startsAt, endsAt = null, dueAt = null }: Draft,
): Promise<string> {
  const checklistId = newId();
  const input = { checklistId, frame: null, title: '夜间值守', note: null, items, level, areaCodes: areaCodes ?? [places.jiaodian] };
  await city.run(saveChecklist, by, { ...input, ...(startsAt ? { startsAt } : {}), endsAt, dueAt });
  return checklistId;
}
async function sent(by: Principal, written: Draft): Promise<string> {
  const checklistId = await draft(by, written);
  await city.run(sendChecklist, by, { checklistId, version: 1 });
  return checklistId;
}
const tick = (
  by: Principal,
  checklistId: string,
  itemId: string,
  more: { tickId?: string; revision?: number; note?: string; doneAt?: string; commandId?: string } = {},
) => city.run(tickItem, by, { checklistId, areaCode: by.areaCode as string, itemId, tickId: newId(), photos: [], ...more });
const change = (
  checklistId: string,
  version: number,
  items: ReturnType<typeof item>[],
  more: { dueAt?: string | null; endsAt?: string | null } = {},
) =>
  city.run(changeChecklist, district, {
    checklistId,
    version,
    title: '夜间值守',
    note: null,
    items,
    endsAt: null,
    dueAt: null,
    ...more,
    reason: '补一项',
  });
const deskOf = (by: Principal, checklistId: string) => city.read(getDeskChecklist, by, { checklistId, areaCode: by.areaCode as string });
const turn = () => city.run(turnChecklists, city.system, {});

/** The counters of the feature beside the same numbers from its records. */
async function countersAndRecords(checklistId: string) {
  const [kept] = await city.sql<{ desks: number; done: number; ticks: number }>(
    `select coalesce(sum(n) filter (where what = 'desks'), 0)::int as desks, coalesce(sum(n) filter (where what = 'done'), 0)::int as done,
      coalesce(sum(n) filter (where what not in ('desks', 'done')), 0)::int as ticks from city.checklist_counts where checklist_id = $1`,
    [checklistId],
  );
  const [real] = await city.sql<{ desks: number; done: number; ticks: number }>(
    `select count(*)::int as desks, count(*) filter (where x.n = c.named)::int as done, coalesce(sum(x.all_ticks), 0)::int as ticks
      from city.checklist_desks d join city.checklists c on c.id = d.checklist_id cross join lateral (
        select count(*) filter (where exists (select 1 from jsonb_array_elements(c.items) i where i ->> 'id' = t.item_id::text and i ->> 'text' is not null)) as n, count(*) as all_ticks
        from city.checklist_ticks t where t.checklist_id = d.checklist_id and t.area_code = d.area_code and t.taken_back_at is null) x
      where d.checklist_id = $1`,
    [checklistId],
  );
  return { kept, real };
}

test('a desk ticks for itself and nobody above it does; the second of two is told who was first', async () => {
  const one = item('大门有人');
  const checklistId = await sent(district, { items: [one, item('测温')] });
  const by = { checklistId, areaCode: places.tianhuyuan, itemId: one.id, tickId: newId(), photos: [] };
  await expect(city.run(tickItem, district, by)).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(city.run(tickItem, neighbour, by)).rejects.toMatchObject({ code: 'not-found' });
  expect(await tick(secretary, checklistId, one.id, { note: '刘师傅在' })).toMatchObject({ ticked: 1, named: 2 });
  const colleague = await city.principal('gridWorker', places.tianhuyuan, { name: '高敏' });
  await expect(tick(colleague, checklistId, one.id)).rejects.toMatchObject({
    code: 'checklist.ticked-already',
    params: { by: secretary.personName },
  });
  expect((await deskOf(secretary, checklistId)).items[0]?.tick).toMatchObject({ byName: secretary.personName, note: '刘师傅在' });
});

test('a tick that is sent again has one effect, also after it was taken back', async () => {
  const one = item('大门有人');
  const checklistId = await sent(district, { items: [one] });
  const again = { tickId: newId(), commandId: newId() };
  const first = await tick(secretary, checklistId, one.id, again);
  expect(await tick(secretary, checklistId, one.id, again)).toEqual(first);
  await city.run(untickItem, secretary, { tickId: again.tickId, reason: '看错了' });
  expect(await tick(secretary, checklistId, one.id, again)).toEqual(first);
  expect((await deskOf(secretary, checklistId)).items[0]?.tick).toBeNull();
});

test('a tick that is taken back says why, and stays on record', async () => {
  const one = item('大门有人');
  const checklistId = await sent(district, { items: [one] });
  const tickId = newId();
  await tick(secretary, checklistId, one.id, { tickId });
  expect((await deskOf(secretary, checklistId)).doneAt).not.toBeNull();
  expect(await city.run(untickItem, secretary, { tickId, reason: '半夜没人' })).toMatchObject({ ticked: 0 });
  await expect(city.run(untickItem, secretary, { tickId, reason: '半夜没人' })).rejects.toMatchObject({ code: 'state.moved-on' });
  const desk = await deskOf(secretary, checklistId);
  expect(desk).toMatchObject({ doneAt: null, takenBack: [{ text: '大门有人', byName: secretary.personName, reason: '半夜没人' }] });
  expect((await city.read(getChecklist, district, { checklistId })).done).toBe(0);
});

test('a slot that nobody has named cannot be ticked, and a list of such slots cannot be sent', async () => {
  const empty = await draft(district, { items: [item(null), item(null)] });
  await expect(city.run(sendChecklist, district, { checklistId: empty, version: 1 })).rejects.toMatchObject({
    code: 'checklist.nothing-named',
  });
  const [named, unnamed] = [item('早发现'), item(null)];
  const checklistId = await sent(district, { items: [named, unnamed] });
  await expect(tick(secretary, checklistId, unnamed.id)).rejects.toMatchObject({ code: 'checklist.item-unnamed' });
  await tick(secretary, checklistId, named.id);
  // An empty slot keeps no desk from being done.
  expect(await city.read(getChecklist, secretary, { checklistId })).toMatchObject({ named: 1, unnamed: 1, desks: 1, done: 1 });
});

test('what was ticked stays when the list changes: in the words of then, counted where the item goes on', async () => {
  const [one, two] = [item('大门有人'), item('测温')];
  const checklistId = await sent(district, { items: [one, two], dueAt: hours(6) });
  await tick(secretary, checklistId, one.id);
  await tick(secretary, checklistId, two.id);
  expect((await deskOf(secretary, checklistId)).doneAt).not.toBeNull();
  await change(checklistId, 2, [{ ...one, text: '大门两人' }, item('消杀')], { dueAt: hours(8) });
  const desk = await deskOf(secretary, checklistId);
  expect(desk).toMatchObject({ revision: 2, doneAt: null, former: [{ text: '测温' }] });
  expect(desk.items.map(({ text, tick: made }) => [text, made?.textThen ?? null, made?.revision ?? null])).toEqual([
    ['大门两人', '大门有人', 1],
    ['消杀', null, null],
  ]);
  const detail = await city.read(getChecklist, district, { checklistId });
  expect(detail.revisions.map(({ revision, reason }) => [revision, reason])).toEqual([
    [2, '补一项'],
    [1, null],
  ]);
  expect(detail.done).toBe(0);
  await expect(change(checklistId, 3, [one], { dueAt: hours(7) })).rejects.toMatchObject({ code: 'checklist.limit-earlier' });
  await expect(change(checklistId, 2, [one], { dueAt: hours(9) })).rejects.toMatchObject({ code: 'version.stale' });
});

test('what a phone ticked without network stands, though the list has changed or ended meanwhile', async () => {
  const [one, two] = [item('大门有人'), item('测温')];
  const checklistId = await sent(district, { items: [one, two] });
  city.clock.advance({ hours: 1 });
  const doneAt = city.clock.now().toISOString();
  city.clock.advance({ hours: 1 });
  await change(checklistId, 2, [one, item('消杀')]);
  await city.run(closeChecklist, district, { checklistId, version: 3 });
  await tick(secretary, checklistId, two.id, { revision: 1, doneAt });
  await tick(secretary, checklistId, one.id, { revision: 1, doneAt });
  expect(await deskOf(secretary, checklistId)).toMatchObject({
    former: [{ text: '测温', at: doneAt }],
    items: [{ tick: { at: doneAt } }, { tick: null }],
  });
  const third = item('消杀');
  await expect(tick(secretary, checklistId, third.id, { revision: 1, doneAt })).rejects.toMatchObject({ code: 'checklist.item-gone' });
  await expect(tick(secretary, checklistId, two.id)).rejects.toMatchObject({ code: 'checklist.ticked-already' });
  const other = await sent(district, { items: [one] });
  await city.run(closeChecklist, district, { checklistId: other, version: 2 });
  city.clock.advance({ minutes: 1 });
  await expect(tick(secretary, other, one.id)).rejects.toMatchObject({ code: 'checklist.closed' });
});

test('the counters equal the records whatever was ticked, taken back and changed, also at once', async () => {
  const items = [item('一'), item('二'), item('三')];
  const checklistId = await sent(district, { items });
  const ids = items.map(() => newId());
  await Promise.all([
    ...items.map(({ id }, at) => tick(secretary, checklistId, id, { tickId: ids[at] as string })),
    ...items.map(({ id }) => tick(neighbour, checklistId, id)),
  ]);
  let { kept, real } = await countersAndRecords(checklistId);
  expect(kept).toEqual(real);
  expect(kept).toMatchObject({ done: 2, ticks: 6 });
  await Promise.all([
    city.run(untickItem, secretary, { tickId: ids[0] as string, reason: '错了' }),
    change(checklistId, 2, [...items.slice(0, 2), item('四')]),
    tick(neighbour, checklistId, items[0]?.id as string).catch(() => {}),
  ]);
  ({ kept, real } = await countersAndRecords(checklistId));
  expect(kept).toEqual(real);
  expect(kept).toMatchObject({ done: 0, ticks: 5 });
});

test('how far it is adds up from the desks to the city, and a reader counts his own territory', async () => {
  const one = item('大门有人');
  const checklistId = await sent(commander, { items: [one], areaCodes: [places.xinhua, places.weidong], dueAt: hours(2) });
  await tick(secretary, checklistId, one.id);
  city.clock.advance({ hours: 3 });
  const at = async (under: string, by = commander) => (await city.read(getChecklistProgress, by, { checklistId, under })).areas;
  const whole = await at(places.city);
  expect(whole.map(({ code }) => code)).toEqual([places.xinhua, places.weidong]);
  const desks = await city.sql<{ n: number }>('select count(*)::int as n from city.checklist_desks where checklist_id = $1', [checklistId]);
  expect(whole.reduce((sum, area) => sum + area.desks, 0)).toBe(desks[0]?.n);
  const mine = whole.find(({ code }) => code === places.xinhua);
  expect(mine).toMatchObject({ done: 1, behind: (mine?.desks ?? 0) - 1 });
  const towns = await at(places.xinhua);
  expect(towns.reduce((sum, area) => sum + area.desks, 0)).toBe(mine?.desks);
  expect((await at(places.jiaodian)).find(({ code }) => code === places.tianhuyuan)).toMatchObject({
    desks: 1,
    done: 1,
    ticked: 1,
    behind: 0,
  });
  // A neighbour of the district sees no more of it than his own part.
  const listed = await city.read(listChecklists, district, { limit: 50 });
  expect(listed.items).toMatchObject([{ id: checklistId, desks: mine?.desks, done: 1 }]);
  await expect(at(places.weidong, district)).rejects.toMatchObject({ code: 'not-found' });
});

test('a draft is its own desk’s: nobody below sees it, and what is wrong in it is said at its field', async () => {
  const checklistId = await draft(district, { items: [item('大门有人')] });
  expect((await city.read(listChecklists, secretary, { limit: 50 })).items).toEqual([]);
  await expect(city.read(getChecklist, secretary, { checklistId })).rejects.toMatchObject({ code: 'not-found' });
  expect((await city.read(listDeskChecklists, secretary, {})).items).toEqual([]);
  const bad = { items: [item('大门有人')] };
  for (const [dates, fault, pointer] of [
    [{ startsAt: hours(2), endsAt: hours(1) }, 'ends-before-start', '/endsAt'],
    [{ dueAt: hours(-1), startsAt: hours(-2) }, 'due-passed', '/dueAt'],
    [{ dueAt: hours(5), endsAt: hours(4) }, 'due-after-end', '/dueAt'],
  ] as const)
    await expect(draft(district, { ...bad, ...dates })).rejects.toMatchObject({
      code: 'checklist.dates-wrong',
      errors: [{ detail: fault, pointer }],
    });
  await expect(draft(district, { ...bad, areaCodes: [places.weidong] })).rejects.toMatchObject({
    code: 'checklist.audience-outside',
    errors: [{ pointer: '/areaCodes/0' }],
  });
});

test('a list begins, is due and ends by time: nothing is owed before and nothing after', async () => {
  const one = item('大门有人');
  const checklistId = await sent(district, { items: [one], startsAt: hours(1), dueAt: hours(2), endsAt: hours(20) });
  await expect(tick(secretary, checklistId, one.id)).rejects.toMatchObject({ code: 'checklist.not-begun' });
  city.clock.advance({ hours: 3 });
  expect(await deskOf(secretary, checklistId)).toMatchObject({ isBehind: true });
  await turn();
  const escalated = () =>
    city.sql<{ n: number }>('select count(*)::int as n from city.checklist_desks where checklist_id = $1 and escalated_at is not null', [
      checklistId,
    ]);
  expect((await escalated())[0]?.n).toBe(0);
  city.clock.advance({ hours: 12 });
  await tick(secretary, checklistId, one.id);
  await turn();
  const [all] = await city.sql<{ n: number }>('select count(*)::int as n from city.checklist_desks where checklist_id = $1', [checklistId]);
  expect((await escalated())[0]?.n).toBe((all?.n ?? 0) - 1);
  city.clock.advance({ hours: 6 });
  expect(await turn()).toEqual({ ended: 1 });
  expect(await city.read(getChecklist, district, { checklistId })).toMatchObject({ state: 'closed', behind: 0, done: 1 });
  expect(await city.sql('select 1 from city.checklist_desks where due_at is not null')).toEqual([]);
});

test('what is behind is told to its desk and to those above, says how far it is, and ends with the last tick', async () => {
  const [one, two] = [item('大门有人'), item('测温')];
  const checklistId = await sent(district, { items: [one, two], areaCodes: [places.tianhuyuan], dueAt: hours(2) });
  const behind = async (who: Principal) => (await city.read(listAttention, who, { limit: 50, kind: 'checklistBehind' })).items;
  await tick(secretary, checklistId, one.id);
  expect(await behind(secretary)).toEqual([]);
  city.clock.advance({ hours: 3 });
  for (const who of [secretary, district, commander])
    expect(await behind(who)).toMatchObject([
      { title: '夜间值守', detail: '1/2', areaCode: places.tianhuyuan, attention: { state: 'late' } },
    ]);
  expect(await behind(neighbour)).toEqual([]);
  expect((await city.read(getAttention, district, {})).filters).toMatchObject([{ key: 'checklistBehind', count: 1 }]);
  city.clock.advance({ hours: 12 });
  await turn();
  expect(await behind(commander)).toMatchObject([{ attention: { escalated: true } }]);
  await tick(secretary, checklistId, two.id);
  expect(await behind(commander)).toEqual([]);
});
