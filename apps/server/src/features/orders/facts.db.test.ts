import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { withdrawOrder } from './commands/close-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { sendBackAnswer } from './commands/send-back-answer.ts';
import { listFactAnswers, listFacts } from './facts.views.ts';
import { previewOrder } from './preview.view.ts';

let city: TestCity;
let officer: Principal;
let district: Principal;
let neighbour: Principal;
let desks: Record<string, Principal>;
const shuguang2 = '410402001002';

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city);
  district = await city.principal('dutyOfficer', places.xinhua);
  neighbour = await city.principal('dutyOfficer', places.weidong);
  desks = {};
  for (const code of [places.tianhuyuan, places.yugou, places.shubei, shuguang2])
    desks[code] = await city.principal('communitySecretary', code);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());

const number = (more: object = {}) => ({
  key: 'n',
  kind: 'number' as const,
  text: '采了多少人',
  perArea: false,
  required: true,
  fact: '核酸采样人数',
  ...more,
});
const audience = { include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under: places.xinhua }], except: [] };

async function send(questions: object[], by = district, more: object = {}) {
  const orderId = newId();
  await city.run(issueOrder, by, {
    orderId,
    urgency: 'urgent',
    title: '今天采样',
    body: '报一下。',
    audience,
    questions,
    answerBy: new Date(city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
    ...more,
  } as never);
  return orderId;
}
const receiptAt = async (orderId: string, code: string) =>
  (
    await city.sql<{ id: string; version: number }>(`select id, version from city.receipts where order_id = $1 and area_code = $2`, [
      orderId,
      code,
    ])
  )[0];
async function give(orderId: string, code: string, n: number, seconds = 60) {
  const receipt = await receiptAt(orderId, code);
  return city.run(
    answerReceipt,
    desks[code] as Principal,
    { receiptId: receipt?.id as string, answer: { values: { n } }, spentSeconds: seconds } as never,
  );
}
const preview = (questions: object[], by = district, to: object = audience) =>
  city.read(previewOrder, by, { urgency: 'urgent', audience: to, questions } as never);

describe('a named number', () => {
  test('that desks gave today is offered with its sum and with who is missing, to whoever asks for it by whatever spelling', async () => {
    const orderId = await send([number()]);
    expect((await preview([number()])).known).toEqual([]);
    await give(orderId, places.tianhuyuan, 320);
    city.clock.advance({ minutes: 20 });
    await give(orderId, places.yugou, 180);
    const [known] = (await preview([number({ key: 'q1', fact: '“核酸采样” 人数' })])).known;
    expect(known).toMatchObject({
      questionKey: 'q1',
      key: '核酸采样人数',
      answered: 2,
      of: 5,
      sum: 500,
      latestAt: city.clock.now().toISOString(),
    });
    expect(known?.missing.map((desk) => desk.code)).toEqual([places.shubei, shuguang2, '410402100201']);
    expect(known?.missing[0]?.name).toBe('曙北社区');
    // The city sees the same of the same desks; another district nothing; a question without a name offers nothing.
    expect((await preview([number()], officer)).known[0]?.sum).toBe(500);
    expect(
      (await preview([number()], neighbour, { include: [{ kind: 'areasAtLevel', level: 'community', under: places.weidong }], except: [] }))
        .known,
    ).toEqual([]);
    expect((await preview([number({ fact: undefined })])).known).toEqual([]);
  });

  test('opens to the answers that it is made of', async () => {
    const { known, items } = await city.read(listFactAnswers, district, { fact: '核酸采样人数', audience, limit: 100 } as never);
    expect(known?.sum).toBe(items.reduce((total, item) => total + item.value, 0));
    expect(items.map((item) => [item.areaCode, item.value, item.title])).toEqual([
      [places.tianhuyuan, 320, '今天采样'],
      [places.yugou, 180, '今天采样'],
    ]);
    const first = await city.read(listFactAnswers, district, { fact: '核酸采样人数', audience, limit: 1 } as never);
    const second = await city.read(listFactAnswers, district, {
      fact: '核酸采样人数',
      audience,
      limit: 1,
      cursor: first.nextCursor as string,
    } as never);
    expect([...first.items, ...second.items].map((item) => item.areaCode)).toEqual([places.tianhuyuan, places.yugou]);
    expect((await city.read(listFacts, district, { q: '采样' })).items).toEqual([{ key: '核酸采样人数', name: '核酸采样人数' }]);
  });

  test('is the last one that stands: corrected counts anew, sent back and withdrawn do not count', async () => {
    const orderId = await send([number()], officer);
    await give(orderId, places.tianhuyuan, 330);
    expect((await preview([number()])).known[0]?.sum).toBe(510);
    const again = await give(orderId, places.tianhuyuan, 335);
    expect((await preview([number()])).known[0]?.sum).toBe(515);
    const receipt = await receiptAt(orderId, places.tianhuyuan);
    await city.run(sendBackAnswer, officer, { receiptId: receipt?.id as string, reason: '不对', version: again.version });
    expect((await preview([number()])).known[0]?.sum).toBe(500);
    await give(orderId, places.tianhuyuan, 340);
    await city.run(acceptAnswers, officer, { orderId });
    expect((await preview([number()])).known[0]?.sum).toBe(520);
    await give(orderId, places.shubei, 100);
    expect((await preview([number()])).known[0]).toMatchObject({ answered: 3, sum: 620 });
    const [order] = await city.sql<{ version: number }>('select version from city.orders where id = $1', [orderId]);
    await city.run(withdrawOrder, officer, { orderId, version: order?.version as number, reason: '发错了' });
    // What was accepted before stays; what was only answered went with its order.
    expect((await preview([number()])).known[0]).toMatchObject({ answered: 2, sum: 520 });
  });

  test('asked for each area below is its sum, and yesterday’s is not offered today', async () => {
    const orderId = await send([number({ perArea: true })]);
    const receipt = await receiptAt(orderId, shuguang2);
    await city.run(answerReceipt, desks[shuguang2] as Principal, {
      receiptId: receipt?.id as string,
      answer: { values: { n: { [shuguang2]: 7 } } },
    });
    expect((await preview([number()])).known[0]).toMatchObject({ answered: 3, sum: 527 });
    city.clock.advance({ days: 1 });
    expect((await preview([number()])).known).toEqual([]);
  });
});

describe('the cost below', () => {
  test('is learnt from orders that asked alike, else from all; and what these desks were asked today is listed by order', async () => {
    const fresh = await preview([{ key: 't', kind: 'tick', text: '办了吗', perArea: false, required: true }]);
    expect(fresh.cost).toMatchObject({ learntFromLike: false });
    expect(fresh.cost.learntFrom).toBeGreaterThan(0);
    const orderId = await send([{ key: 'n', kind: 'tick', text: '办了吗', perArea: false, required: true }]);
    const receipt = await receiptAt(orderId, places.yugou);
    await city.run(answerReceipt, desks[places.yugou] as Principal, {
      receiptId: receipt?.id as string,
      answer: { values: { n: true } },
      spentSeconds: 12,
    });
    const { cost } = await preview([{ key: 't', kind: 'tick', text: '别的', perArea: false, required: true }]);
    expect(cost).toMatchObject({ secondsPerDesk: 12, learntFrom: 1, learntFromLike: true });
    expect(cost.askedToday).toHaveLength(1);
    expect(cost.askedToday[0]).toMatchObject({ orderId, title: '今天采样', issuerName: '新华区指挥部', asksAnswer: true, desks: 5 });
    expect(cost.askedTodayPerDesk).toBe(1);
  });
});
