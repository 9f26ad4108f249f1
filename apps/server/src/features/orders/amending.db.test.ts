import type { InputOf } from '@muster/contract/operation';
import type { amendOrder as amendOperation } from '@muster/contract/orders/amending.operations';
import type { issueOrder as issueOperation } from '@muster/contract/orders/orders.operations';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { ReactionFacts, SealedEvent } from '../../platform/reaction.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { recountTallies } from '../tallies/index.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { acknowledgeReceipt } from './commands/acknowledge-receipt.ts';
import { acknowledgeReceipts } from './commands/acknowledge-receipts.ts';
import { amendOrder } from './commands/amend-order.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { closeOrder } from './commands/close-order.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { escalateByTimer } from './commands/escalate-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { passOnChange } from './commands/pass-on-change.ts';
import { readCopy } from './commands/read-copy.ts';
import { remindByTimer } from './commands/remind-receipts.ts';
import { signForReceipt } from './commands/sign-for-receipt.ts';
import { listCopies } from './copies.views.ts';
import { getInboxSummary, getReceipt, listInbox } from './inbox.views.ts';
import { orderMetrics } from './orders.metrics.ts';
import { followAmended, orderReactions } from './orders.reactions.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { previewOrder } from './preview.view.ts';
import { listRevisions, previewAmendment } from './revisions.views.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let secretary: Principal;
let deputy: Principal;
let street: Principal;

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  district = await city.principal('dutyOfficer', places.xinhua, { name: '何静' });
  street = await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan, { name: '陈桂兰' });
  deputy = await city.principal('dutyOfficer', places.tianhuyuan, { name: '李明' });
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());
beforeEach(() => city.clock.set('2022-05-11T01:30:00.000Z'));

const question = { key: 'done', kind: 'tick' as const, text: '办了吗', perArea: false, required: true };
const at = (time: string) => new Date(`2022-05-11T${time}:00.000Z`).toISOString();
const yes = { values: { done: true } };

/** To the district and two communities below it. */
async function send(more: Partial<InputOf<typeof issueOperation>> = {}, by = officer) {
  const orderId = newId();
  await city.run(issueOrder, by, {
    orderId,
    urgency: 'immediate',
    title: '采样点两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areas', codes: [places.xinhua, places.tianhuyuan, places.yugou] }], except: [] },
    questions: [question],
    answerBy: at('04:00'),
    ...more,
  } as never);
  return orderId;
}
const amend = (orderId: string, change: Partial<InputOf<typeof amendOperation>>, by = officer) =>
  city.run(amendOrder, by, { orderId, version: 1, reason: '情况变了', add: [], ...change } as never);
async function receiptId(orderId: string, areaCode: string): Promise<string> {
  const [row] = await city.sql<{ id: string }>('select id from city.receipts where order_id = $1 and area_code = $2', [orderId, areaCode]);
  return row?.id as string;
}
const detail = (who: Principal, id: string): Promise<ReceiptDetail> => city.read(getReceipt, who, { receiptId: id });
const order = (orderId: string, who = officer) => city.read(getOrder, who, { orderId });

/** The reaction to what was told last of an order, as the reactor runs it. */
async function follow(orderId: string) {
  await city.runtime.sealer.sealAll();
  const [row] = await city.sql<{ type: string; payload: Record<string, unknown> }>(
    `select type, payload from city.events where order_id = $1 and type in ('order.amended', 'order.limitsMoved') order by position desc limit 1`,
    [orderId],
  );
  return city.as(city.system, (tx) =>
    followAmended.run({
      tx,
      event: { type: row?.type, orderId, payload: row?.payload, doneAt: city.clock.now() } as unknown as SealedEvent,
      now: city.clock.now(),
    } as unknown as ReactionFacts),
  );
}

describe('an order that is amended', () => {
  test('those who acknowledged acknowledge the change, counted apart; those who had not keep their limit', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.tianhuyuan);
    await city.run(acknowledgeReceipt, secretary, { receiptId: id });
    city.clock.advance({ minutes: 20 });
    const done = await amend(orderId, { body: '今天下午前走一遍。' });
    expect(done).toMatchObject({ revision: 2, version: 2, owing: 1, askedAgain: 0, added: 0 });
    const changed = await detail(secretary, id);
    expect(changed.attention).toMatchObject({ state: 'waiting', reason: 'changed', limit: 'change', until: at('02:20') });
    expect(changed.change).toMatchObject({
      before: { revision: 1, body: '今天中午前走一遍。' },
      steps: [{ revision: 2, reason: '情况变了', byName: '周砚' }],
    });
    expect((await detail(district, await receiptId(orderId, places.xinhua))).attention).toMatchObject({
      limit: 'acknowledge',
      until: at('02:00'),
    });
    // Late: the first limit for who never acknowledged, the new one for who did.
    city.clock.set(at('02:10'));
    expect((await order(orderId)).counts).toMatchObject({ late: 2, waiting: 1 });
    await city.run(acknowledgeReceipt, deputy, { receiptId: id });
    const after = await detail(secretary, id);
    expect(after).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: '陈桂兰',
      changeBy: null,
      changeAcknowledgedBy: '李明',
      change: null,
    });
    const [tally] = await city.sql<{ a: number; c: number }>(
      `select sum(receipts_acknowledged)::int as a, sum(changes_acknowledged)::int as c from city.tallies where area_code = $1`,
      [places.tianhuyuan],
    );
    expect(tally).toEqual({ a: 1, c: 1 });
    expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
    await expect(city.run(acknowledgeReceipt, secretary, { receiptId: id })).rejects.toMatchObject({
      code: 'state.moved-on',
      params: { by: '李明' },
    });
  });

  test('an answer is kept while its questions stay, and owed again with it as the start when they change', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.tianhuyuan);
    await city.run(answerReceipt, secretary, { receiptId: id, answer: yes });
    await amend(orderId, { title: '采样点自查' });
    expect(await detail(secretary, id)).toMatchObject({ state: 'answered', answer: yes, formerAnswer: null });
    // Nobody accepts what was answered to the text before, while its change is not acknowledged.
    expect(await city.run(acceptAnswers, officer, { orderId })).toEqual({ accepted: 0 });
    await expect(city.run(acceptAnswers, officer, { orderId, receiptIds: [id] })).rejects.toMatchObject({
      code: 'order.change-not-acknowledged',
    });
    await city.run(acknowledgeReceipt, secretary, { receiptId: id });
    expect(await city.run(acceptAnswers, officer, { orderId })).toEqual({ accepted: 1 });

    const done = await amend(orderId, { version: 2, questions: [{ ...question, text: '补好了吗' }] });
    expect(done).toMatchObject({ owing: 1, askedAgain: 1 });
    expect(await detail(secretary, id)).toMatchObject({ state: 'acknowledged', answer: null, formerAnswer: yes });
    expect((await order(orderId)).sums[0]?.values).toContainEqual({ key: 'true', text: null, count: 0 });
    await city.run(answerReceipt, secretary, { receiptId: id, answer: yes, revision: 3 });
    expect(await detail(secretary, id)).toMatchObject({ state: 'answered', changeBy: null });
    await city.run(acceptAnswers, officer, { orderId });
    const [accepted] = await city.sql<{ n: number }>('select sum(receipts_accepted)::int as n from city.tallies');
    expect(accepted?.n, 'accepted once').toBe(1);
    expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
  });

  test('an act on the text before is not done in silence: acknowledged for what was read, anything else refused', async () => {
    const orderId = await send();
    const [mine, theirs] = [await receiptId(orderId, places.tianhuyuan), await receiptId(orderId, places.xinhua)];
    city.clock.advance({ minutes: 10 });
    await amend(orderId, { body: '今天下午前走一遍。' });
    await expect(city.run(answerReceipt, secretary, { receiptId: mine, answer: yes, revision: 1 })).rejects.toMatchObject({
      code: 'order.changed-meanwhile',
      params: { revision: 2 },
    });
    await expect(
      city.run(delegateReceipt, district, { receiptId: theirs, orderId: newId(), areaCodes: [places.yugou], revision: 1 }),
    ).rejects.toMatchObject({ code: 'order.changed-meanwhile' });
    // Done at 09:35 without network, before the change: acknowledged then, in time, and the change is owed.
    await city.run(acknowledgeReceipt, secretary, { receiptId: mine, revision: 1, doneAt: at('01:35') });
    const receipt = await detail(secretary, mine);
    expect(receipt).toMatchObject({ state: 'acknowledged', acknowledgedAt: at('01:35'), changeBy: at('02:10'), changedFrom: 1 });
    // Of two amendments the one who owes both acknowledges the last, beside what he knew.
    await amend(orderId, { version: 2, title: '采样点自查' });
    expect((await detail(secretary, mine)).change).toMatchObject({ before: { revision: 1 }, steps: [{ revision: 2 }, { revision: 3 }] });
    await city.run(acknowledgeReceipt, secretary, { receiptId: mine, revision: 3 });
    expect(await detail(secretary, mine)).toMatchObject({ changeBy: null, change: null });
  });

  test('a repeat of the acknowledgement that comes after the change does not acknowledge it', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.tianhuyuan);
    const commandId = newId();
    const first = await city.run(acknowledgeReceipt, secretary, { commandId, receiptId: id } as never);
    await amend(orderId, { body: '今天下午前走一遍。' });
    expect(await city.run(acknowledgeReceipt, secretary, { commandId, receiptId: id } as never)).toEqual(first);
    expect((await detail(secretary, id)).changeBy).not.toBeNull();
  });

  test('limits keep the law: not in the past, not too far, the answer no earlier than the change is acknowledged; unsaid, it moves along', async () => {
    const orderId = await send();
    const refused = (change: object) => expect(amend(orderId, change)).rejects;
    await refused({}).toMatchObject({ code: 'order.nothing-changed' });
    await refused({ body: '今天中午前走一遍。' }).toMatchObject({ code: 'order.nothing-changed' });
    await refused({ acknowledgeBy: at('01:00') }).toMatchObject({ code: 'order.limit-passed' });
    await refused({ answerBy: at('01:45') }).toMatchObject({ code: 'order.answer-before-acknowledge', params: { earliest: at('02:00') } });
    await refused({ answerBy: '2022-07-11T00:00:00.000Z' }).toMatchObject({ code: 'order.limit-too-far' });
    await refused({ answerBy: null }).toMatchObject({ code: 'input.invalid' });
    await refused({ version: 7, body: '改' }).toMatchObject({ code: 'version.stale' });
    expect((await order(orderId)).revision).toBe(1);
    city.clock.set(at('03:50'));
    const preview = await city.read(previewAmendment, officer, { orderId, body: '再走一遍。', add: [] });
    expect(preview).toMatchObject({ changed: ['body', 'answerBy'], changeBy: at('04:20'), answerBy: at('04:20') });
    await amend(orderId, { body: '再走一遍。' });
    expect(await order(orderId)).toMatchObject({ answerBy: at('04:20'), acknowledgeBy: at('02:00'), changeBy: at('04:20') });
  });

  test('every revision stays in full, and the program cannot change one', async () => {
    const orderId = await send();
    await amend(orderId, { body: '第二稿。' });
    await amend(orderId, { version: 2, body: '第三稿。', answerBy: at('06:00') });
    const { items } = await city.read(listRevisions, secretary, { orderId });
    expect(items.map((one) => [one.revision, one.body, one.changed])).toEqual([
      [3, '第三稿。', ['body', 'answerBy']],
      [2, '第二稿。', ['body']],
      [1, '今天中午前走一遍。', []],
    ]);
    await expect(city.as(officer, (tx) => tx.updateTable('order_revisions').set({ body: '改历史' }).execute())).rejects.toThrow(
      /permission denied/,
    );
  });

  test('recipients are added: with a full window, counted as sent, and nobody else owes anything for it', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.tianhuyuan);
    await city.run(acknowledgeReceipt, secretary, { receiptId: id });
    city.clock.set(at('02:30'));
    const done = await amend(orderId, { add: [{ kind: 'areas', codes: [places.shuguang, places.tianhuyuan] }] });
    expect(done).toMatchObject({ revision: 1, owing: 0, added: 1 });
    expect((await detail(secretary, id)).changeBy).toBeNull();
    const [added] = await city.sql(
      'select state, acknowledge_by, due_at, unstaffed from city.receipts where order_id = $1 and area_code = $2',
      [orderId, places.shuguang],
    );
    expect(added).toMatchObject({ state: 'sent', acknowledge_by: new Date(at('03:00')), due_at: new Date(at('03:00')) });
    const seen = await order(orderId);
    expect(seen).toMatchObject({ receiptCount: 4, counts: { late: 2, waiting: 1, inHand: 1 } });
    expect(seen.audienceText).toContain('另加');
    expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
  });

  test('time reminds of the change and escalates it, level by level, and the first limit’s jobs leave it alone', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.tianhuyuan);
    await city.run(acknowledgeReceipt, secretary, { receiptId: id });
    await amend(orderId, { body: '今天下午前走一遍。' });
    expect(await city.run(remindByTimer, city.system, { orderId, limit: 'change' })).toEqual({ reminded: 1 });
    city.clock.set(at('02:05'));
    expect(await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 3 })).toEqual({ escalated: 2 });
    expect((await detail(secretary, id)).escalatedTo).toBeNull();
    expect(await city.run(escalateByTimer, city.system, { orderId, limit: 'change', depth: 1 })).toEqual({ escalated: 1 });
    expect((await detail(secretary, id)).attention).toMatchObject({ state: 'late', limit: 'change', escalated: true });
    await city.run(acknowledgeReceipt, secretary, { receiptId: id });
    expect((await order(orderId)).counts.escalated).toBe(2);
  });

  test('where nobody is on duty the desk above acknowledges the change, as it would the order', async () => {
    const orderId = await send();
    const id = await receiptId(orderId, places.yugou);
    await city.run(signForReceipt, street, { receiptId: id });
    await expect(city.run(signForReceipt, street, { receiptId: id })).rejects.toMatchObject({ code: 'state.moved-on' });
    await amend(orderId, { body: '今天下午前走一遍。' });
    await city.run(signForReceipt, street, { receiptId: id });
    expect(await detail(street, id)).toMatchObject({ changeBy: null, state: 'acknowledged' });
  });

  test('nothing is amended that is over, and only by who issued it', async () => {
    const orderId = await send();
    await expect(amend(orderId, { body: '改一改。' }, district)).rejects.toMatchObject({ code: 'not-permitted' });
    await city.run(closeOrder, officer, { orderId, version: 1, closeOpen: true, note: '办结' });
    await expect(amend(orderId, { version: 2, body: '改一改。' })).rejects.toMatchObject({ code: 'state.moved-on' });
  });

  test('closed with a change open, that is ended and counted as not done', async () => {
    const orderId = await send({ questions: [], answerBy: undefined });
    for (const [who, code] of [
      [secretary, places.tianhuyuan],
      [district, places.xinhua],
    ] as const)
      await city.run(acknowledgeReceipt, who, { receiptId: await receiptId(orderId, code) });
    await amend(orderId, { body: '今天下午前走一遍。' });
    await expect(city.run(closeOrder, officer, { orderId, version: 2, closeOpen: false })).rejects.toMatchObject({
      code: 'order.open-receipts',
      params: { open: 3 },
    });
    await city.run(closeOrder, officer, { orderId, version: 2, closeOpen: true, note: '办结' });
    expect((await order(orderId)).counts).toMatchObject({ done: 3, ended: 3, late: 0, waiting: 0 });
    expect(await order(orderId)).toMatchObject({ closedBy: '周砚', closeNote: '办结' });
  });
});

describe('an order that was broken down', () => {
  async function delegated(note?: string) {
    const orderId = await send();
    const id = await receiptId(orderId, places.xinhua);
    const childId = newId();
    await city.run(delegateReceipt, district, {
      receiptId: id,
      orderId: childId,
      areaCodes: [places.tianhuyuan],
      ...(note ? { note } : {}),
    });
    return { orderId, id, childId, below: await receiptId(childId, places.tianhuyuan) };
  }

  test('limits that move later above move later below, at once, level by level, and never the other way', async () => {
    const { orderId, childId, below } = await delegated();
    await city.run(acknowledgeReceipt, secretary, { receiptId: below });
    const grandId = newId();
    const grid = `${places.tianhuyuan}001`;
    await city.sql(
      `insert into city.areas (id, code, name, short_name, level, kind, parent_code, search_text, valid_from)
        select gen_random_uuid(), $1, '第一网格', '第一网格', 'grid', 'grid', $2, '', now() on conflict do nothing`,
      [grid, places.tianhuyuan],
    );
    await city.run(delegateReceipt, secretary, { receiptId: below, orderId: grandId, areaCodes: [grid] });
    await amend(orderId, { answerBy: at('06:00') });
    const told = await follow(orderId);
    expect(told.map((one) => [one.kind.type, one.orderId])).toEqual([['order.limitsMoved', childId]]);
    expect(await order(childId)).toMatchObject({ answerBy: at('06:00') });
    expect((await detail(secretary, below)).attention.until).toBe(at('06:00'));
    await amend(orderId, { version: 2, answerBy: at('05:00') });
    expect(await follow(orderId)).toEqual([]);
    expect(await order(childId)).toMatchObject({ answerBy: at('06:00') });
    const wrong = await city.sql(`select 1 from city.orders where answer_by < parent_answer_by or acknowledge_by < parent_acknowledge_by`);
    expect(wrong).toEqual([]);
  });

  test('the database too refuses a limit below that is earlier than the one above', async () => {
    const { childId } = await delegated();
    await expect(amend(childId, { answerBy: at('03:59') }, district)).rejects.toMatchObject({ code: 'order.child-limit-earlier' });
    await expect(
      city.sql(`update city.orders set answer_by = parent_answer_by - interval '1 minute' where id = $1`, [childId]),
    ).rejects.toThrow(/orders_child_limit_not_earlier/);
  });

  test('the desk in between passes the change on with one act: its own words stay, the change below has no less time', async () => {
    const { orderId, id, childId, below } = await delegated('街道汇总');
    await city.run(acknowledgeReceipt, secretary, { receiptId: below });
    await amend(orderId, { body: '今天下午前走一遍。', questions: [{ ...question, text: '补好了吗' }] });
    await follow(orderId);
    expect((await detail(district, id)).change?.mayPassOn).toBe(true);
    city.clock.advance({ minutes: 10 });
    const done = await city.run(passOnChange, district, { receiptId: id, revision: 2 });
    expect(done).toMatchObject({ orderId: childId, revision: 2, owing: 1 });
    const child = await order(childId, district);
    expect(child).toMatchObject({
      body: '今天下午前走一遍。\n\n新华区指挥部：街道汇总',
      questions: [{ text: '补好了吗' }],
      changeBy: at('02:10'),
    });
    expect(Date.parse(child.changeBy as string)).toBeGreaterThanOrEqual(Date.parse((await order(orderId)).changeBy as string));
    expect(await detail(district, id)).toMatchObject({ changeBy: null, changeAcknowledgedBy: '何静' });
    expect((await detail(secretary, below)).change?.before.body).toBe('今天中午前走一遍。\n\n新华区指挥部：街道汇总');
    await expect(city.run(passOnChange, district, { receiptId: id })).rejects.toMatchObject({ code: 'state.moved-on' });
  });

  test('what was changed below by hand is not written over: a person does it', async () => {
    const { orderId, id, childId } = await delegated();
    await amend(childId, { body: '我们自己的话。' }, district);
    await amend(orderId, { body: '今天下午前走一遍。' });
    expect((await detail(district, id)).change?.mayPassOn).toBe(false);
    await expect(city.run(passOnChange, district, { receiptId: id })).rejects.toMatchObject({ code: 'order.pass-on-by-hand' });
    expect((await detail(district, id)).changeBy, 'nothing was done').not.toBeNull();
  });

  test('a change of an amended order has its timers, and those of limits that moved go with them', async () => {
    const orderId = await send();
    await amend(orderId, { answerBy: at('06:00') });
    await city.runtime.sealer.sealAll();
    const [row] = await city.sql<{ payload: Record<string, unknown> }>(
      `select payload from city.events where order_id = $1 and type = 'order.amended'`,
      [orderId],
    );
    const jobs: [string, string, string | undefined][] = [];
    const schedule = orderReactions.find((one) => one.name === 'orders.schedule-changed');
    await city.as(
      city.system,
      (tx) =>
        schedule?.run({
          tx,
          event: { type: 'order.amended', orderId, payload: row?.payload, doneAt: city.clock.now() } as unknown as SealedEvent,
          jobs: {
            add: async (name: string, payload: { limit: string }, options: { runAt?: Date }) => {
              jobs.push([name, payload.limit, options.runAt?.toISOString()]);
            },
          } as never,
          now: city.clock.now(),
        } as unknown as ReactionFacts) as Promise<unknown>,
    );
    expect(jobs).toContainEqual(['orders:remind', 'answer', at('06:00')]);
    expect(jobs).toContainEqual(['orders:remind', 'change', at('02:00')]);
    expect(jobs.filter(([name, limit]) => name === 'orders:escalate' && limit === 'change')).toHaveLength(3);
    expect(
      jobs.some(([, limit]) => limit === 'acknowledge'),
      'the first limit did not move',
    ).toBe(false);
  });
});

describe('several acknowledged together', () => {
  test('each is told what became of it, and what is over or another’s holds up none', async () => {
    const [mine, his, over] = [await send(), await send(), await send()];
    const ids = await Promise.all([mine, his, over].map((orderId) => receiptId(orderId, places.tianhuyuan)));
    await city.run(acknowledgeReceipt, deputy, { receiptId: ids[1] as string });
    await city.run(closeOrder, officer, { orderId: over, version: 1, closeOpen: true, note: '办结' });
    const strange = newId();
    const input = { commandId: newId(), receipts: [...ids, strange].map((id) => ({ receiptId: id as string, revision: 1 })) };
    const done = await city.run(acknowledgeReceipts, secretary, input as never);
    expect(done.acknowledged).toBe(1);
    expect(done.outcomes.map((one) => [one.outcome, one.by])).toEqual([
      ['acknowledged', '陈桂兰'],
      ['byOther', '李明'],
      ['over', null],
      ['notThere', null],
    ]);
    // Sent again after a change: the first answer, and the change still owed.
    await amend(mine, { body: '今天下午前走一遍。' });
    expect(await city.run(acknowledgeReceipts, secretary, input as never)).toEqual(done);
    expect((await detail(secretary, ids[0] as string)).changeBy).not.toBeNull();
  });

  test('one of an older text counts for that text, and says so', async () => {
    const orderId = await send();
    await amend(orderId, { body: '今天下午前走一遍。' });
    const id = await receiptId(orderId, places.tianhuyuan);
    const done = await city.run(acknowledgeReceipts, secretary, { receipts: [{ receiptId: id, revision: 1 }] });
    expect(done.outcomes[0]).toMatchObject({ outcome: 'changed', state: 'acknowledged' });
    expect((await detail(secretary, id)).changeBy).not.toBeNull();
  });
});

describe('copies for information', () => {
  const copies = [{ kind: 'areas' as const, codes: [places.shuguang, places.tianhuyuan, places.weidong] }];

  test('reach whom they name and nobody who is addressed anyway; they owe nothing and count nowhere', async () => {
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    const before = await city.read(getInboxSummary, neighbour, {});
    const preview = await city.read(previewOrder, officer, {
      urgency: 'immediate',
      audience: { include: [{ kind: 'areas', codes: [places.xinhua, places.tianhuyuan] }], except: [] },
      questions: [],
      copies,
    } as never);
    expect(preview.copies).toEqual({ desks: 2, units: 0 });
    const orderId = await send({ copies });
    expect((await order(orderId)).receiptCount).toBe(3);
    expect(await city.read(getInboxSummary, neighbour, {})).toEqual({ ...before, copiesUnread: before.copiesUnread + 1 });
    const [copy] = (await city.read(listCopies, neighbour, { limit: 10 })).items;
    expect(copy).toMatchObject({ order: { id: orderId, title: '采样点两米线自查', counts: { late: 0, waiting: 0 } }, readAt: null });
    expect((await city.read(listInbox, neighbour, { open: 'true', limit: 50 })).items.some((one) => one.orderId === orderId)).toBe(false);
    expect((await city.read(listOrders, neighbour, { limit: 50 })).items.map((one) => one.id)).toContain(orderId);
    // Not the issuer's to show: how far it is stays his.
    expect(await order(orderId, neighbour)).toMatchObject({
      body: '今天中午前走一遍。',
      receiptCount: 0,
      myCopy: { id: copy?.id, seesProgress: false },
    });
    const first = await city.run(readCopy, neighbour, { copyId: copy?.id as string });
    city.clock.advance({ minutes: 5 });
    expect(await city.run(readCopy, neighbour, { copyId: copy?.id as string })).toEqual(first);
    await expect(city.run(readCopy, officer, { copyId: copy?.id as string })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(city.run(readCopy, district, { copyId: copy?.id as string })).rejects.toMatchObject({ code: 'not-found' });
    // Changed, it is new to whoever had read it.
    await amend(orderId, { body: '今天下午前走一遍。' });
    expect((await city.read(listCopies, neighbour, { limit: 10 })).items[0]).toMatchObject({ readAt: null, order: { revision: 2 } });
    expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
  });

  test('see how far it is where the issuer allows, and go no further than his territory', async () => {
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    const orderId = await send({ copies, copiesSeeProgress: true });
    expect(await order(orderId, neighbour)).toMatchObject({ receiptCount: 3, counts: { waiting: 3 }, myCopy: { seesProgress: true } });
    await expect(
      send({ audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan] }], except: [] }, copies }, district),
    ).rejects.toMatchObject({
      code: 'order.audience-outside-scope',
      errors: [{ pointer: '/copies/0/codes/2' }],
    });
  });
});
