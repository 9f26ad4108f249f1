import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { recountTallies } from '../tallies/index.ts';
import { ordersAttention } from './attention-source.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { acknowledgeReceipt } from './commands/acknowledge-receipt.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { closeOrder } from './commands/close-order.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { escalateByTimer } from './commands/escalate-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { remindByTimer, remindReceipts } from './commands/remind-receipts.ts';
import { requestSupport } from './commands/request-support.ts';
import { sendBackAnswer } from './commands/send-back-answer.ts';
import { getReceipt, listInbox } from './inbox.views.ts';
import { orderMetrics } from './orders.metrics.ts';
import { orderReactions } from './orders.reactions.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { getReceiptTree, listReceipts } from './receipts.views.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let neighbour: Principal;
let street: Principal;
let secretary: Principal;
let village: Principal;
let liaison: Principal;
let stranger: Principal;
const water = newId();
const parks = newId();

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  district = await city.principal('dutyOfficer', places.xinhua, { name: '何静' });
  neighbour = await city.principal('dutyOfficer', places.weidong);
  street = await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan, { name: '陈桂兰' });
  village = await city.principal('communitySecretary', places.yugou);
  await city.sql(`insert into city.units (id, name, area_code) values ($1, '市水利局', '4104'), ($2, '市园林处', '410403')`, [
    water,
    parks,
  ]);
  liaison = await city.principal('unitLiaison', null, { unitId: water });
  stranger = await city.principal('unitLiaison', null, { unitId: parks });
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());
beforeEach(() => city.clock.set('2022-05-11T01:30:00.000Z'));

const people = { kind: 'people' as const, count: 20 };
async function order(): Promise<string> {
  const orderId = newId();
  await city.run(issueOrder, officer, {
    orderId,
    urgency: 'urgent',
    title: '两米线自查',
    body: '走一遍。',
    audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan, places.yugou] }], except: [] },
    questions: [],
  });
  return orderId;
}
async function ask(more: object = {}, by = secretary) {
  const orderId = newId();
  const sent = await city.run(requestSupport, by, {
    orderId,
    ask: people,
    urgency: 'urgent',
    areaCodes: [places.xinhua],
    ...more,
  } as never);
  return { ...sent, orderId };
}
const receiptsOf = async (orderId: string, reader: Principal) => (await city.read(listReceipts, reader, { orderId, limit: 50 })).items;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error instanceof Problem ? error.code : error),
  );

async function assertKeptEqualsRecords() {
  for (const who of [city.system, district, secretary])
    expect(await city.as(who, (tx) => recountTallies(tx, orderMetrics, who.areaCode as string))).toEqual([]);
  const wrong = await city.sql(`select p.order_id from city.order_progress p full join (
      select order_id, left(area_code, 9) as area_code, count(*) as total,
        count(*) filter (where state in ('sent', 'delivered', 'opened')) as unacknowledged,
        count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack')) as in_hand,
        count(*) filter (where state = 'answered') as for_review, count(*) filter (where settled_at is not null) as done,
        count(*) filter (where escalated_at is not null and settled_at is null) as escalated
      from city.receipts group by 1, 2) r using (order_id, area_code)
    where (p.total, p.unacknowledged, p.in_hand, p.for_review, p.done, p.escalated) is distinct from (r.total, r.unacknowledged, r.in_hand, r.for_review, r.done, r.escalated)`);
  expect(wrong).toEqual([]);
}

describe('a desk asks those above it', () => {
  test('is numbered apart from orders, and its limits follow from the urgency alone', async () => {
    const first = await ask();
    const second = await ask();
    expect(first.numberText).toMatch(/^天湖苑社区请〔2022〕\d+号$/);
    expect(second.number).toBe(first.number + 1);
    const seen = await city.read(getOrder, secretary, { orderId: first.orderId });
    expect(seen).toMatchObject({
      kind: 'supportRequest',
      title: '请求支持 20 人',
      ask: people,
      acknowledgeBy: '2022-05-11T03:30:00.000Z',
      answerBy: '2022-05-11T07:30:00.000Z',
      audienceText: '新华区指挥部',
      counts: { waiting: 1 },
      may: { accept: true, close: true, requestSupport: false },
    });
    await assertKeptEqualsRecords();
  });

  test('the asker, whoever is asked, those between and those above see it, and nobody else', async () => {
    const { orderId } = await ask({ areaCodes: [places.xinhua], unitIds: [water] });
    for (const who of [secretary, street, district, officer]) {
      expect((await receiptsOf(orderId, who)).length, who.personName).toBe(2);
      expect((await city.read(getOrder, who, { orderId })).counts.waiting).toBe(2);
      expect((await city.read(getReceiptTree, who, { orderId })).branches.length).toBeGreaterThan(0);
    }
    // A unit sees what is asked of it, and no more.
    expect((await receiptsOf(orderId, liaison)).map((row) => row.recipientName)).toEqual(['市水利局']);
    for (const who of [neighbour, village, stranger]) {
      expect(await receiptsOf(orderId, who), who.personName).toEqual([]);
      expect(await refusal(city.read(getOrder, who, { orderId }))).toBe('not-found');
    }
  });

  test('what is told of it reaches the same people', async () => {
    const { orderId } = await ask({ unitIds: [water] });
    const [receipt] = (await city.read(listInbox, district, { open: 'true', limit: 50 })).items.filter((one) => one.orderId === orderId);
    await city.run(acknowledgeReceipt, district, { receiptId: receipt?.id as string });
    const told = async (who: Principal) =>
      (await city.as(who, (tx) => tx.selectFrom('events').select('type').where('order_id', '=', orderId).orderBy('type').execute())).map(
        (row) => row.type,
      );
    for (const who of [secretary, street, district, officer])
      expect(await told(who)).toEqual(['order.supportRequested', 'receipt.acknowledged']);
    expect(await told(liaison)).toEqual(['order.supportRequested']);
    for (const who of [neighbour, village, stranger]) expect(await told(who)).toEqual([]);
  });

  test('only upwards and only in its own branch', async () => {
    expect(await refusal(ask({ areaCodes: [places.tianhuyuan] }))).toBe('support.not-above');
    expect(await refusal(ask({ areaCodes: [places.yugou] }))).toBe('support.not-above');
    expect(await refusal(ask({ areaCodes: [places.tianhuyuan] }, district))).toBe('support.not-above');
    expect(await refusal(ask({ areaCodes: [], unitIds: [parks] }))).toBe('order.audience-outside-scope');
    expect(await refusal(ask({ areaCodes: [] }))).toBe('order.audience-empty');
    expect(await refusal(ask({}, liaison))).toBe('not-permitted');
    const hidden = newId();
    await city.run(issueOrder, neighbour, {
      orderId: hidden,
      urgency: 'urgent',
      title: '卫东的事',
      body: '走一遍。',
      audience: { include: [{ kind: 'areas', codes: [places.donghuan] }], except: [] },
      questions: [],
    });
    expect(await refusal(ask({ aboutOrderId: hidden }))).toBe('not-found');
  });
});

describe('a request is answered like an order', () => {
  test('partly with how much, refused with the reason; the asker accepts, sends back, closes', async () => {
    const { orderId } = await ask({ areaCodes: [places.xinhua, places.city] });
    const byDistrict = (await receiptsOf(orderId, district)).find((row) => row.areaCode === places.xinhua);
    const byCity = (await receiptsOf(orderId, officer)).find((row) => row.areaCode === places.city);
    const give = (who: Principal, receiptId: string, values: object) =>
      city.run(answerReceipt, who, { receiptId, answer: { values } } as never);
    expect(await refusal(give(district, byDistrict?.id as string, { outcome: 'partly' }))).toBe('order.answer-incomplete');
    expect(await refusal(give(officer, byCity?.id as string, { outcome: 'refused' }))).toBe('order.answer-incomplete');
    await give(district, byDistrict?.id as string, { outcome: 'partly', amount: 12, arrives: '14:00', reason: '不该留着' });
    const refused = await give(officer, byCity?.id as string, { outcome: 'refused', reason: '没有人了' });
    const rows = await receiptsOf(orderId, secretary);
    expect(rows.find((row) => row.areaCode === places.xinhua)?.answer?.values).toEqual({ outcome: 'partly', amount: 12, arrives: '14:00' });
    await city.run(sendBackAnswer, secretary, { receiptId: byCity?.id as string, reason: '请再想想办法', version: refused.version });
    await give(officer, byCity?.id as string, { outcome: 'granted' });
    expect((await city.run(acceptAnswers, secretary, { orderId })).accepted).toBe(2);
    const closing = await city.read(getOrder, secretary, { orderId });
    await city.run(closeOrder, secretary, { orderId, version: closing.version, closeOpen: false });
    await assertKeptEqualsRecords();
  });

  test('nobody answers for whoever was asked, and nobody but the asker accepts', async () => {
    const { orderId } = await ask();
    const [row] = await receiptsOf(orderId, secretary);
    const receiptId = row?.id as string;
    for (const who of [secretary, street, officer])
      expect(await refusal(city.run(answerReceipt, who, { receiptId, answer: { values: { outcome: 'granted' } } }))).toBe('not-permitted');
    await city.run(answerReceipt, district, { receiptId, answer: { values: { outcome: 'granted' } } });
    for (const who of [street, district, officer]) expect(await refusal(city.run(acceptAnswers, who, { orderId }))).toBe('not-permitted');
  });

  test('whoever is asked may pass it on to desks below and to units, but not back to the asker', async () => {
    const { orderId } = await ask({ areaCodes: [places.city] });
    const [row] = await receiptsOf(orderId, officer);
    const receiptId = row?.id as string;
    expect(await refusal(city.run(delegateReceipt, officer, { receiptId, orderId: newId(), areaCodes: [places.tianhuyuan] }))).toBe(
      'order.delegate-to-asker',
    );
    const child = newId();
    const sent = await city.run(delegateReceipt, officer, { receiptId, orderId: child, areaCodes: [places.weidong], unitIds: [water] });
    expect(sent).toMatchObject({ desks: 1, units: 1 });
    expect(sent.numberText).toMatch(/^市指/);
    expect((await receiptsOf(orderId, secretary))[0]?.state).toBe('delegated');
    expect(await city.read(getOrder, neighbour, { orderId: child })).toMatchObject({ kind: 'order', title: '请求支持 20 人' });
    await assertKeptEqualsRecords();
  });
});

describe('a request that waits', () => {
  test('is reminded and escalated upwards from whoever was asked, up to the city', async () => {
    const { orderId } = await ask({ areaCodes: [places.jiaodian], unitIds: [water] });
    await city.run(remindByTimer, city.system, { orderId, limit: 'acknowledge' });
    expect((await receiptsOf(orderId, secretary)).map((row) => row.remindedCount)).toEqual([1, 1]);
    city.clock.advance({ hours: 2, seconds: 1 });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 1 });
    const escalated = async () =>
      Object.fromEntries((await receiptsOf(orderId, secretary)).map((row) => [row.recipientName ?? row.areaName, row.escalatedTo]));
    expect(await escalated()).toEqual({ 焦店镇: '新华区指挥部', 市水利局: '市指挥部' });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 2 });
    expect(await escalated()).toEqual({ 焦店镇: '市指挥部', 市水利局: '市指挥部' });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 3 });
    expect((await city.read(getOrder, secretary, { orderId })).counts).toMatchObject({ late: 2, escalated: 2 });
    const needing = await city.as(officer, async (tx) => (await ordersAttention.open(places.city, city.clock.now()).execute(tx)).rows);
    expect(needing.some((row) => row.order_id === orderId)).toBe(true);
    await assertKeptEqualsRecords();
  });

  test('is chased by the asker himself', async () => {
    const { orderId } = await ask();
    city.clock.advance({ hours: 3 });
    expect((await city.run(remindReceipts, secretary, { orderId })).reminded).toBe(1);
  });

  test('a desk above with nobody on duty is told as one, though the asker cannot see that', async () => {
    const { orderId } = await ask({ areaCodes: [places.shuguang] }, await city.principal('communitySecretary', places.shubei));
    const reaction = orderReactions.find((one) => one.name === 'orders.restaff-asked');
    const unstaffed = () => city.sql<{ unstaffed: boolean }>('select unstaffed from city.receipts where order_id = $1', [orderId]);
    expect(await unstaffed()).toEqual([{ unstaffed: false }]);
    await city.as(city.system, (tx) => reaction?.run({ tx, event: { orderId }, now: city.clock.now() } as never) as Promise<unknown>);
    expect(await unstaffed()).toEqual([{ unstaffed: true }]);
  });
});

describe('a request stands with the order that it is about', () => {
  test('at the desk’s receipt and on the order, below it too, and in lists of its own', async () => {
    const about = await order();
    const mine = (await receiptsOf(about, secretary))[0];
    const first = await ask({ aboutOrderId: about });
    await ask({ aboutOrderId: about, areaCodes: [places.city] });
    const [answered] = await receiptsOf(first.orderId, district);
    await city.run(answerReceipt, district, { receiptId: answered?.id as string, answer: { values: { outcome: 'granted' } } });
    expect((await city.read(getReceipt, secretary, { receiptId: mine?.id as string })).support).toEqual({ total: 2, open: 1 });
    for (const who of [secretary, officer])
      expect((await city.read(getOrder, who, { orderId: about })).support).toEqual({ total: 2, open: 1 });
    expect((await city.read(getOrder, village, { orderId: about })).support).toEqual({ total: 0, open: 0 });
    const list = await city.read(listOrders, officer, { about, limit: 50 });
    expect(list.items.map((item) => item.kind)).toEqual(['supportRequest', 'supportRequest']);
    expect((await city.read(listOrders, officer, { kind: 'order', limit: 200 })).items.some((item) => item.kind !== 'order')).toBe(false);
    expect((await city.read(getReceipt, district, { receiptId: answered?.id as string })).order.about?.orderId).toBe(about);
  });

  test('is over when that order is over', async () => {
    const about = await order();
    const { orderId } = await ask({ aboutOrderId: about });
    const { version } = await city.read(getOrder, officer, { orderId: about });
    await city.run(closeOrder, officer, { orderId: about, version, closeOpen: true, note: '解除了' });
    const end = orderReactions.find((one) => one.name === 'orders.end-delegated');
    await city.as(
      city.system,
      (tx) =>
        end?.run({
          tx,
          event: { type: 'order.closed', orderId: about, payload: { note: '解除了' } },
          now: city.clock.now(),
        } as never) as Promise<unknown>,
    );
    expect(await city.read(getOrder, secretary, { orderId })).toMatchObject({ state: 'closed', closeNote: '解除了' });
    await assertKeptEqualsRecords();
  });
});
