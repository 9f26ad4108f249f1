import { newId } from '@muster/client/ids';
import { shared } from '@muster/ui/words/shared.words';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { countActs } from './pieces/acts.ts';
import type { Api } from './pieces/api.ts';
import { compose, send } from './pieces/compose.ts';
import { receiptOn, userAt } from './pieces/desks.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

/** An order that asks a tick for each grid, nearest limit of all, so that it is what Today shows first. */
async function issueTo(city: Api, code: string, title: string): Promise<string> {
  const orderId = newId();
  await city.call('issueOrder', {
    orderId,
    urgency: 'immediate',
    title,
    body: '每个网格走一遍。',
    audience: { include: [{ kind: 'areas', codes: [code] }], except: [] },
    questions: [{ key: 'q1', kind: 'tick', text: '都看过了吗', perArea: true }],
    answerBy: new Date(Date.now() + 40 * 60_000).toISOString(),
  });
  return orderId;
}

test('journey 1: an order to all communities of two districts takes at most 8 acts, and the preview is the confirmation', async ({
  openConsole,
  as,
}) => {
  const title = unique('早晚各消杀一次');
  const city = await openConsole('zhouyan');
  const acts = await countActs(city);
  await compose(city, {
    urgency: 'immediate',
    title,
    body: '楼道、电梯、垃圾点早晚各一次。',
    areas: ['新华区', '卫东区'],
    question: '今天消杀了吗',
  });
  // Desks, people, and who has nobody are known before sending; what it costs them, too.
  const preview = city.getByRole('region', { name: composeWords.preview.who });
  await expect(preview.getByRole('heading', { name: composeWords.preview.willGet(composeWords.target.communities('125')) })).toBeVisible();
  const { people } = await (await as('zhouyan')).call('previewOrder', {
    urgency: 'immediate',
    audience: {
      include: ['410402', '410403'].map((under) => ({ kind: 'areasAtLevel' as const, level: 'community' as const, under })),
      except: [],
    },
  });
  await expect(preview.getByText(composeWords.preview.people(String(people)), { exact: true })).toBeVisible();
  await expect(preview.getByText(composeWords.preview.unstaffedOne('郏山阳村'))).toBeVisible();
  await expect(preview.getByText(composeWords.preview.cost, { exact: true })).toBeVisible();
  const sent = await send(city, composeWords.target.communities('125'));
  expect(await acts.count()).toBeLessThanOrEqual(8);
  await expect(city.getByRole('heading', { name: title, level: 1 })).toBeVisible();

  const api = await as('zhouyan');
  const order = await api.call('getOrder', sent);
  expect(order.receiptCount).toBe(125);
  await api.call('withdrawOrder', { orderId: sent.orderId, version: order.version, reason: '旅程测试发的' });
});

test('journey 2: acknowledging is one tap from Today; answering three things is five', async ({ openPhone, as }) => {
  const code = '410402002001';
  const title = unique('网格出入口检查');
  const user = await userAt(as, code);
  const orderId = await issueTo(await as('zhouyan'), code, title);
  const phone = await openPhone(user);
  const card = phone.getByRole('region', { name: title });
  await expect(card).toBeVisible();

  const acts = await countActs(phone);
  await card.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  const desk = await as(user);
  await expect.poll(async () => (await receiptOn(desk, orderId)).state).toBe('acknowledged');
  expect(await acts.count()).toBe(1);

  const begun = Date.now();
  await card.getByRole('button', { name: shared.action.answer, exact: true }).click();
  for (const grid of ['第一网格', '第二网格', '第三网格']) {
    await phone.getByRole('region', { name: grid }).getByRole('button', { name: shared.yes, exact: true }).click();
  }
  await phone.getByRole('button', { name: answerWords.sendCount(shared.levelCount.grid('3')) }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();
  expect(await acts.count()).toBe(1 + 5);
  expect(Date.now() - begun).toBeLessThan(60_000);
});

test('journey 3: delegating to all grids is at most three taps, the limits are those from above, and progress stands on the same receipt', async ({
  openPhone,
  as,
}) => {
  const code = '410402001001';
  const title = unique('逐户核对用药');
  const user = await userAt(as, code);
  const orderId = await issueTo(await as('zhouyan'), code, title);
  const desk = await as(user);
  const receipt = await receiptOn(desk, orderId);
  const phone = await openPhone(user, { at: `/m/orders/${receipt.id}` });
  await expect(phone.getByRole('heading', { name: title })).toBeVisible();

  const acts = await countActs(phone);
  await phone.getByRole('button', { name: shared.action.delegate, exact: true }).click();
  const sheet = phone.getByRole('dialog', { name: ordersWords.delegateTitle });
  await expect(sheet.getByRole('checkbox')).toHaveCount(3);
  for (const grid of await sheet.getByRole('checkbox').all()) await expect(grid).toBeChecked();
  await expect(sheet.getByText(ordersWords.limitStays)).toBeVisible();
  await sheet.getByRole('button', { name: ordersWords.delegateTo(shared.levelCount.grid('3')) }).click();
  await expect(phone.getByText(ordersWords.below)).toBeVisible();
  expect(await acts.count()).toBeLessThanOrEqual(3);

  await expect.poll(async () => (await desk.call('getReceipt', { receiptId: receipt.id })).state).toBe('delegated');
  const { delegated } = await desk.call('getReceipt', { receiptId: receipt.id });
  const child = await desk.call('getOrder', { orderId: delegated?.orderId as string });
  expect(child).toMatchObject({ answerBy: receipt.order.answerBy, receiptCount: 3 });
  expect(child.acknowledgeBy >= receipt.order.acknowledgeBy).toBe(true);
});
