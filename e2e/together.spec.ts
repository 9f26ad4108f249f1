import { newId } from '@muster/client/ids';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import type { Page } from '@playwright/test';
import { appWords } from '../apps/console/src/app/app.words.ts';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { orderWords } from '../apps/console/src/features/orders/orders.words.ts';
import { signInWords } from '../apps/console/src/features/sign-in/sign-in.words.ts';
import { authWords } from '../apps/field/src/features/auth/auth.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { demonstrationPassword } from '../apps/server/src/app/demonstration/cast.ts';
import type { Api } from './pieces/api.ts';
import { answerYes, receiptOn, userAt } from './pieces/desks.ts';
import { like } from './pieces/like.ts';
import { leaf } from './pieces/order-page.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

async function issue(by: Api, title: string, codes: string[]): Promise<string> {
  const orderId = newId();
  await by.call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title,
    body: '看一遍，报上来。',
    audience: { include: [{ kind: 'areas', codes }], except: [] },
    questions: [{ key: 'q1', kind: 'tick', text: '看过了吗', perArea: false }],
    answerBy: new Date(Date.now() + 6 * 3600_000).toISOString(),
  });
  return orderId;
}

/** Ends the session of this window, as an administrator or a time-out would. */
async function endSession(page: Page): Promise<void> {
  const answer = await page.context().request.delete('/api/session', { headers: { 'x-muster': '1' } });
  expect(answer.ok()).toBe(true);
}

test('a session that ends while an order is written loses nothing: sign in, send, and it goes once', async ({ openConsole, as }) => {
  const title = unique('夜间巡查路线');
  const page = await openConsole('hejing', { at: '/orders/new?area=410402007' });
  await page.getByRole('textbox', { name: composeWords.name }).fill(title);
  await page.getByRole('textbox', { name: composeWords.body }).fill('按新路线走，十点前发回照片。');
  const send = page.getByRole('button', { name: composeWords.send(composeWords.target.communities('5')) });
  await expect(send).toBeEnabled();
  await endSession(page);

  const again = page.getByRole('dialog', { name: appWords.again.title });
  await expect(again).toBeVisible();
  await again.getByLabel(signInWords.passwordOf('hejing')).fill(demonstrationPassword);
  await again.getByRole('button', { name: appWords.again.go }).click();
  await expect(again).toBeHidden();
  await expect(page.getByRole('textbox', { name: composeWords.name })).toHaveValue(title);
  await send.click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  expect((await (await as('hejing')).call('listOrders', { q: title, limit: 5 })).items).toHaveLength(1);
});

test('a session that ends on the phone keeps what was done: after signing in it is sent', async ({ openPhone, as }) => {
  const code = '410402007001';
  const title = unique('楼道灯检查');
  const user = await userAt(as, code);
  const orderId = await issue(await as('zhouyan'), title, [code]);
  const { id } = await receiptOn(await as(user), orderId);
  const phone = await openPhone(user, { at: `/m/orders/${id}/answer` });
  await phone.evaluate(() => navigator.serviceWorker.ready);
  const signIn = async () => {
    await phone.getByLabel(authWords.login).fill(user);
    await phone.getByLabel(authWords.password).fill(demonstrationPassword);
    await phone.getByRole('button', { name: authWords.signIn, exact: true }).click();
  };

  // While it is being written: the half-written answer is there again.
  const yes = phone.getByRole('button', { name: shared.yes, exact: true });
  await yes.click();
  await endSession(phone);
  await expect(phone.getByText(authWords.expired)).toBeVisible();
  await signIn();
  await expect(yes).toHaveAttribute('aria-pressed', 'true');

  // While it waits for signal: it is sent after signing in.
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();
  await endSession(phone);
  await phone.context().setOffline(false);
  await expect(phone.getByText(like(authWords.waits('…')))).toBeVisible();
  await signIn();
  const desk = await as(user);
  await expect.poll(async () => (await desk.call('getReceipt', { receiptId: id })).state).toBe('answered');
});

test('two decide on one answer at once: one decides, the other is told by whom', async ({ openConsole, as }) => {
  const code = '410402008003';
  const title = unique('消防通道清理');
  const city = await as('zhouyan');
  const orderId = await issue(city, title, [code]);
  await answerYes(await as(await userAt(as, code)), orderId);
  const officer = await openConsole('zhouyan', { at: `/orders/${orderId}` });
  const commander = await openConsole('guowei', { at: `/orders/${orderId}` });
  const name = (await city.call('listReceipts', { orderId, limit: 5 })).items[0]?.areaName as string;
  for (const page of [officer, commander]) {
    await page.getByRole('button', { name: orderPageWords.tree.open('湛河北路街道') }).click();
    await expect(leaf(page, name)).toBeVisible();
  }

  // Both have decided before either has heard of the other: the officer's word is on its way when the commander's arrives.
  let arrived: () => void = () => {};
  const commanderFirst = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await officer.route('**/send-back', async (route) => {
    await commanderFirst;
    await route.continue();
  });
  await leaf(officer, name).getByRole('button', { name: orderPageWords.leaf.sendBack, exact: true }).click();
  await officer.getByRole('textbox', { name: orderPageWords.leaf.sendBackWhy }).fill('三单元还堆着东西');
  await officer.getByRole('button', { name: orderPageWords.leaf.sendBackGo }).click();
  await leaf(commander, name).getByRole('button', { name: orderPageWords.leaf.accept, exact: true }).click();
  await expect.poll(async () => (await city.call('getOrder', { orderId })).counts.done).toBe(1);
  arrived();
  await expect(officer.getByText(like(problemText({ code: 'state.moved-on', params: { byName: '郭巍', at: '…' } })))).toBeVisible();
  expect((await city.call('listReceipts', { orderId, limit: 5 })).items[0]?.state).toBe('accepted');
});

test('a double click has one effect', async ({ openConsole, as }) => {
  const title = unique('垃圾清运加一趟');
  const page = await openConsole('hejing', { at: '/orders/new?area=410402005001' });
  await page.getByRole('textbox', { name: composeWords.name }).fill(title);
  await page.getByRole('textbox', { name: composeWords.body }).fill('今晚八点前再运一趟。');
  const send = page.getByRole('button', { name: composeWords.send(composeWords.target.communities('1')) });
  await expect(send).toBeEnabled();
  await send.dblclick();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  const api = await as('hejing');
  expect((await api.call('listOrders', { q: title, limit: 5 })).items).toHaveLength(1);

  const orderId = await issue(await as('zhouyan'), unique('值班电话核对'), ['410402']);
  const desk = await openConsole('hejing', { at: `/orders/${orderId}` });
  await desk.getByRole('button', { name: orderWords.asked.acknowledge, exact: true }).dblclick();
  await expect(desk.getByText(like(orderWords.asked.acknowledged('何静', '…')))).toBeVisible();
  const feed = await api.call('listFeed', { orderId, limit: 20 });
  expect(feed.items.filter((item) => item.type === 'receipt.acknowledged')).toHaveLength(1);
});

test('a screen that was away misses nothing when it is back', async ({ openConsole, as }) => {
  const code = '410402006002';
  const [earlier, later] = [unique('下水道疏通'), unique('路灯报修')];
  const city = await as('zhouyan');
  const desk = await as(await userAt(as, code));
  const orderId = await issue(city, earlier, [code]);
  const page = await openConsole('hejing', { at: '/orders' });
  const row = (title: string) => page.getByRole('table').getByRole('row').filter({ hasText: title });
  await expect(row(earlier)).toBeVisible();
  await expect(page.getByText(shared.live.live, { exact: true })).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText(like(shared.live.broken('…', '…')))).toBeVisible({ timeout: 40_000 });
  await desk.call('acknowledgeReceipt', { receiptId: (await receiptOn(desk, orderId)).id });
  await issue(city, later, [code]);
  await expect(row(earlier).getByRole('img', { name: like(orderPageWords.tree.waiting) })).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByText(shared.live.live, { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(row(later)).toBeVisible();
  await expect(row(earlier).getByRole('img', { name: like(orderPageWords.tree.inHand) })).toBeVisible();
});
