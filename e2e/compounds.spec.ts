import { expect, test } from './pieces/test.ts';

const community = '/areas/410403003001';

test('a community writes down a compound with its buildings, and what was entered twice becomes one', async ({ openConsole }) => {
  const page = await openConsole('zhouyan', { at: community });
  await page.getByRole('button', { name: '加小区' }).click();
  await page.getByLabel('名称').fill('鹰翔苑');
  await page.getByLabel('类型').click();
  await page.getByTitle('有物业').click();
  await page.getByRole('button', { name: '加上鹰翔苑' }).click();
  await page.getByRole('link', { name: '鹰翔苑' }).click();
  await page.getByRole('button', { name: '加楼栋' }).click();
  await page.getByLabel('到').fill('3');
  await page.getByLabel('每栋户数').fill('40');
  await page.getByRole('button', { name: '加上 3 栋' }).click();
  await expect(page.getByRole('row', { name: /^合计/ })).toContainText('120');

  await page.goto(community);
  await page.getByRole('button', { name: '加小区' }).click();
  await page.getByLabel('名称').fill('鹰翔园');
  await page.getByLabel('类型').click();
  await page.getByTitle('有物业').click();
  await page.getByRole('button', { name: '加上鹰翔园' }).click();
  const pair = page.getByRole('listitem').filter({ hasText: '可能是同一个' });
  await expect(pair).toContainText('读音相同');
  await pair.getByRole('link').click();
  await page.getByRole('button', { name: /^把鹰翔.并入鹰翔.$/ }).click();
  await expect(page.getByRole('row', { name: /^合计/ })).toContainText('120');
});
