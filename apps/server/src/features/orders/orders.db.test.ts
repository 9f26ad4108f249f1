import type { InputOf } from '@muster/contract/operation';
import type { issueOrder as issueOperation } from '@muster/contract/orders/orders.operations';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { endIncident } from '../incidents/commands/end-incident.ts';
import { recountTallies } from '../tallies/index.ts';
import { ordersAttention } from './attention-source.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { acknowledgeReceipt } from './commands/acknowledge-receipt.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { closeOrder, withdrawOrder } from './commands/close-order.ts';
import { confirmDelivery } from './commands/confirm-delivery.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { escalateByTimer, escalateOrder } from './commands/escalate-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { openReceipt } from './commands/open-receipt.ts';
import { remindByTimer, remindReceipts } from './commands/remind-receipts.ts';
import { restaffByTimer } from './commands/restaff-desks.ts';
import { sendBackAnswer } from './commands/send-back-answer.ts';
import { signForReceipt } from './commands/sign-for-receipt.ts';
import { getInboxSummary, getReceipt, listInbox } from './inbox.views.ts';
import { orderMetrics } from './orders.metrics.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { previewOrder } from './preview.view.ts';
import { getReceiptTree, listReceipts } from './receipts.views.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let neighbour: Principal;
let street: Principal;
let secretary: Principal;
let deputy: Principal;
let incidentId: string;

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  district = await city.principal('dutyOfficer', places.xinhua, { name: '何静' });
  neighbour = await city.principal('dutyOfficer', places.weidong);
  street = await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan, { name: '陈桂兰' });
  deputy = await city.principal('dutyOfficer', places.tianhuyuan, { name: '李明' });
  await city.principal('communitySecretary', places.shubei);
  incidentId = newId();
  await city.run(activateIncident, officer, { incidentId, name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());
beforeEach(() => city.clock.set('2022-05-11T01:30:00.000Z'));

const question = { key: 'done', kind: 'tick' as const, text: '办了吗', perArea: false, required: true };
const at = (time: string) => new Date(`2022-05-11T${time}:00.000Z`).toISOString();

async function send(more: Partial<InputOf<typeof issueOperation>> = {}, by = officer) {
  const orderId = newId();
  const sent = await city.run(issueOrder, by, {
    orderId,
    urgency: 'immediate',
    title: '采样点两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.xinhua }], except: [] },
    questions: [question],
    answerBy: at('04:00'),
    ...more,
  } as never);
  return { ...sent, orderId };
}

const receiptAt = async (orderId: string, code: string, reader = officer) => {
  const { items } = await city.read(listReceipts, reader, { orderId, under: code, limit: 50 });
  const found = items.find((item) => item.areaCode === code);
  if (!found) throw new Error(`no receipt at ${code}`);
  return found;
};
const yes = { values: { done: true } };

/** Everything kept beside the receipts is equal to what the receipts say. */
async function assertKeptEqualsRecords() {
  const differences = await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city));
  expect(differences).toEqual([]);
  const wrong = await city.sql(`select p.order_id, p.area_code from city.order_progress p join (
      select order_id, left(area_code, 9) as area_code, count(*) as total,
        count(*) filter (where state in ('sent', 'delivered', 'opened')) as unacknowledged,
        count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack')) as in_hand,
        count(*) filter (where state = 'answered') as for_review, count(*) filter (where settled_at is not null) as done, count(*) filter (where state in ('closed', 'withdrawn')) as ended,
        count(*) filter (where escalated_at is not null and settled_at is null) as escalated
      from city.receipts group by 1, 2) r using (order_id, area_code)
    where (p.total, p.unacknowledged, p.in_hand, p.for_review, p.done, p.ended, p.escalated) is distinct from (r.total, r.unacknowledged, r.in_hand, r.for_review, r.done, r.ended, r.escalated)`);
  expect(wrong).toEqual([]);
}

describe('sending', () => {
  test('reaches every desk of the audience once, numbered per issuer and year', async () => {
    const first = await send();
    const second = await send();
    expect(first.desks).toBe(5);
    expect(first.numberText).toMatch(/^市指〔2022〕\d+号$/);
    expect(second.number).toBe(first.number + 1);
    const own = await send({ audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan] }], except: [] } }, district);
    expect(own.numberText).toMatch(/^新华指〔2022〕\d+号$/);
    await assertKeptEqualsRecords();
  });

  test('the preview says exactly what sending does, and which desks have nobody', async () => {
    const audience = {
      include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under: places.xinhua }],
      except: [{ kind: 'areas' as const, codes: [places.shuguang] }],
    };
    const preview = await city.read(previewOrder, officer, { urgency: 'immediate', audience, questions: [] });
    const sent = await send({ audience });
    expect(preview).toMatchObject({ desks: 3, people: 2, staffedDesks: 1, unstaffedCount: 2 });
    expect(sent.desks).toBe(preview.desks);
    expect(preview.unstaffed.map((desk) => desk.aboveCode)).toEqual([places.jiaodian, places.jiaodian]);
  });

  test('people by role get it one by one, each once, and units by those who speak for them', async () => {
    const volunteers = await Promise.all([city.principal('volunteer', places.shubei), city.principal('volunteer', places.tianhuyuan)]);
    const unitId = newId();
    await city.as(city.system, (tx) =>
      tx
        .insertInto('units')
        .values({ id: unitId, name: `示例局 ${unitId}`, area_code: places.city })
        .execute(),
    );
    const liaison = await city.principal('unitLiaison', null, { unitId });
    const term = { kind: 'peopleByRole' as const, role: 'volunteer' as const, under: places.xinhua };
    const sent = await send({
      audience: { include: [term, { ...term, under: places.city }, { kind: 'units', unitIds: [unitId] }], except: [] },
      questions: [],
      answerBy: undefined,
    });
    expect(sent).toMatchObject({ desks: 0, persons: 2, units: 1 });
    for (const person of [...volunteers, liaison]) {
      const inbox = await city.read(listInbox, person, { open: 'true', limit: 50 });
      expect(inbox.items.map((item) => item.orderId)).toContain(sent.orderId);
      const mine = inbox.items.find((item) => item.orderId === sent.orderId);
      await city.run(acknowledgeReceipt, person, { receiptId: mine?.id as string });
    }
    await assertKeptEqualsRecords();
  });

  test('an audience that is empty, unknown or outside of one’s own territory is refused, with the place of the fault', async () => {
    const outside = { include: [{ kind: 'areas' as const, codes: [places.donghuan] }], except: [] };
    await expect(send({ audience: outside }, district)).rejects.toMatchObject({
      code: 'order.audience-outside-scope',
      errors: [{ pointer: '/audience/include/0/codes/0' }],
    });
    await expect(send({ audience: { include: [{ kind: 'areas', codes: ['410402999'] }], except: [] } })).rejects.toMatchObject({
      code: 'area.unknown',
    });
    await expect(
      send({ audience: { include: [{ kind: 'areas', codes: [places.shubei] }], except: [{ kind: 'areas', codes: [places.xinhua] }] } }),
    ).rejects.toMatchObject({ code: 'order.audience-empty' });
    await expect(send({ audience: { include: [{ kind: 'areas', codes: [places.city] }], except: [] } })).rejects.toMatchObject({
      code: 'order.audience-empty',
    });
  });

  test('limits in the past, in the wrong order or missing are refused and nothing is sent', async () => {
    const before = await city.sql('select count(*) from city.orders');
    await expect(send({ answerBy: at('01:00') })).rejects.toMatchObject({ code: 'order.limit-passed' });
    await expect(send({ answerBy: at('01:45') })).rejects.toMatchObject({ code: 'order.answer-before-acknowledge' });
    await expect(send({ answerBy: '2022-08-01T00:00:00Z' })).rejects.toMatchObject({ code: 'order.limit-too-far' });
    await expect(send({ answerBy: undefined })).rejects.toMatchObject({ code: 'input.invalid', errors: [{ pointer: '/answerBy' }] });
    expect(await city.sql('select count(*) from city.orders')).toEqual(before);
  });

  test('sent ten times at once it is one order with one number', async () => {
    const input = {
      commandId: newId(),
      orderId: newId(),
      urgency: 'urgent' as const,
      title: '一次',
      body: '只发一次',
      audience: { include: [{ kind: 'areas' as const, codes: [places.tianhuyuan] }], except: [] },
      questions: [],
      answerBy: undefined,
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => city.run(issueOrder, officer, input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await city.sql('select id from city.orders where id = $1', [input.orderId])).toHaveLength(1);
    await expect(city.run(acknowledgeReceipt, officer, { commandId: input.commandId, receiptId: newId() })).rejects.toMatchObject({
      code: 'command.reused',
    });
    await assertKeptEqualsRecords();
  });

  test('those who do not issue orders cannot', async () => {
    for (const [role, area] of [
      ['volunteer', places.shubei],
      ['gridWorker', places.shubei],
      ['auditor', places.city],
      ['systemAdministrator', places.city],
      ['supervisor', places.xinhua],
    ] as const) {
      await expect(send({}, await city.principal(role, area))).rejects.toMatchObject({ code: 'not-permitted' });
    }
  });
});

describe('who sees an order', () => {
  test('a city order to a community is at once visible to its subdistrict and district, and to nobody beside', async () => {
    const { orderId } = await send({ audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan] }], except: [] } });
    for (const reader of [officer, district, street, secretary]) expect((await city.read(getOrder, reader, { orderId })).id).toBe(orderId);
    const beside = await city.principal('communitySecretary', places.yugou);
    for (const reader of [neighbour, beside]) {
      await expect(city.read(getOrder, reader, { orderId })).rejects.toMatchObject({ code: 'not-found' });
      expect((await city.read(listOrders, reader, { limit: 200 })).items.map((order) => order.id)).not.toContain(orderId);
      expect((await city.read(listReceipts, reader, { orderId, limit: 50 })).items).toEqual([]);
    }
    const receipt = await receiptAt(orderId, places.tianhuyuan);
    await expect(city.run(acknowledgeReceipt, neighbour, { receiptId: receipt.id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(city.run(acknowledgeReceipt, district, { receiptId: receipt.id })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('what a district sends to all of its own communities is not seen by its neighbours', async () => {
    const { orderId } = await send({}, district);
    await expect(city.read(getOrder, neighbour, { orderId })).rejects.toMatchObject({ code: 'not-found' });
    expect((await city.read(getOrder, street, { orderId })).id).toBe(orderId);
  });

  test('a desk sees of a wide order only the receipts of its own territory', async () => {
    const { orderId } = await send({
      audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.city }], except: [] },
    });
    const tree = await city.read(getReceiptTree, district, { orderId });
    expect(tree.branches.map((branch) => branch.code)).toEqual([places.xinhua, places.shuguang, places.jiaodian]);
    // Nobody has acknowledged: no tick on the time axis.
    expect(tree.branches.flatMap((branch) => branch.acknowledgedAfter)).toEqual([]);
    expect((await city.read(getReceiptTree, officer, { orderId })).branches[0]).toMatchObject({ code: places.xinhua, total: 5 });
    // Counts too: what the neighbours have done is not his.
    const countOf = async (reader: Principal) => (await city.read(getOrder, reader, { orderId })).receiptCount;
    expect(await Promise.all([officer, district, street, secretary].map(countOf))).toEqual([7, 5, 3, 1]);
  });
});

describe('a receipt', () => {
  test('goes from sent to accepted, each step by whom and when', async () => {
    const { orderId } = await send();
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    city.clock.advance({ minutes: 1 });
    await city.run(confirmDelivery, secretary, { receiptIds: [receiptId] });
    await city.run(confirmDelivery, deputy, { receiptIds: [receiptId] });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({
      state: 'delivered',
      deliveredCount: 2,
      attention: { reason: 'notOpened' },
    });
    await city.run(openReceipt, secretary, { receiptId });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({
      state: 'opened',
      openedBy: '陈桂兰',
      attention: { state: 'waiting', reason: 'notAcknowledged' },
    });
    city.clock.advance({ minutes: 4 });
    await city.run(acknowledgeReceipt, deputy, { receiptId });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: '李明',
      attention: { state: 'inHand' },
    });
    await city.run(answerReceipt, secretary, { receiptId, answer: yes, spentSeconds: 90 });
    const answered = await receiptAt(orderId, places.tianhuyuan);
    expect(answered).toMatchObject({
      state: 'answered',
      attention: { state: 'forReview' },
      answer: yes,
      may: { accept: true, sendBack: true },
    });
    await city.run(sendBackAnswer, officer, { receiptId, reason: '没写几点前补齐', version: answered.version });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({
      state: 'sentBack',
      sentBackReason: '没写几点前补齐',
      attention: { state: 'inHand', reason: 'sentBack' },
    });
    await city.run(answerReceipt, deputy, { receiptId, answer: yes });
    expect(await city.run(acceptAnswers, officer, { orderId, under: places.xinhua })).toEqual({ accepted: 1 });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({ state: 'accepted', attention: { state: 'done' } });
    const detail = await city.read(getReceipt, secretary, { receiptId });
    expect(detail.desk.map((mark) => mark.name).sort()).toEqual(['李明', '陈桂兰'].sort());
    expect((await city.read(getOrder, officer, { orderId })).sums[0]?.values[0]).toEqual({ key: 'true', text: null, count: 1 });
    await assertKeptEqualsRecords();
  });

  test('of two who acknowledge at once one does it for the desk, the other is told by whom', async () => {
    const { orderId } = await send();
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    const outcomes = await Promise.allSettled([
      city.run(acknowledgeReceipt, secretary, { receiptId }),
      city.run(acknowledgeReceipt, deputy, { receiptId }),
    ]);
    const winner = outcomes[0]?.status === 'fulfilled' ? '陈桂兰' : '李明';
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({
      reason: { code: 'state.moved-on', params: { by: winner } },
    });
    await assertKeptEqualsRecords();
  });

  test('the same acknowledgement sent again, even by a phone that was long away, has one effect and the same answer', async () => {
    const { orderId } = await send();
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    const doneAt = city.clock.advance({ minutes: 10 }).toISOString();
    city.clock.advance({ hours: 1 });
    const input = { commandId: newId(), receiptId, doneAt };
    const first = await city.run(acknowledgeReceipt, secretary, input);
    await city.run(answerReceipt, secretary, { receiptId, answer: yes });
    expect(await city.run(acknowledgeReceipt, secretary, input)).toEqual(first);
    // Done in time by the phone's clock, though it arrived late.
    expect(
      await city.sql(
        `select payload -> 'inTime' as "inTime", payload -> 'seconds' as seconds from city.events where receipt_id = $1 and type = 'receipt.acknowledged'`,
        [receiptId],
      ),
    ).toEqual([{ inTime: true, seconds: 600 }]);
    await assertKeptEqualsRecords();
  });

  test('an answer that leaves something out is refused with every gap, and keeps the receipt as it was', async () => {
    const perArea = { key: 'covered', kind: 'tick' as const, text: '都问到了吗', perArea: true, required: true };
    const { orderId } = await send({
      questions: [question, perArea],
      audience: { include: [{ kind: 'areas', codes: [places.jiaodian] }], except: [] },
    });
    const { id: receiptId, version } = await receiptAt(orderId, places.jiaodian);
    await expect(
      city.run(answerReceipt, street, { receiptId, answer: { values: { covered: { [places.tianhuyuan]: true } } } }),
    ).rejects.toMatchObject({
      code: 'order.answer-incomplete',
      errors: [
        { pointer: '/answer/values/done' },
        { pointer: `/answer/values/covered/${places.yugou}` },
        { pointer: '/answer/values/covered/410402100201' },
      ],
    });
    await expect(
      city.run(answerReceipt, street, { receiptId, answer: { values: { done: true, covered: { [places.donghuan]: true } } } }),
    ).rejects.toMatchObject({ code: 'order.answer-unknown-thing' });
    expect(await receiptAt(orderId, places.jiaodian)).toMatchObject({ state: 'sent', version });
  });

  test('where nobody is on duty the desk above signs, and only there', async () => {
    const { orderId } = await send();
    const empty = await receiptAt(orderId, '410402100201');
    expect(empty).toMatchObject({ attention: { reason: 'unstaffed', nextStep: 'signFor' } });
    const staffed = await receiptAt(orderId, places.tianhuyuan);
    await expect(city.run(signForReceipt, street, { receiptId: staffed.id })).rejects.toMatchObject({ code: 'not-permitted' });
    await city.run(signForReceipt, street, { receiptId: empty.id });
    expect(await receiptAt(orderId, '410402100201')).toMatchObject({ state: 'acknowledged', signedForBy: '焦店镇指挥部' });
    await city.run(answerReceipt, street, { receiptId: empty.id, answer: yes });
    await assertKeptEqualsRecords();
  });
});

describe('delegation', () => {
  const toStreets = { include: [{ kind: 'areas' as const, codes: [places.jiaodian] }], except: [] };

  test('makes a child order below, whose progress stands on the parent’s receipt', async () => {
    const { orderId } = await send({ audience: toStreets });
    const { id: receiptId } = await receiptAt(orderId, places.jiaodian);
    const childId = newId();
    await city.run(delegateReceipt, street, { receiptId, orderId: childId, areaCodes: [places.tianhuyuan, places.yugou] });
    const parent = await receiptAt(orderId, places.jiaodian);
    expect(parent).toMatchObject({ state: 'delegated', delegated: { orderId: childId, total: 2, done: 0 } });
    const child = await receiptAt(childId, places.tianhuyuan);
    await city.run(answerReceipt, secretary, { receiptId: child.id, answer: yes });
    expect((await receiptAt(orderId, places.jiaodian)).delegated).toMatchObject({ total: 2, done: 1 });
    const detail = await city.read(getReceipt, secretary, { receiptId: child.id });
    expect(detail.chain).toMatchObject([{ orderId, issuerName: '市指挥部' }]);
    await assertKeptEqualsRecords();
  });

  test('never sets a limit earlier than the one above, by rule and by the database', async () => {
    const { orderId } = await send({ audience: toStreets });
    const { id: receiptId } = await receiptAt(orderId, places.jiaodian);
    const input = { receiptId, orderId: newId(), areaCodes: [places.tianhuyuan] };
    await expect(city.run(delegateReceipt, street, { ...input, answerBy: at('03:59') })).rejects.toMatchObject({
      code: 'order.child-limit-earlier',
      errors: [{ pointer: '/answerBy' }],
    });
    await expect(city.run(delegateReceipt, street, { ...input, acknowledgeBy: at('01:45') })).rejects.toMatchObject({
      code: 'order.child-limit-earlier',
      errors: [{ pointer: '/acknowledgeBy' }],
    });
    await city.run(delegateReceipt, street, { ...input, answerBy: at('04:00') });
    await expect(
      city.sql(`update city.orders set answer_by = answer_by - interval '1 minute' where id = $1`, [input.orderId]),
    ).rejects.toMatchObject({ constraint: 'orders_child_limit_not_earlier' });
  });

  test('goes only to areas below, and only once', async () => {
    const { orderId } = await send({ audience: toStreets });
    const { id: receiptId } = await receiptAt(orderId, places.jiaodian);
    await expect(city.run(delegateReceipt, street, { receiptId, orderId: newId(), areaCodes: [places.shubei] })).rejects.toMatchObject({
      code: 'order.delegate-not-below',
    });
    await city.run(delegateReceipt, street, { receiptId, orderId: newId(), areaCodes: [places.tianhuyuan] });
    await expect(city.run(delegateReceipt, street, { receiptId, orderId: newId(), areaCodes: [places.yugou] })).rejects.toMatchObject({
      code: 'order.delegated-already',
    });
  });
});

describe('time', () => {
  test('who has not acknowledged is reminded before the limit and escalated after it, one level higher each time, never above the issuer', async () => {
    const { orderId } = await send({ audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan] }], except: [] } }, district);
    city.clock.advance({ minutes: 15 });
    expect(await city.run(remindByTimer, city.system, { orderId, limit: 'acknowledge' } as never)).toEqual({ reminded: 1 });
    expect(await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 1 } as never)).toEqual({ escalated: 0 });
    city.clock.advance({ minutes: 15, seconds: 1 });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 1 } as never);
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({
      remindedCount: 1,
      escalatedTo: '焦店镇指挥部',
      attention: { state: 'late', escalated: true },
    });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 2 } as never);
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({ escalatedTo: '新华区指挥部' });
    // A third time there is nobody above the issuer, and a doubled job does nothing.
    expect(await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 3 } as never)).toEqual({ escalated: 0 });
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    await city.run(acknowledgeReceipt, secretary, { receiptId });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({ escalatedTo: null, attention: { state: 'inHand' } });
    await assertKeptEqualsRecords();
  });

  test('a person reminds the late ones, not again within five minutes, and escalates at once', async () => {
    const { orderId } = await send();
    expect(await city.run(remindReceipts, officer, { orderId })).toEqual({ reminded: 0 });
    city.clock.advance({ minutes: 31 });
    expect(await city.run(remindReceipts, officer, { orderId })).toEqual({ reminded: 5 });
    await expect(city.run(remindReceipts, officer, { orderId })).rejects.toMatchObject({ code: 'order.reminded-recently' });
    city.clock.advance({ minutes: 5 });
    expect(await city.run(remindReceipts, district, { orderId, under: places.jiaodian })).toEqual({ reminded: 3 });
    expect(await city.run(escalateOrder, officer, { orderId })).toEqual({ escalated: 5 });
    await expect(city.run(escalateOrder, district, { orderId })).rejects.toMatchObject({ code: 'not-permitted' });
    await assertKeptEqualsRecords();
  });
});

test('a desk whose last assignment runs out by itself is unstaffed from then on, and staffed again when one begins', async () => {
  const officerOfYugou = await city.principal('dutyOfficer', '410402100201');
  const { orderId } = await send({ audience: { include: [{ kind: 'areas', codes: ['410402100201'] }], except: [] } });
  expect(await receiptAt(orderId, '410402100201')).toMatchObject({ attention: { reason: 'notDelivered' } });
  await city.sql(`update city.assignments set to_at = $2 where id = $1`, [officerOfYugou.assignmentId, city.clock.advance({ minutes: 2 })]);
  city.clock.advance({ minutes: 1 });
  await city.run(restaffByTimer, city.system, {} as never);
  expect(await receiptAt(orderId, '410402100201')).toMatchObject({ attention: { reason: 'unstaffed', nextStep: 'signFor' } });
  await city.principal('dutyOfficer', '410402100201');
  expect(await city.run(restaffByTimer, city.system, {} as never)).toEqual({ desks: 1 });
  expect(await city.run(restaffByTimer, city.system, {} as never)).toEqual({ desks: 0 });
  await assertKeptEqualsRecords();
});

describe('the end', () => {
  test('an order is closed when all is accepted; with something open only with a note, and then nothing is left open', async () => {
    const { orderId } = await send({ audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan, places.shubei] }], except: [] } });
    const { version } = await city.read(getOrder, officer, { orderId });
    await expect(city.run(closeOrder, officer, { orderId, version, closeOpen: false })).rejects.toMatchObject({
      code: 'order.open-receipts',
      params: { open: 2 },
    });
    await expect(city.run(closeOrder, officer, { orderId, version, closeOpen: true })).rejects.toMatchObject({
      code: 'order.open-receipts',
    });
    await expect(city.run(closeOrder, district, { orderId, version, closeOpen: true, note: '不行' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    expect(await city.run(closeOrder, officer, { orderId, version, closeOpen: true, note: '改由街道统一办' })).toEqual({
      orderId,
      closed: 2,
    });
    const order = await city.read(getOrder, officer, { orderId });
    expect(order).toMatchObject({
      state: 'closed',
      counts: { late: 0, waiting: 0, inHand: 0, forReview: 0, done: 2, ended: 2 },
      answeredCount: 0,
    });
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    await expect(city.run(acknowledgeReceipt, secretary, { receiptId })).rejects.toMatchObject({ code: 'state.moved-on' });
    await assertKeptEqualsRecords();
  });

  test('a withdrawn order asks nothing of anybody any more', async () => {
    const { orderId } = await send();
    const { version } = await city.read(getOrder, officer, { orderId });
    await city.run(withdrawOrder, officer, { orderId, version, reason: '发重了' });
    expect((await city.read(listInbox, secretary, { open: 'true', limit: 200 })).items.map((item) => item.orderId)).not.toContain(orderId);
    expect(await city.read(getInboxSummary, secretary, {})).toMatchObject({ late: expect.any(Number) });
    await assertKeptEqualsRecords();
  });

  test('when the incident has ended nothing moves and nothing is lost', async () => {
    const { orderId } = await send();
    const { id: receiptId } = await receiptAt(orderId, places.tianhuyuan);
    const [incident] = await city.sql<{ version: number }>('select version from city.incidents where id = $1', [incidentId]);
    await city.run(endIncident, officer, { incidentId, version: incident?.version as number });
    await expect(city.run(acknowledgeReceipt, secretary, { receiptId })).rejects.toMatchObject({ code: 'incident.ended' });
    await expect(send()).rejects.toMatchObject({ code: 'incident.none-active' });
    // Nor does anything count down to an escalation that will not come.
    expect(await city.read(getOrder, officer, { orderId })).toMatchObject({ nextEscalationAt: null, nextEscalationTo: [] });
    expect(await receiptAt(orderId, places.tianhuyuan)).toMatchObject({ state: 'sent' });
    incidentId = newId();
    await city.run(activateIncident, officer, { incidentId, name: '防汛拉练', level: 'III', isDrill: true });
    const drill = await send();
    expect(await city.read(getOrder, officer, { orderId: drill.orderId })).toMatchObject({ isDrill: true });
    // A drill's records stand apart: lists, inbox and situation show the current incident and nothing of the other.
    const listed = await city.read(listOrders, officer, { limit: 200 });
    expect(listed.items.map((order) => order.id)).toEqual([drill.orderId]);
    const inbox = await city.read(listInbox, secretary, { open: 'true', limit: 200 });
    expect(inbox.items.map((item) => item.orderId)).toEqual([drill.orderId]);
    const { rows } = await city.as(officer, (tx) => ordersAttention.open(places.city, city.clock.now()).execute(tx));
    expect(new Set(rows.map((row) => row.order_id))).toEqual(new Set([drill.orderId]));
  });
});

test('an escalation is told to the desk that gets it and to the late ones, not to everybody below that desk', async () => {
  const { orderId } = await send({ audience: { include: [{ kind: 'areas', codes: [places.donghuan] }], except: [] } });
  city.clock.advance({ minutes: 31 });
  for (const depth of [1, 2, 3]) await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth } as never);
  const seen = async (reader: Principal) =>
    (
      await city.as(reader, (tx) =>
        tx.selectFrom('events').select('id').where('order_id', '=', orderId).where('type', '=', 'order.escalated').execute(),
      )
    ).length;
  expect(await seen(officer)).toBeGreaterThan(0);
  expect(await seen(neighbour)).toBeGreaterThan(0);
  expect(await seen(secretary)).toBe(0);
});
