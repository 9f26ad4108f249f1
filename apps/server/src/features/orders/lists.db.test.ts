import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { getAttention } from '../attention/attention.views.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { listFeed } from '../journal/journal.views.ts';
import { acknowledgeReceipt } from './commands/acknowledge-receipt.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { closeOrder } from './commands/close-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { remindReceipts } from './commands/remind-receipts.ts';
import { getInboxSummary, listInbox } from './inbox.views.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { getReceiptTree, listReceipts } from './receipts.views.ts';

let city: TestCity;
let officer: Principal;
let secretary: Principal;
let street: Principal;
let district: Principal;
let neighbour: Principal;

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city);
  district = await city.principal('dutyOfficer', places.xinhua);
  neighbour = await city.principal('dutyOfficer', places.weidong);
  street = await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());

const question = { key: 'done', kind: 'tick' as const, text: '办了吗', perArea: false, required: true };

/** To the communities of the district and, one by one, to the secretaries among them. */
async function send(): Promise<string> {
  const orderId = newId(city.clock.now().getTime());
  await city.run(issueOrder, officer, {
    orderId,
    urgency: 'urgent',
    title: '两米线自查',
    body: '今天中午前走一遍。',
    audience: {
      include: [
        { kind: 'areasAtLevel', level: 'community', under: places.xinhua },
        { kind: 'peopleByRole', role: 'communitySecretary', under: places.xinhua },
      ],
      except: [],
    },
    questions: [question],
    answerBy: new Date(city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
  });
  city.clock.advance({ minutes: 1 });
  return orderId;
}

async function pagesOfInbox(open: 'true' | 'false') {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await city.read(listInbox, secretary, { open, limit: 2, ...(cursor ? { cursor } : {}) });
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

test('what came to a desk and to its people stands in one inbox, page after page, nothing twice and nothing left out', async () => {
  const sent = [await send(), await send(), await send()];
  const mine = await city.sql<{ id: string }>(
    `select id from city.receipts where area_code = $1 and (recipient = 'desk' or person_id = $2) order by due_at, id`,
    [places.tianhuyuan, secretary.personId],
  );
  expect(await pagesOfInbox('true')).toEqual(mine.map((row) => row.id));
  expect(mine).toHaveLength(2 * sent.length);
  const summary = await city.read(getInboxSummary, secretary, {});
  expect(summary).toMatchObject({ open: 6, late: 0, askedToday: 6, askedSecondsToday: null });
  for (const orderId of sent) {
    const { version } = await city.read(getOrder, officer, { orderId });
    await city.run(closeOrder, officer, { orderId, version, closeOpen: true, note: '改期' });
  }
  expect(await pagesOfInbox('true')).toEqual([]);
  const past = await city.sql<{ id: string }>(
    `select id from city.receipts where area_code = $1 and (recipient = 'desk' or person_id = $2) order by sent_at desc, id desc`,
    [places.tianhuyuan, secretary.personId],
  );
  expect(await pagesOfInbox('false')).toEqual(past.map((row) => row.id));
  expect((await city.read(getInboxSummary, secretary, {})).askedToday).toBe(6);
});

test('an order that is over says in the list what its receipts say', async () => {
  const orderId = await send();
  const { version } = await city.read(getOrder, officer, { orderId });
  await city.run(closeOrder, officer, { orderId, version, closeOpen: true, note: '改期' });
  const { items } = await city.read(listOrders, officer, { limit: 1 });
  const receipts = await city.read(listReceipts, officer, { orderId, limit: 50 });
  expect(items[0]).toMatchObject({ id: orderId, state: 'closed' });
  expect(items[0]?.counts).toEqual((await city.read(getOrder, officer, { orderId })).counts);
  expect(items[0]?.counts.done).toBe(receipts.items.length);
});

test('what answering cost others is told to whoever still has to answer, and not of what is done', async () => {
  const orderId = await send();
  const receipt = (await city.read(listInbox, secretary, { open: 'true', limit: 50 })).items.find((item) => item.recipient === 'desk');
  if (!receipt) throw new Error('no receipt');
  expect(receipt).toMatchObject({ orderId, answerSecondsMedian: null });
  await city.run(acknowledgeReceipt, secretary, { receiptId: receipt.id });
  await city.run(answerReceipt, secretary, { receiptId: receipt.id, answer: { values: { done: true } }, spentSeconds: 40 });
  const own = (await city.read(listInbox, secretary, { open: 'true', limit: 50 })).items.find((item) => item.orderId === orderId);
  expect(own).toMatchObject({ recipient: 'person', answerSecondsMedian: 40 });
  const done = (await city.read(listInbox, secretary, { open: 'false', limit: 1 })).items[0];
  expect(done).toMatchObject({ id: receipt.id, answerSecondsMedian: null });
});

test('a reminder of one desk is told to it and to those above it, and to nobody beside', async () => {
  const orderId = await send();
  const receipts = await city.read(listReceipts, officer, { orderId, under: places.tianhuyuan, limit: 50 });
  await city.run(remindReceipts, officer, { orderId, receiptIds: receipts.items.map((item) => item.id) });
  await city.runtime.sealer.sealAll();
  const told = async (reader: Principal) =>
    (await city.read(listFeed, reader, { orderId, limit: 50 })).items.some((item) => item.type === 'order.reminded');
  expect(await Promise.all([officer, district, street, secretary, neighbour].map(told))).toEqual([true, true, true, true, false]);
});

test('the tree shows the desks of a branch worst first, and after how many minutes they acknowledged in rising order', async () => {
  const orderId = await send();
  const acknowledgeAt = async (code: string, minutes: number) => {
    city.clock.advance({ minutes });
    const desk = await city.principal('dutyOfficer', code);
    const { items } = await city.read(listReceipts, officer, { orderId, under: code, limit: 50 });
    const receipt = items.find((item) => item.recipient === 'desk');
    await city.run(acknowledgeReceipt, desk, { receiptId: receipt?.id ?? '' });
  };
  await acknowledgeAt(places.yugou, 4);
  await acknowledgeAt(places.tianhuyuan, 7);
  city.clock.advance({ hours: 2 });
  const { branches } = await city.read(getReceiptTree, officer, { orderId });
  expect(branches.find((branch) => branch.code === places.jiaodian)).toMatchObject({ tiles: 'LHH', acknowledgedAfter: [5, 12] });
});

test('a community counts its own receipt alone, in the tree, on its page and in its agenda, not those of its subdistrict', async () => {
  const orderId = await send();
  const tree = await city.read(getReceiptTree, secretary, { orderId });
  const totals = tree.branches.map(({ code, total, counts }) => [code, total, counts.waiting]);
  // The desk, and the secretary by name.
  const own = (await city.read(listReceipts, secretary, { orderId, limit: 50 })).items.length;
  expect(totals).toEqual([
    [places.xinhua, own, own],
    [places.jiaodian, own, own],
  ]);
  const whole = await city.read(getReceiptTree, street, { orderId });
  expect(whole.branches.find(({ code }) => code === places.jiaodian)?.total).toBeGreaterThan(own);
  const agenda = async (who: Principal) => {
    const { agenda } = await city.read(getAttention, who, {});
    return agenda.find((moment) => moment.orderId === orderId && moment.kind === 'acknowledgeLimit')?.count;
  };
  expect(await agenda(secretary)).toBe(own);
  expect(await agenda(street)).toBeGreaterThan(own);
});
