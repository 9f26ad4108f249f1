import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addGrid } from '../areas/commands/add-grid.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { closeCompound } from '../compounds/commands/close-compound.ts';
import { mergeCompounds } from '../compounds/commands/merge-compounds.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { definePatch } from '../patches/commands/define-patch.ts';
import { linkPatchPerson } from '../patches/commands/link-patch-person.ts';
import { addPlace } from '../places/commands/add-place.ts';
import { issueZoneNotice } from '../zones/commands/issue-zone-notice.ts';
import { eighth } from '../zones/zones.fixture.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { amendOrder } from './commands/amend-order.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { issueOrder } from './commands/issue-order.ts';
import { listGroundAnswers, summariseGroundAnswers } from './ground-answers.views.ts';
import { getReceipt, listInbox } from './inbox.views.ts';
import { getOrder } from './orders.views.ts';
import { previewOrder } from './preview.view.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let secretary: Principal;
let shubei: Principal;
let foreign: Principal;
let ran = 0;
beforeAll(async () => {
  city = await testCity();
  const counted = new WeakSet<object>();
  city.runtime.city.pool.on('acquire', (client) => {
    if (counted.has(client)) return;
    counted.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      ran += 1;
      return query(...args);
    }) as never;
  });
  officer = await city.principal('dutyOfficer', places.city);
  district = await city.principal('dutyOfficer', places.xinhua);
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  shubei = await city.principal('communitySecretary', places.shubei);
  foreign = await city.principal('communitySecretary', places.donghuan);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());
beforeEach(async () => {
  city.clock.set('2022-05-11T01:30:00.000Z');
  for (const table of ['patch_people', 'patch_parts', 'patches', 'buildings', 'places', 'compounds'])
    await city.sql(`delete from city.${table}`);
});

const blank = {
  gridCode: null,
  aliases: [],
  address: { road: null, number: null, yard: null },
  gates: [],
  otherHouseholds: 0,
  otherResidents: 0,
};
async function compound(by: Principal, name: string, more: object = {}): Promise<string> {
  const compoundId = newId();
  const communityCode = by.areaCode?.slice(0, 12) as string;
  await city.run(addCompound, by, { ...blank, compoundId, communityCode, name, kind: 'managed', lacks: [], ...more } as never);
  return compoundId;
}
const unmanaged = { kind: 'unmanaged', lacks: ['management'] };

const where = (condition: object, under: string = places.city, level = 'community') => ({
  include: [{ kind: 'areasWhere', level, under, where: condition }],
  except: [],
});
const withUnmanaged = { is: 'hasCompound', kind: 'unmanaged' };
const asked = { key: 'gate', kind: 'tick' as const, text: '有人守吗', perArea: false, each: { of: 'compound' as const }, required: true };
const written = (audience: object, questions: object[] = []) => ({
  urgency: 'urgent',
  title: '门口值守',
  body: '每个小区门口都要有人。',
  audience,
  questions,
  ...(questions.length > 0 ? { answerBy: '2022-05-11T06:00:00.000Z' } : {}),
});
async function send(audience: object, questions: object[] = [asked], by = officer): Promise<string> {
  const orderId = newId();
  await city.run(issueOrder, by, { orderId, ...written(audience, questions) } as never);
  return orderId;
}
const preview = (audience: object, by = officer, questions: object[] = []) =>
  city.read(previewOrder, by, { urgency: 'urgent', audience, questions } as never);
const areas = (...codes: string[]) => ({ include: [{ kind: 'areas', codes }], except: [] });
async function receiptFor(orderId: string, desk: Principal) {
  const { items } = await city.read(listInbox, desk, { open: 'true', limit: 50 });
  const found = items.find((item) => item.orderId === orderId);
  if (!found) throw new Error('no such receipt');
  return found;
}
const answer = (receiptId: string, values: object, by: Principal, more: object = {}) =>
  city.run(answerReceipt, by, { receiptId, answer: { values: { gate: values } }, ...more } as never);

describe('an audience by condition', () => {
  test('is the communities where it is so, counted once each, before sending as by sending, and said in words', async () => {
    await compound(secretary, '水利局家属院', unmanaged);
    await compound(secretary, '老粮店院', unmanaged);
    await compound(shubei, '曙北新村');
    const reach = await preview(where(withUnmanaged));
    expect([reach.desks, reach.codes]).toEqual([1, [places.tianhuyuan]]);
    const orderId = await send(where(withUnmanaged));
    const order = await city.read(getOrder, officer, { orderId });
    expect([order.receiptCount, order.audienceText]).toEqual([1, '平顶山市有三无小区的社区']);
    // The level is that of whom it goes to: the district below which it is so.
    expect((await preview(where(withUnmanaged, places.city, 'district'))).headings).toEqual([places.xinhua]);
  });

  test('knows whom it reaches only when it is sent', async () => {
    await expect(preview(where(withUnmanaged))).rejects.toMatchObject({ code: 'order.nobody-meets' });
    const id = await compound(secretary, '水利局家属院', unmanaged);
    expect((await preview(where(withUnmanaged))).desks).toBe(1);
    await city.run(closeCompound, secretary, { compoundId: id, version: 1, reason: '拆了' });
    await expect(send(where(withUnmanaged), [])).rejects.toMatchObject({ code: 'order.nobody-meets' });
  });

  test('reaches nobody outside of whose it is: a district cannot name another one, and finds none of its compounds', async () => {
    await compound(foreign, '东环三院', unmanaged);
    await expect(preview(where(withUnmanaged, places.weidong), district)).rejects.toMatchObject({ code: 'order.audience-outside-scope' });
    await expect(preview(where(withUnmanaged, places.city), district)).rejects.toMatchObject({ code: 'order.audience-outside-scope' });
    await expect(preview(where(withUnmanaged, places.xinhua), district)).rejects.toMatchObject({ code: 'order.nobody-meets' });
    expect((await preview(where(withUnmanaged))).codes).toEqual([places.donghuan]);
  });

  test('of patches that lack a role is where nobody fills it now', async () => {
    const patchId = newId();
    const parts = [{ compoundId: await compound(secretary, '天湖苑'), buildingId: null, unit: null }];
    await city.run(definePatch, secretary, { patchId, communityCode: places.tianhuyuan, name: '一片区', parts } as never);
    expect((await preview(where({ is: 'patchLacks', role: 'doctor' }))).codes).toEqual([places.tianhuyuan]);
    const doctor = await city.principal('volunteer', places.tianhuyuan);
    const link = { communityCode: places.tianhuyuan, patchIds: [patchId], roleKey: 'doctor', personId: doctor.personId };
    await city.run(linkPatchPerson, secretary, link as never);
    await expect(preview(where({ is: 'patchLacks', role: 'doctor' }))).rejects.toMatchObject({ code: 'order.nobody-meets' });
    expect((await preview(where({ is: 'patchLacks', role: 'police' }))).desks).toBe(1);
  });

  test('of a locked-down zone is where one holds now: not before its hour, and not of another strictness', async () => {
    const compoundId = await compound(secretary, '天湖苑');
    const zone = { level: 'locked', include: [{ kind: 'place', compoundId, buildingId: null, unit: null }], except: [], until: null };
    const commander = await city.principal('commander', places.city);
    const notice = { noticeId: newId(), number: '第1号', reason: '按规定调整', text: '', regimeId: eighth, proposalIds: [] };
    await city.run(issueZoneNotice, commander, { ...notice, items: [zone], effectiveAt: '2022-05-11T02:00:00.000Z' } as never);
    const locked = where({ is: 'hasZone', strictness: 'locked' });
    await expect(preview(locked)).rejects.toMatchObject({ code: 'order.nobody-meets' });
    city.clock.set('2022-05-11T02:00:01.000Z');
    expect((await preview(locked)).codes).toEqual([places.tianhuyuan]);
    await expect(preview(where({ is: 'hasZone', strictness: 'controlled' }))).rejects.toMatchObject({ code: 'order.nobody-meets' });
    await city.sql('delete from city.zones');
  });

  test('takes out whom an exception names by a condition', async () => {
    await compound(secretary, '水利局家属院', unmanaged);
    const all = {
      include: [{ kind: 'areasAtLevel', level: 'community', under: places.xinhua }],
      except: where(withUnmanaged, places.xinhua).include,
    };
    const plain = await preview({ ...all, except: [] }, district);
    expect((await preview(all, district)).desks).toBe(plain.desks - 1);
  });

  test('costs an order without conditions no statement', async () => {
    const before = await statements(() => send(areas(places.tianhuyuan), []));
    await compound(secretary, '水利局家属院', unmanaged);
    const after = await statements(() => send(areas(places.tianhuyuan), []));
    expect(after).toBe(before);
    expect(await statements(() => send(where(withUnmanaged), []))).toBe(before + 1);
  });
});

/** How many statements the database was asked to run. */
async function statements(act: () => Promise<unknown>): Promise<number> {
  const before = ran;
  await act();
  return ran - before;
}

describe('a question about each compound', () => {
  test('asks a desk about its own, of the kind that was named, and is checked again when the answer comes', async () => {
    const [a, b] = [await compound(secretary, '天湖苑', unmanaged), await compound(secretary, '湖光花园')];
    await compound(shubei, '曙北新村');
    const receipt = await receiptFor(await send(areas(places.tianhuyuan)), secretary);
    expect(receipt.ground.map((thing) => [thing.id, thing.name])).toEqual([
      [a, '天湖苑'],
      [b, '湖光花园'],
    ]);
    await expect(answer(receipt.id, { [a]: true }, secretary)).rejects.toMatchObject({ code: 'order.answer-incomplete' });
    const other = await compound(foreign, '东环三院');
    await expect(answer(receipt.id, { [a]: true, [b]: true, [other]: true }, secretary)).rejects.toMatchObject({
      code: 'order.answer-unknown-thing',
    });
    await answer(receipt.id, { [a]: true, [b]: false }, secretary);
    const only = await send(areas(places.tianhuyuan), [{ ...asked, each: { of: 'compound', kind: 'unmanaged' } }]);
    const narrowed = await receiptFor(only, secretary);
    await answer(narrowed.id, { [a]: true }, secretary);
  });

  test('loses nothing of what was said while a compound was added, closed or merged', async () => {
    const [a, b, c] = [await compound(secretary, '甲院'), await compound(secretary, '乙院'), await compound(secretary, '丙院')];
    const orderId = await send(areas(places.tianhuyuan));
    const receipt = await receiptFor(orderId, secretary);
    const groundSeen = receipt.ground.map((thing) => thing.id);
    // The phone has no signal; meanwhile the register goes on.
    const d = await compound(secretary, '丁院');
    await city.run(closeCompound, secretary, { compoundId: b, version: 1, reason: '拆了' });
    await city.run(mergeCompounds, secretary, { compoundId: a, version: 1, otherId: c, otherVersion: 1, keep: 'this' } as never);
    await answer(receipt.id, { [a]: true, [b]: false, [c]: false }, secretary, { groundSeen });
    const after = await city.read(getReceipt, secretary, { receiptId: receipt.id });
    expect(after.answer?.values.gate).toEqual({ [a]: true, [b]: false });
    expect(after.ground.map((thing) => [thing.name, thing.isGone])).toEqual([
      ['丁院', false],
      ['乙院', true],
      ['甲院', false],
    ]);
    const { items } = await city.read(listGroundAnswers, officer, { orderId, question: 'gate', limit: 50 } as never);
    expect(items.map((item) => [item.name, item.value, item.isGone])).toEqual([
      ['丁院', null, false],
      ['乙院', false, true],
      ['甲院', true, false],
    ]);
    expect(items.find((item) => item.id === d)?.answeredBy).toBeNull();
  });

  test('is rolled up by district, subdistrict and community, and opens to the compounds that say no', async () => {
    const [a, b] = [await compound(secretary, '甲院'), await compound(secretary, '乙院')];
    const e = await compound(foreign, '东环三院');
    await compound(shubei, '曙北新村');
    const orderId = await send(areas(places.tianhuyuan, places.donghuan, places.shubei));
    await answer((await receiptFor(orderId, secretary)).id, { [a]: true, [b]: false }, secretary);
    await answer((await receiptFor(orderId, foreign)).id, { [e]: true }, foreign);
    const rolled = async (under?: string) =>
      (await city.read(summariseGroundAnswers, officer, { orderId, question: 'gate', ...(under ? { under } : {}) })).areas.map((area) => [
        area.code,
        area.total,
        Object.fromEntries(area.values.map((value) => [value.key, value.count])),
      ]);
    const own = { true: 1, false: 1 };
    expect(await rolled()).toEqual([
      [places.xinhua, 3, { ...own, open: 1 }],
      [places.weidong, 1, { true: 1 }],
    ]);
    expect((await rolled(places.xinhua)).map(([code]) => code)).toEqual(
      [...new Set([places.tianhuyuan.slice(0, 9), places.shubei.slice(0, 9)])].sort(),
    );
    expect(await rolled(places.tianhuyuan.slice(0, 9))).toContainEqual([places.tianhuyuan, 2, own]);
    const { items } = await city.read(listGroundAnswers, officer, { orderId, question: 'gate', value: 'false', limit: 50 } as never);
    expect(items.map((item) => [item.communityName, item.name, item.answeredBy])).toEqual([['天湖苑社区', '乙院', secretary.personName]]);
    const order = await city.read(getOrder, officer, { orderId });
    expect(order.sums[0]?.values.map((value) => [value.key, value.count])).toEqual([
      ['true', 2],
      ['false', 1],
      [null, 1],
    ]);
    // Who sees a part of the order sees that part of the answers.
    const seen = await city.read(listGroundAnswers, district, { orderId, question: 'gate', limit: 50 } as never);
    expect(seen.items.map((item) => item.name)).not.toContain('东环三院');
    await city.run(acceptAnswers, officer, { orderId, under: places.city } as never);
  });

  test('goes on to grids: each answers for its own, and the community starts from what they said', async () => {
    const grids = [];
    for (const name of ['一网格', '二网格']) grids.push(await city.run(addGrid, secretary, { code: places.tianhuyuan, name }));
    const [first, second] = grids.map((grid) => grid.code) as [string, string];
    const worker = await city.principal('gridWorker', first);
    const [a, b] = [await compound(secretary, '甲院', { gridCode: first }), await compound(secretary, '乙院', { gridCode: second })];
    const c = await compound(secretary, '丙院');
    const receipt = await receiptFor(await send(areas(places.tianhuyuan)), secretary);
    const orderId = newId();
    await city.run(delegateReceipt, secretary, { receiptId: receipt.id, orderId, areaCodes: [first, second] } as never);
    const below = await receiptFor(orderId, worker);
    expect(below.ground.map((thing) => thing.id)).toEqual([a]);
    await answer(below.id, { [a]: false }, worker);
    const mine = await city.read(getReceipt, secretary, { receiptId: receipt.id });
    expect(mine.proposedAnswer?.values.gate).toEqual({ [a]: false });
    expect(mine.ground.map((thing) => thing.id).sort()).toEqual([a, b, c].sort());
    await answer(receipt.id, { [a]: false, [b]: true, [c]: true }, secretary);
  });

  test('is asked of nobody who has no list of them, by sending, preview and amendment', async () => {
    const problem = { code: 'order.each-not-theirs' };
    await expect(send(areas(places.xinhua))).rejects.toMatchObject(problem);
    await expect(preview(areas(places.xinhua), officer, [asked])).rejects.toMatchObject(problem);
    const orderId = await send(areas(places.xinhua), [{ ...asked, each: undefined }]);
    const change = { orderId, version: 1, questions: [asked], answerBy: '2022-05-11T08:00:00.000Z', reason: '逐个问', add: [] };
    await expect(city.run(amendOrder, officer, change as never)).rejects.toMatchObject(problem);
  });

  test('asks about places alike: the test points of a community, and goes where there is one', async () => {
    const compoundId = await compound(secretary, '天湖苑', { gates: ['南门'] });
    const place = async (name: string, kind: string, more: object = {}) => {
      const placeId = newId();
      const written = {
        placeId,
        communityCode: places.tianhuyuan,
        kind,
        name,
        compoundId: null,
        gate: null,
        position: null,
        opening: [],
        shifts: [],
      };
      await city.run(addPlace, secretary, { ...written, ...more } as never);
      return placeId;
    };
    const point = await place('1 号采样点', 'testPoint', { compoundId, gate: '南门' });
    await place('西卡点', 'checkpoint');
    const audience = where({ is: 'hasPlace', kind: 'testPoint' });
    expect((await preview(audience)).codes).toEqual([places.tianhuyuan]);
    const orderId = await send(audience, [{ ...asked, each: { of: 'place', kind: 'testPoint' } }]);
    const receipt = await receiptFor(orderId, secretary);
    await answer(receipt.id, { [point]: false }, secretary);
    const { items } = await city.read(listGroundAnswers, officer, { orderId, question: 'gate', value: 'false', limit: 50 } as never);
    expect(items.map((item) => [item.of, item.name, item.at])).toEqual([['place', '1 号采样点', '天湖苑南门']]);
  });

  test('costs whoever answers one statement, and nobody else any', async () => {
    const a = await compound(secretary, '甲院');
    const once = await receiptFor(await send(areas(places.tianhuyuan), [{ ...asked, each: undefined }]), secretary);
    const each = await receiptFor(await send(areas(places.tianhuyuan)), secretary);
    const plain = await statements(() =>
      city.run(answerReceipt, secretary, { receiptId: once.id, answer: { values: { gate: true } } } as never),
    );
    expect(await statements(() => answer(each.id, { [a]: true }, secretary))).toBe(plain + 1);
  });

  test('is counted before it is sent: how many there are, and which desks have none', async () => {
    await compound(secretary, '甲院');
    await compound(secretary, '乙院', unmanaged);
    const reach = await preview(areas(places.tianhuyuan, places.shubei), officer, [
      asked,
      { ...asked, key: 'u', each: { of: 'compound', kind: 'unmanaged' } },
    ]);
    expect(reach.ground).toEqual([
      { questionKey: 'gate', things: 2, desksWithout: 1 },
      { questionKey: 'u', things: 1, desksWithout: 1 },
    ]);
  });
});
