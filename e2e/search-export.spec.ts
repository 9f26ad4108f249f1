import { readFileSync } from 'node:fs';
import { newId } from '@muster/client/ids';
import { readXlsx } from 'hucre/xlsx';
import { appWords } from '../apps/console/src/app/app.words.ts';
import { exportWords } from '../apps/console/src/features/exports/exports.words.ts';
import { orderWords } from '../apps/console/src/features/orders/orders.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { userAt } from './pieces/desks.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

test('what was just sent is found from any page by key, marked where it stands, and opened', async ({ openConsole, as }) => {
  const title = unique('排水泵站通宵值守');
  const orderId = newId();
  await (await as('zhouyan')).call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title,
    body: '泵站两人一班，水位每小时报一次。',
    audience: { include: [{ kind: 'areas', codes: ['410402'] }], except: [] },
    questions: [],
  });
  const city = await openConsole('zhouyan');
  await expect(city.getByRole('navigation').first()).toBeVisible();
  await city.keyboard.press('Control+k');
  const box = city.getByRole('combobox', { name: appWords.search.label });
  for (const typed of ['psbz', '水位每', title]) {
    await box.fill(typed);
    const hit = city.getByRole('option').filter({ hasText: title });
    await expect(hit).toBeVisible();
    await expect(hit.locator('mark').first()).toBeVisible();
  }
  // Put away with a hit chosen, the page below stands as it was.
  await city.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await expect(city.getByRole('navigation').first()).toBeVisible();
  await city.keyboard.press('Control+k');
  await box.fill(title);
  await expect(city.getByRole('option').filter({ hasText: title })).toBeVisible();
  await city.keyboard.press('Enter');
  await expect(city.getByRole('heading', { name: title, level: 1 })).toBeVisible();

  // Below another district nobody finds it.
  const elsewhere = await as(await userAt(as, '410403'));
  expect((await elsewhere.call('search', { q: title })).groups.flatMap((group) => group.items)).toEqual([]);
});

test('the list of orders is narrowed by its address and leaves as a sheet that says the same', async ({ openConsole }) => {
  const city = await openConsole('zhouyan');
  await city.goto('/orders?state=all&urgency=urgent');
  const rows = city.getByRole('row').filter({ has: city.getByRole('link') });
  await expect(rows.first()).toBeVisible();
  const shown = await rows.count();
  const download = city.waitForEvent('download');
  await city.getByRole('search').getByRole('button', { name: exportWords.open }).click();
  await city.getByText(exportWords.asXlsx).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^指令台账_平顶山市_\d{4}-\d\d-\d\d \d{4}\.xlsx$/);
  const book = await readXlsx(readFileSync(await file.path()));
  const cells = (book.sheets[0]?.rows ?? []).slice(3, -1) as string[][];
  expect(cells.length).toBeGreaterThanOrEqual(shown);
  const titles = await rows.getByRole('link').allTextContents();
  for (const [at, text] of titles.entries()) expect(text).toContain(cells[at]?.[2] ?? '?');
  await expect(city.getByText(exportWords.done(file.suggestedFilename(), String(cells.length)))).toBeVisible();
  await city.getByRole('textbox', { name: orderWords.list.search }).fill('没有这样的话');
  await expect(city.getByText(orderWords.list.emptySearch('没有这样的话'))).toBeVisible();
  expect(new URL(city.url()).searchParams.get('q')).toBe('没有这样的话');
});

test('on the phone orders are searched; without signal in what it keeps, and it says so', async ({ openPhone }) => {
  const phone = await openPhone('liming');
  await phone.getByRole('link', { name: ordersWords.title }).click();
  const field = phone.getByRole('searchbox', { name: ordersWords.search });
  await field.fill('指');
  await expect(
    phone
      .getByRole('button')
      .filter({ has: phone.locator('p') })
      .first(),
  ).toBeVisible();
  await phone.context().setOffline(true);
  await field.fill('市指');
  await expect(phone.getByText(ordersWords.searchOffline)).toBeVisible();
  await expect(phone.getByRole('listitem').first()).toBeVisible();
  await phone.context().setOffline(false);
});
