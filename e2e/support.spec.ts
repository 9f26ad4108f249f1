import { newId } from '@muster/client/ids';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords } from '@muster/ui/words/support.words';
import { orderWords } from '../apps/console/src/features/orders/orders.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { countActs } from './pieces/acts.ts';
import { expectGoodLook } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const community = '410402010002';
const district = '新华区指挥部';

test('a community asks its district for people on an order, without network and in three taps; the district gives a part; the community accepts', async ({
  openPhone,
  openConsole,
  as,
}) => {
  const title = unique('夜间采样点值守');
  const [headquarters, secretary, hejing] = [await as('zhouyan'), await as('chenguilan'), await as('hejing')];
  const aboutId = newId();
  await headquarters.call('issueOrder', {
    orderId: aboutId,
    urgency: 'urgent',
    title,
    body: '今晚起采样点有人值守到 24:00。',
    audience: { include: [{ kind: 'areas', codes: [community] }], except: [] },
    questions: [],
  });

  const phone = await openPhone('chenguilan');
  await phone.getByRole('main').getByText(title).click();
  await expect(phone.getByRole('button', { name: supportWords.request })).toBeVisible();
  // Whom one may ask is read ahead, so that asking needs no network.
  await expect
    .poll(() =>
      phone.evaluate(() => performance.getEntriesByType('resource').some((one) => one.name.includes('/support-requests/targets'))),
    )
    .toBe(true);
  await phone.context().setOffline(true);
  const acts = await countActs(phone);
  await phone.getByRole('button', { name: supportWords.request }).click();
  const sheet = phone.getByRole('dialog', { name: supportWords.request });
  await sheet.getByRole('button', { name: district }).click();
  await expectGoodLook(phone, 'support-sheet');
  await sheet.getByRole('button', { name: supportWords.send(district) }).click();
  expect(await acts.count()).toBe(3);
  await expect(phone.getByText(supportWords.sentWaiting)).toBeVisible();
  await phone.getByRole('link', { name: supportWords.sentWaiting }).click();
  await expect(phone.getByText(outboxWords.what.requestSupport(district, supportWords.title.people('5')))).toBeVisible();
  await phone.context().setOffline(false);
  const requests = async () => (await secretary.call('listOrders', { about: aboutId, limit: 10 })).items;
  await expect.poll(async () => (await requests()).length, { timeout: 20_000 }).toBe(1);
  const [request] = await requests();

  // The city, which gave the order, sees on it that somebody waits for help.
  const city = await openConsole('zhouyan', { at: `/orders/${aboutId}` });
  await expect(city.getByRole('region', { name: supportWords.request }).getByText(supportWords.on('1', '1'))).toBeVisible();
  await expectGoodLook(city, 'support-on-order');

  // The district finds it among what is asked of it, and answers with what it has.
  const desk = await openConsole('hejing', { at: '/orders' });
  const card = desk
    .getByRole('listitem')
    .filter({ hasText: title })
    .filter({ has: desk.getByText(supportWords.request) })
    .first();
  await card.getByRole('button', { name: orderWords.asked.answer, exact: true }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('部分满足').click();
  await expect(dialog.getByRole('button', { name: orderWords.answer.missing('能给多少人') })).toBeDisabled();
  await dialog.getByRole('spinbutton', { name: '能给多少人' }).fill('3');
  await dialog.getByRole('button', { name: orderWords.answer.go, exact: true }).click();
  await expect(dialog).toBeHidden();
  expect((await hejing.call('getOrder', { orderId: request?.id as string })).counts.forReview).toBe(1);

  // Back in the community: what was given, accepted, and the request closed.
  await phone.goto(`/m/requests/${request?.id}`);
  await expect(phone.getByText('部分满足')).toBeVisible();
  await expectGoodLook(phone, 'support-answered-phone');
  await phone.getByRole('button', { name: ordersWords.acceptAll('1') }).click();
  await phone.getByRole('button', { name: supportWords.close, exact: true }).click();
  await expect.poll(async () => (await requests())[0]?.state).toBe('closed');
  await city.reload();
  await expect(city.getByText(supportWords.onAnswered('1'))).toBeVisible();
  await expect(city.getByText(shared.orderState.closed).first()).toBeVisible();
});

test('the city is asked for a decision, refuses with the reason, and passes a request for goods to a unit', async ({ openConsole, as }) => {
  const hejing = await as('hejing');
  const question = unique('能否把采样点改到学校操场');
  const decision = newId();
  await hejing.call('requestSupport', {
    orderId: decision,
    ask: { kind: 'decision', question },
    urgency: 'immediate',
    areaCodes: ['4104'],
  });
  const page = await openConsole('zhouyan', { at: `/orders/${decision}` });
  await expect(page.getByRole('heading', { name: supportWords.title.decision(question) })).toBeVisible();
  await page.getByRole('button', { name: orderWords.asked.answer, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('不同意', { exact: true }).click();
  await dialog.getByRole('textbox', { name: '为什么不行' }).fill('操场下午要停救护车');
  await dialog.getByRole('button', { name: orderWords.answer.go, exact: true }).click();
  await expect(page.getByText('操场下午要停救护车').first()).toBeVisible();
  await expectGoodLook(page, 'support-decision');

  const goods = newId();
  const what = unique('防护服');
  await hejing.call('requestSupport', { orderId: goods, ask: { kind: 'goods', what, amount: 200, measure: '套' }, areaCodes: ['4104'] });
  await page.goto(`/orders/${goods}`);
  await page.getByRole('button', { name: orderWords.asked.delegate, exact: true }).click();
  const units = page.getByRole('combobox', { name: orderWords.delegate.units });
  await units.click();
  await page.locator('.ant-select-item-option').first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: orderWords.delegate.go(orderWords.delegate.unitCount('1')) }).click();
  await expect(page.getByRole('link', { name: orderWords.asked.viewDelegated }).first()).toBeVisible();

  // Requests have a filter of their own in the list.
  await page.goto('/orders?kind=supportRequest');
  await expect(page.getByRole('link', { name: new RegExp(what) }).first()).toBeVisible();
  await expect(page.getByRole('columnheader', { name: orderWords.list.progress })).toBeVisible();
});
