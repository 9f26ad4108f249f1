import { attentionWords } from '@muster/ui/words/attention.words';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { situationWords } from '../apps/console/src/features/situation/situation.words.ts';
import { countActs } from './pieces/acts.ts';
import { like } from './pieces/like.ts';
import { leaf } from './pieces/order-page.ts';
import { expect, test } from './pieces/test.ts';

const title = '采样点两米线和现场秩序自查';

test('journey 4: who is late is seen without a click; chasing them all is one act; for a desk with nobody the town signs', async ({
  openConsole,
  as,
}) => {
  const api = await as('zhouyan');
  const order = (await api.call('listOrders', { q: title, limit: 5 })).items[0];
  if (!order) throw new Error('the demonstration lacks its order');
  const late = async () => (await api.call('listReceipts', { orderId: order.id, attention: 'late', limit: 200 })).items;
  const before = await late();

  // On the first page, by name, within five seconds.
  const begun = Date.now();
  const city = await openConsole('zhouyan');
  await expect(city.getByRole('region', { name: situationWords.first }).getByRole('listitem').first()).toBeVisible();
  await expect(city.getByRole('link', { name: new RegExp(`${title}.*${situationWords.late(String(before.length))}`) })).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(5000);

  // On the order: each with the reason why, and the step that fits it.
  await city.getByRole('link', { name: new RegExp(title) }).click();
  const reasons = {
    余沟村: attentionWords.reason.notAcknowledged,
    龙门口村: attentionWords.reason.notOpened,
    野王村: attentionWords.reason.notDelivered,
    郏山阳村: attentionWords.reason.unstaffed,
  };
  for (const [name, reason] of Object.entries(reasons)) await expect(leaf(city, name).getByText(reason, { exact: true })).toBeVisible();
  await expect(leaf(city, '野王村').getByRole('button', { name: orderPageWords.leaf.call })).toBeVisible();
  await expect(leaf(city, '郏山阳村').getByRole('button', { name: orderPageWords.leaf.remind })).toHaveCount(0);

  const acts = await countActs(city);
  await city.getByRole('button', { name: like(orderPageWords.page.remindLate('…')) }).click();
  await expect(city.getByRole('status').getByText(orderPageWords.page.reminded(String(before.length)))).toBeVisible();
  expect(await acts.count()).toBe(1);
  const counts = (receipts: typeof before) => Object.fromEntries(receipts.map((one) => [one.areaName, one.remindedCount]));
  expect(counts(await late())).toMatchObject(Object.fromEntries(before.map((one) => [one.areaName, one.remindedCount + 1])));

  // 由镇代签: the town has its own receipt of it at once, and so has the city.
  const town = await openConsole('maochao', { at: `/orders/${order.id}` });
  const atTown = await countActs(town);
  await leaf(town, '郏山阳村').getByRole('button', { name: orderPageWords.leaf.signFor, exact: true }).click();
  await expect(leaf(city, '郏山阳村').getByText(attentionWords.reason.notAnswered, { exact: true })).toBeVisible();
  await expect(leaf(town, '郏山阳村').getByText(like(orderPageWords.leaf.signedFor('…', '…')))).toBeVisible();
  expect(await atTown.count()).toBe(1);
});
