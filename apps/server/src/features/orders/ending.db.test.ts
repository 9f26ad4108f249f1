import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { ReactionFacts, SealedEvent } from '../../platform/reaction.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { closeOrder, withdrawOrder } from './commands/close-order.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { issueOrder } from './commands/issue-order.ts';
import { endDelegated } from './orders.reactions.ts';
import { getOrder } from './orders.views.ts';
import { listReceipts } from './receipts.views.ts';

let city: TestCity;
let officer: Principal;
let street: Principal;

beforeAll(async () => {
  city = await testCity();
  officer = await city.principal('dutyOfficer', places.city);
  street = await city.principal('dutyOfficer', places.jiaodian);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(() => city.stop());

/** An order to a subdistrict, which breaks it down for its villages. */
async function delegated() {
  const [orderId, childId] = [newId(), newId()];
  await city.run(issueOrder, officer, {
    orderId,
    urgency: 'immediate',
    title: '采样点两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areas', codes: [places.jiaodian] }], except: [] },
    questions: [],
  } as never);
  const receiptId = (await city.read(listReceipts, officer, { orderId, limit: 50 })).items[0]?.id as string;
  await city.run(delegateReceipt, street, { receiptId, orderId: childId, areaCodes: [places.yugou] });
  return { orderId, childId };
}

/** As the reactor runs it, behind the event of the order that ended. */
function react(type: 'order.closed' | 'order.withdrawn', orderId: string, payload: Record<string, unknown>) {
  const event = { type, orderId, payload } as unknown as SealedEvent;
  return city.as(city.system, (tx) => endDelegated.run({ tx, event, now: city.clock.now() } as unknown as ReactionFacts));
}

test('what was delegated ends with the order above it: nothing below stays open', async () => {
  const { orderId, childId } = await delegated();
  const { version } = await city.read(getOrder, officer, { orderId });
  await city.run(closeOrder, officer, { orderId, version, closeOpen: true, note: '雨停了' });
  const told = await react('order.closed', orderId, { note: '雨停了' });
  expect(told.map((one) => [one.kind.type, one.orderId])).toEqual([['order.closed', childId]]);
  const child = await city.read(getOrder, street, { orderId: childId });
  expect(child).toMatchObject({ state: 'closed', closeNote: '雨停了', counts: { late: 0, waiting: 0, inHand: 0, forReview: 0, done: 1 } });
  expect(await react('order.closed', orderId, { note: '雨停了' })).toEqual([]);
});

test('what was delegated is withdrawn with the order above it', async () => {
  const { orderId, childId } = await delegated();
  const { version } = await city.read(getOrder, officer, { orderId });
  await city.run(withdrawOrder, officer, { orderId, version, reason: '发重了' });
  await react('order.withdrawn', orderId, { reason: '发重了' });
  expect(await city.read(getOrder, street, { orderId: childId })).toMatchObject({ state: 'withdrawn', counts: { waiting: 0 } });
});
