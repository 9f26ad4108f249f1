import { newId } from '@muster/client/ids';
import { formatClock, formatNumber } from '@muster/ui/format';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { templatesWords } from '../apps/console/src/features/orders/templates/templates.words.ts';
import { receiptOn } from './pieces/desks.ts';
import { like } from './pieces/like.ts';
import { expectGoodLook } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const town = '410402100';
const village = '410402100206';
const villages = { include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under: town }], except: [] };
const testers = (fact: string) => ({ key: 'n', kind: 'number' as const, text: '今天采了多少人', perArea: false, required: true, fact });

test('an order that is written once is kept as a template, picked with one act, and goes out by itself at its time', async ({
  openConsole,
  as,
}) => {
  test.setTimeout(200_000);
  const title = unique('每日消毒');
  const page = await openConsole('maochao', { at: '/orders/templates' });
  await page.getByRole('link', { name: templatesWords.new }).click();
  await page.getByRole('textbox', { name: composeWords.name }).fill(`{今天}${title}`);
  await page.getByRole('textbox', { name: composeWords.body, exact: true }).fill('公共楼道全部消一遍。');
  const to = page.getByRole('combobox', { name: composeWords.to, exact: true });
  await to.click();
  await to.fill('jdz');
  await page
    .getByTitle('焦店镇')
    .or(page.locator('.ant-select-item-option').filter({ hasText: '焦店镇' }))
    .first()
    .click();
  await page.keyboard.press('Escape');
  await expectGoodLook(page, 'template-write');
  await page.getByRole('button', { name: templatesWords.save }).click();
  const row = page.getByRole('row').filter({ hasText: title }).first();
  await expect(row).toBeVisible();

  // One pick fills the form, the day in its words.
  await page.goto('/orders/new');
  await page.getByRole('combobox', { name: composeWords.template.use }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: title }).click();
  await expect(page.getByRole('textbox', { name: composeWords.name })).toHaveValue(like(`…月…日${title}`));
  await expect(page.getByRole('button', { name: like(composeWords.send('…')) })).toBeEnabled();

  // The schedule, its next five shown before it is set up.
  await page.goto('/orders/templates');
  await row.getByRole('button', { name: templatesWords.schedule }).click();
  const dialog = page.getByRole('dialog');
  const soon = formatClock(Date.now() + 61_000);
  await dialog.getByRole('textbox', { name: templatesWords.times }).fill(`${soon} 23:59`);
  await expect(dialog.getByRole('listitem')).toHaveCount(5);
  await expectGoodLook(page, 'schedule-dialog');
  await dialog.getByRole('button', { name: like(templatesWords.go('…')) }).click();
  await expect(dialog).toBeHidden();
  const scheduled = page.getByRole('region', { name: templatesWords.schedules }).getByRole('row').filter({ hasText: title });
  await expect(scheduled.getByText(templatesWords.running)).toBeVisible();
  const api = await as('maochao');
  const sent = async () => (await api.call('listOrders', { mine: 'true', q: title, limit: 10 })).items;
  await expect.poll(async () => (await sent()).length, { timeout: 150_000, intervals: [2000] }).toBe(1);
  expect((await sent())[0]?.issuerPersonName).toContain('（定时）');
  await page.reload();
  await expect(scheduled.getByText(templatesWords.runs('1'))).toBeVisible();
  await expectGoodLook(page, 'templates');

  await scheduled.getByRole('button', { name: templatesWords.pause }).click();
  await expect(scheduled.getByText(templatesWords.paused.byHand)).toBeVisible();
  await scheduled.getByRole('button', { name: templatesWords.resume }).click();
  await expect(scheduled.getByText(templatesWords.running)).toBeVisible();
  await scheduled.getByRole('button', { name: templatesWords.end, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: templatesWords.end, exact: true }).click();
  await expect(scheduled).toBeHidden();
  await row.getByRole('button', { name: templatesWords.retire }).click();
  await expect(row).toBeHidden();
});

test('a number that desks gave today is offered before it is asked again, opens to its answers, and only those without it are asked', async ({
  openConsole,
  as,
}) => {
  const fact = unique('核酸采样人数');
  const [desk, secretary] = [await as('maochao'), await as('liguoqiang')];
  const first = newId();
  await desk.call('issueOrder', {
    orderId: first,
    urgency: 'urgent',
    title: unique('上午采样'),
    body: '报人数。',
    audience: villages,
    questions: [testers(fact)],
    answerBy: new Date(Date.now() + 6 * 3_600_000).toISOString(),
  });
  const receipt = await receiptOn(secretary, first);
  await secretary.call('answerReceipt', { receiptId: receipt.id, answer: { values: { n: 412 } }, spentSeconds: 75 });
  const templateId = newId();
  await desk.call('saveTemplate', {
    templateId,
    urgency: 'urgent',
    title: unique('下午采样'),
    body: '再报一次。',
    audience: villages,
    questions: [testers(fact)],
  });

  const page = await openConsole('maochao', { at: `/orders/new?template=${templateId}` });
  const known = page.getByText(like(composeWords.known.answered('…', '1', '…', fact)));
  await expect(known).toBeVisible();
  // The cost is learnt from the answer that was given, and what these desks were asked today is a list.
  await expect(page.getByText(composeWords.preview.cost)).toBeVisible();
  await expectGoodLook(page, 'compose-known');
  await page.getByRole('button', { name: '412', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: fact });
  await expect(drawer.getByRole('cell', { name: '412' })).toBeVisible();
  await expect(drawer.getByRole('link')).toHaveCount(1);
  await expectGoodLook(page, 'fact-answers');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await page.getByRole('button', { name: composeWords.known.use }).click();
  await expect(page.getByText(composeWords.known.used)).toBeVisible();
  await expectGoodLook(page, 'compose-used');
  await page.getByRole('button', { name: composeWords.known.askAgain }).click();
  const rest = page.getByRole('button', { name: like(composeWords.known.askRest('…')) });
  const n = Number(/\d+/.exec(await rest.innerText())?.[0]);
  await rest.click();
  await expect(page.getByRole('button', { name: composeWords.send(composeWords.target.communities(formatNumber(n))) })).toBeEnabled();
  await expect(known).toBeHidden();
  await page.getByRole('button', { name: like(composeWords.preview.askedTimes('…')) }).click();
  await expect(page.getByRole('tooltip').getByRole('link').first()).toBeVisible();
  await expectGoodLook(page, 'compose-asked-today');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: composeWords.send(composeWords.target.communities(formatNumber(n))) }).click();
  await expect(page.getByText(orderPageWords.page.sums)).toBeVisible();
  const reached = await desk.call('listInbox', { limit: 1 });
  expect(reached.items.length).toBeGreaterThanOrEqual(0);
  expect((await secretary.call('listInbox', { limit: 200 })).items.filter((one) => one.order.title.includes('下午采样'))).toEqual([]);
  expect(village.startsWith(town)).toBe(true);
});
