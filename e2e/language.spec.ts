import { expect, test } from './pieces/test.ts';

test('the language of the console is changed on the spot, stays on this device, and comes back', async ({ openConsole }) => {
  const page = await openConsole('hejing', { at: '/orders' });
  await page.getByRole('button', { name: /何静/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page).toHaveTitle(/^Orders · Muster$/);
  await page.getByRole('button', { name: /何静/ }).click();
  await page.getByRole('menuitem', { name: '中文' }).click();
  await expect(page.getByRole('heading', { name: '指令', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('the language of the phone is changed on the spot, stays on this device, and comes back', async ({ openPhone }) => {
  const page = await openPhone('liming', { at: '/m/me' });
  await page.getByRole('button', { name: /English/ }).click();
  await expect(page.getByRole('link', { name: 'Today' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await page.getByRole('button', { name: /中文/ }).click();
  await expect(page.getByRole('link', { name: '今天' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
