import { newId } from '@muster/client/ids';
import { amendWords } from '@muster/ui/words/amend.words';
import { shared } from '@muster/ui/words/shared.words';
import { amendingWords } from '../apps/console/src/features/orders/amend/amend.words.ts';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { manyWords } from '../apps/field/src/features/orders/many.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { countActs } from './pieces/acts.ts';
import type { Api } from './pieces/api.ts';
import { watchFor } from './pieces/arrival.ts';
import { receiptOn, userAt } from './pieces/desks.ts';
import { expectGoodLook } from './pieces/look.ts';
import { installed } from './pieces/phone.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const district = '410402';
const subdistrict = '410402010';
const community = '410402010002';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function issue(by: Api, title: string, codes: string[], more: object = {}): Promise<string> {
  const orderId = newId();
  await by.call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title,
    body: '今天中午前走一遍。看两米线清不清楚，不清楚的补上。',
    audience: { include: [{ kind: 'areas', codes }], except: [] },
    questions: [{ key: 'clear', kind: 'tick', text: '两米线清楚吗', perArea: false, required: true }],
    answerBy: inHours(5),
    ...more,
  });
  return orderId;
}

test('an order is amended: three levels see at once what changed, acknowledge the change, and the desk in between passes it on with one tap', async ({
  openConsole,
  openPhone,
  as,
}) => {
  const title = unique('两米线自查改时间');
  const [headquarters, hejing, chen] = [await as('zhouyan'), await as('hejing'), await as('chenguilan')];
  const street = await as(await userAt(as, subdistrict));
  const orderId = await issue(headquarters, title, [district, community]);
  // The district breaks it down for the subdistrict; the community answers.
  const ofDistrict = await receiptOn(hejing, orderId);
  const childId = newId();
  await hejing.call('delegateReceipt', { receiptId: ofDistrict.id, orderId: childId, areaCodes: [subdistrict], note: '街道汇总' });
  const ofStreet = await receiptOn(street, childId);
  await street.call('acknowledgeReceipt', { receiptId: ofStreet.id });
  const ofCommunity = await receiptOn(chen, orderId);
  await chen.call('answerReceipt', { receiptId: ofCommunity.id, answer: { values: { clear: true } } });

  const city = await openConsole('zhouyan', { at: `/orders/${orderId}` });
  const desk = await openConsole('hejing', { at: '/orders' });
  const phone = await openPhone('chenguilan', { at: `/m/orders/${ofCommunity.id}` });
  await expect(phone.getByRole('heading', { name: title })).toBeVisible();
  const card = desk.getByRole('listitem').filter({ hasText: title });
  const seen = await watchFor(phone.getByRole('main'), amendWords.changed);

  // The city changes the text; before sending it is shown the difference and who acknowledges it.
  await city.getByRole('button', { name: amendingWords.amend, exact: true }).click();
  const dialog = city.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: amendingWords.nothing })).toBeDisabled();
  await dialog.getByRole('textbox', { name: composeWords.body }).fill('今天下午前走一遍。看两米线清不清楚，不清楚的补上。');
  await expect(dialog.getByRole('button', { name: amendingWords.reasonMissing })).toBeDisabled();
  await dialog.getByRole('textbox', { name: amendingWords.reason }).fill('上午停电');
  await expect(dialog.locator('del').filter({ hasText: '中' })).toBeVisible();
  await expect(dialog.getByText(amendingWords.keeps)).toBeVisible();
  await expectGoodLook(city, 'amend-dialog');
  const sentAt = Date.now();
  await dialog.getByRole('button', { name: amendingWords.goAll('2') }).click();
  await expect(dialog).toBeHidden();
  expect((await seen.shownAt()) - sentAt).toBeLessThan(2500);

  // The community: what it said still holds, what changed stands above it, heard as well as seen.
  const change = phone.getByRole('region', { name: amendWords.changed });
  await expect(change.getByText(amendWords.keepsAnswer)).toBeVisible();
  await expect(change.locator('del').filter({ hasText: '中' })).toContainText(amendWords.removed);
  await expect(change.locator('ins').filter({ hasText: '下' })).toContainText(amendWords.added);
  await expectGoodLook(phone, 'amended-phone');
  await phone.getByRole('button', { name: amendWords.acknowledge }).click();
  await expect(change).toBeHidden();
  await expect.poll(async () => (await headquarters.call('getOrder', { orderId })).counts.forReview).toBe(1);

  // The district: one tap acknowledges and brings the order below to the new text, its own note kept.
  await expect(card.getByText(amendWords.changed)).toBeVisible();
  await expectGoodLook(desk, 'amended-inbox');
  await card.getByRole('button', { name: amendWords.passOn('1') }).click();
  await expect(card.getByText(amendWords.changed)).toBeHidden();
  const child = await street.call('getReceipt', { receiptId: ofStreet.id });
  expect(child.order.body).toBe('今天下午前走一遍。看两米线清不清楚，不清楚的补上。\n\n新华区指挥部：街道汇总');
  expect(child.changeBy).not.toBeNull();
  const parent = await headquarters.call('getOrder', { orderId });
  expect(Date.parse(child.changeBy as string)).toBeGreaterThanOrEqual(Date.parse(parent.changeBy as string));
  const streetDesk = await openConsole(await userAt(as, subdistrict), { at: '/orders' });
  const below = streetDesk.getByRole('listitem').filter({ hasText: title });
  await below.getByRole('button', { name: amendWords.acknowledge }).click();
  await expect(below.getByText(amendWords.changed)).toBeHidden();

  // Both texts stay readable.
  await city.getByRole('button', { name: amendingWords.history }).click();
  const history = city.getByRole('dialog');
  await expect(history.getByText(amendWords.revision('2'))).toBeVisible();
  await expect(history.getByText('今天中午前走一遍。', { exact: false })).toBeVisible();
  await expectGoodLook(city, 'revisions');
  await city.keyboard.press('Escape');
  await expect(city.getByRole('dialog')).toHaveCount(0);

  // Withdrawn: who and why stand on every screen.
  await city.getByRole('button', { name: orderPageWords.page.more }).click();
  await city.getByRole('menuitem', { name: orderPageWords.page.withdraw }).click();
  await city.getByRole('dialog').getByRole('textbox').fill('不用自查了');
  await city.getByRole('button', { name: orderPageWords.withdrawDialog.go('2') }).click();
  await expect(city.getByText(/周砚.*撤回：不用自查了/).first()).toBeVisible();
  await expect(phone.getByText(/周砚.*不用自查了/)).toBeVisible();
  await expectGoodLook(phone, 'withdrawn-phone');
});

test('questions that changed are answered again from what was said; an answer written without network for the old ones is not sent in silence', async ({
  openPhone,
  as,
}) => {
  test.slow();
  const title = unique('改问题');
  const [headquarters, chen] = [await as('zhouyan'), await as('chenguilan')];
  const orderId = await issue(headquarters, title, [community]);
  const receipt = await receiptOn(chen, orderId);
  const phone = await openPhone('chenguilan', { at: `/m/orders/${receipt.id}/answer` });
  await expect(phone.getByRole('button', { name: shared.yes, exact: true })).toBeVisible();
  await installed(phone);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: shared.yes, exact: true }).click();
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();

  await headquarters.call('amendOrder', { orderId, version: 1, body: '今天中午前走一遍，拍照。', reason: '要留底' });
  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  // Shown is what changed; the person sends it knowing that.
  await expect(phone.getByText(outboxWords.changedWhy)).toBeVisible({ timeout: 20_000 });
  await expect(phone.locator('ins').filter({ hasText: '拍照' })).toBeVisible();
  expect((await chen.call('getReceipt', { receiptId: receipt.id })).answer).toBeNull();
  await expectGoodLook(phone, 'changed-conflict');
  await phone.getByRole('button', { name: outboxWords.sendAnyway }).click();
  await expect.poll(async () => (await chen.call('getReceipt', { receiptId: receipt.id })).answer?.values).toEqual({ clear: true });

  // Now the question changes: owed again, with what was said as the start.
  const question = { key: 'clear', kind: 'tick' as const, text: '两米线补清楚了吗', perArea: false, required: true };
  await headquarters.call('amendOrder', { orderId, version: 2, questions: [question], reason: '问得不准' });
  await phone.goto(`/m/orders/${receipt.id}`);
  await expect(phone.getByText(amendWords.answerAgain)).toBeVisible();
  await phone.getByRole('button', { name: ordersWords.answerAgain, exact: true }).click();
  await expect(phone.getByRole('button', { name: shared.yes, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await expect.poll(async () => (await chen.call('getReceipt', { receiptId: receipt.id })).changeBy).toBeNull();
});

test('what was written without network for an order that was withdrawn meanwhile is told with who and why, and goes when it was read', async ({
  openPhone,
  as,
}) => {
  const title = unique('写完撤回');
  const [headquarters, chen] = [await as('zhouyan'), await as('chenguilan')];
  const orderId = await issue(headquarters, title, [community]);
  const receipt = await receiptOn(chen, orderId);
  const phone = await openPhone('chenguilan', { at: `/m/orders/${receipt.id}/answer` });
  await expect(phone.getByRole('button', { name: shared.yes, exact: true })).toBeVisible();
  await installed(phone);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: shared.yes, exact: true }).click();
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await headquarters.call('withdrawOrder', { orderId, version: 1, reason: '发错了地方' });
  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(/周砚.*原因：发错了地方/)).toBeVisible({ timeout: 20_000 });
  await expectGoodLook(phone, 'withdrawn-outbox');
  await phone.getByRole('button', { name: outboxWords.gotIt }).click();
  await expect(phone.getByText(outboxWords.empty)).toBeVisible();
});

test('several orders are acknowledged together on the phone, without network; what a colleague did first is said', async ({
  openPhone,
  as,
}) => {
  test.slow();
  const name = unique('十条指令');
  const code = '410402003002';
  const user = await userAt(as, code);
  const [headquarters, desk] = [await as('zhouyan'), await as(user)];
  const titles = Array.from({ length: 7 }, (_, i) => `${name}之${i + 1}`);
  const orderIds: string[] = [];
  for (const [i, title] of titles.entries())
    orderIds.push(
      await issue(headquarters, title, [code], {
        urgency: i === 0 ? 'immediate' : i % 2 ? 'urgent' : 'routine',
        questions: [],
        answerBy: undefined,
      }),
    );
  const phone = await openPhone(user, { at: '/m/orders' });
  await expect(phone.getByText(titles[6] as string)).toBeVisible();
  const waiting = (await desk.call('listInbox', { limit: 200 })).items.filter((one) => one.acknowledgedAt === null).length;
  await expectGoodLook(phone, 'orders-grouped');
  await phone.context().setOffline(true);
  const acts = await countActs(phone);
  await phone.getByRole('button', { name: manyWords.signAll(String(waiting)) }).click();
  const sheet = phone.getByRole('dialog', { name: manyWords.signTitle });
  await expect(sheet.getByRole('checkbox', { checked: true })).toHaveCount(waiting);
  await expectGoodLook(phone, 'sign-all-sheet');
  await sheet.getByRole('button', { name: manyWords.signAll(String(waiting)) }).click();
  expect(await acts.count()).toBe(2);
  await expect(phone.getByRole('button', { name: /全部签收/ })).toHaveCount(0);
  // A colleague is first with one of them.
  const first = await receiptOn(desk, orderIds[0] as string);
  await desk.call('acknowledgeReceipt', { receiptId: first.id });
  await phone.context().setOffline(false);
  await expect
    .poll(async () => (await desk.call('listInbox', { limit: 200 })).items.filter((one) => one.acknowledgedAt === null).length, {
      timeout: 20_000,
    })
    .toBe(0);
  await expect(phone.getByText(/^1 .*先签收了/)).toBeVisible();
});

test('a copy for information is written into the order, read on both apps, and asks nothing', async ({ openConsole, openPhone, as }) => {
  const title = unique('送药知会');
  const code = '410402003001';
  const user = await userAt(as, code);
  const copied = await (await as('zhouyan')).call('getArea', { code });
  const city = await openConsole('zhouyan', { at: '/orders/new' });
  await city.getByRole('textbox', { name: composeWords.name }).fill(title);
  await city.getByRole('textbox', { name: composeWords.body }).fill('封控楼栋送药，其他社区知道就行。');
  await city.getByRole('combobox', { name: composeWords.to }).fill('天湖苑');
  await city.getByTitle('天湖苑社区', { exact: true }).click();
  await city.getByRole('button', { name: composeWords.addCopies }).click();
  await city.getByRole('combobox', { name: composeWords.copies, exact: true }).fill(code);
  await city.getByTitle(copied.shortName, { exact: true }).click();
  await expect(city.getByText(composeWords.preview.copies('1', '0'), { exact: false })).toBeVisible();
  await expectGoodLook(city, 'compose-copies');
  await city.getByRole('button', { name: composeWords.send(composeWords.target.communities('1')) }).click();
  await expect(city.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(city.getByText(amendingWords.copies(copied.shortName))).toBeVisible();

  const desk = await as(user);
  const before = await desk.call('getInboxSummary', {});
  expect(before.copiesUnread).toBeGreaterThan(0);
  expect((await desk.call('listInbox', { limit: 200 })).items.some((one) => one.order.title === title)).toBe(false);
  const phone = await openPhone(user, { at: '/m/orders' });
  await phone.getByRole('link', { name: title }).click();
  await expect(phone.getByText(manyWords.copyNote)).toBeVisible();
  await expectGoodLook(phone, 'copy-phone');
  await expect.poll(async () => (await desk.call('getInboxSummary', {})).copiesUnread).toBe(before.copiesUnread - 1);
  const console = await openConsole(user, { at: '/orders' });
  await expect(console.getByRole('region', { name: amendingWords.copiesTitle }).getByText(title)).toBeVisible();
  await expectGoodLook(console, 'copies-console');
});
