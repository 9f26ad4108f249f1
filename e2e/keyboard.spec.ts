import { shared } from '@muster/ui/words/shared.words';
import type { Locator, Page } from '@playwright/test';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { signInWords } from '../apps/console/src/features/sign-in/sign-in.words.ts';
import { situationWords } from '../apps/console/src/features/situation/situation.words.ts';
import { demonstrationPassword } from '../apps/server/src/app/demonstration/cast.ts';
import { like } from './pieces/like.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

/** Tab, as often as somebody would bear it, until it has the focus; and the focus can be seen. */
async function tabTo(page: Page, wanted: Locator, most = 60): Promise<void> {
  await expect(wanted.first()).toBeVisible();
  for (let pressed = 0; pressed < most; pressed++) {
    if (await wanted.first().evaluate((element) => element.contains(document.activeElement))) {
      await expect.poll(() => page.evaluate(isFocusSeen)).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${most} tabs: ${wanted}`);
}

/** An outline, or the frame that inputs of the component library draw instead. */
function isFocusSeen(): boolean {
  const element = document.activeElement;
  if (!element) return false;
  for (let one: Element | null = element, depth = 0; one && depth < 4; one = one.parentElement, depth++) {
    const style = getComputedStyle(one);
    if ((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none') return true;
  }
  // Drawn beside a hidden input (radio, checkbox), or around a part of it.
  return element.matches('input') && !!element.parentElement?.querySelector(':focus-visible + *');
}

test('with the keyboard alone: sign in, walk the mosaic, open a community, open an order, remind', async ({ openConsole }) => {
  const page = await openConsole(null, { at: '/sign-in' });
  await expect(page.getByRole('textbox', { name: signInWords.login })).toBeFocused();
  await page.keyboard.type('zhouyan');
  await tabTo(page, page.getByRole('textbox', { name: signInWords.password }));
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');

  // The mosaic: arrows go from community to community, Alt and arrows to the next subdistrict, Enter opens.
  const grid = page.getByRole('grid');
  await tabTo(page, grid);
  const cell = grid.getByRole('gridcell');
  const spoken: string[] = [];
  for (const key of ['ArrowLeft', 'ArrowUp', 'Alt+ArrowLeft', 'Alt+ArrowUp', 'ArrowDown']) {
    const before = await cell.innerText();
    await page.keyboard.press(key);
    await expect(cell).not.toHaveText(before);
    spoken.push(await cell.innerText());
  }
  const place = (text: string | undefined) => text?.split('，')[1];
  expect(place(spoken[2]), 'Alt changes the subdistrict').not.toBe(place(spoken[1]));
  const name = spoken.at(-1)?.split('，')[0] as string;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await page.goBack();

  // To an order of which something is late, by searching, and chase it.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('村级卡点');
  await expect(page.getByRole('option', { name: /村级卡点夜班轮换方案/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '村级卡点夜班轮换方案', level: 1 })).toBeVisible();
  const remind = page.getByRole('button', { name: like(orderPageWords.page.remindLate('…')) });
  await tabTo(page, remind);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').getByText(like(orderPageWords.page.reminded('…')))).toBeVisible();
});

test('with the keyboard alone: write an order and send it', async ({ openConsole, as }) => {
  const title = unique('矿区道路洒水');
  const page = await openConsole('zhouyan');
  await tabTo(page, page.getByRole('link', { name: situationWords.issue }), 120);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { name: new RegExp(`^${shared.urgency.urgent}`) }));
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: new RegExp(`^${shared.urgency.routine}`) })).toBeChecked();
  await tabTo(page, page.getByRole('textbox', { name: composeWords.name }));
  await page.keyboard.type(title);
  await tabTo(page, page.getByRole('textbox', { name: composeWords.body }));
  await page.keyboard.type('早晚各一次，别在上学时间。');
  await tabTo(page, page.getByRole('combobox', { name: composeWords.to }));
  await page.keyboard.type('slq');
  // Found for what is typed by now, not for its beginning.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['410404']);
  await expect(page.getByTitle('石龙区', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const send = page.getByRole('button', { name: composeWords.send(composeWords.target.communities('26')) });
  await tabTo(page, send);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();

  const api = await as('zhouyan');
  const { items } = await api.call('listOrders', { q: title, limit: 5 });
  expect(items).toHaveLength(1);
  const order = await api.call('getOrder', { orderId: items[0]?.id as string });
  expect(order).toMatchObject({ urgency: 'routine', receiptCount: 26 });
  await api.call('withdrawOrder', { orderId: order.id, version: order.version, reason: '旅程测试发的' });
});
