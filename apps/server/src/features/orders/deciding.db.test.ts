import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { issueOrder } from './commands/issue-order.ts';
import { sendBackAnswer } from './commands/send-back-answer.ts';
import { listReceipts } from './receipts.views.ts';

let city: TestCity;
let officer: Principal;
let commander: Principal;
let secretary: Principal;

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  commander = await city.principal('commander', places.city, { name: '郭巍' });
  secretary = await city.principal('communitySecretary', places.tianhuyuan, { name: '陈桂兰' });
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());

async function answered() {
  const orderId = newId();
  await city.run(issueOrder, officer, {
    orderId,
    urgency: 'immediate',
    title: '采样点两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areas', codes: [places.tianhuyuan] }], except: [] },
    questions: [{ key: 'done', kind: 'tick', text: '办了吗', perArea: false, required: true }],
    answerBy: new Date(city.clock.now().getTime() + 3_600_000).toISOString(),
  } as never);
  const receipt = async () => (await city.read(listReceipts, officer, { orderId, limit: 50 })).items[0] as { id: string; version: number };
  await city.run(answerReceipt, secretary, { receiptId: (await receipt()).id, answer: { values: { done: true } } });
  const { id, version } = await receipt();
  return { orderId, receiptId: id, version };
}

test('who sends back what was accepted meanwhile is told who accepted it', async () => {
  const { orderId, receiptId, version } = await answered();
  await city.run(acceptAnswers, commander, { orderId, receiptIds: [receiptId] });
  await expect(city.run(sendBackAnswer, officer, { receiptId, version, reason: '再看一遍' })).rejects.toMatchObject({
    code: 'state.moved-on',
    params: { state: 'accepted', by: '郭巍', at: city.clock.now().toISOString() },
  });
});

test('who accepts what was sent back meanwhile is told who sent it back', async () => {
  const { orderId, receiptId, version } = await answered();
  await city.run(sendBackAnswer, officer, { receiptId, version, reason: '再看一遍' });
  await expect(city.run(acceptAnswers, commander, { orderId, receiptIds: [receiptId] })).rejects.toMatchObject({
    code: 'state.moved-on',
    params: { state: 'sentBack', by: '周砚' },
  });
});
