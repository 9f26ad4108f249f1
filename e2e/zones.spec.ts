import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const pictured = '410402010002';

test('a case inside a controlled zone is recorded, proposed by itself, and confirmed by a notice that says before what it changes', async ({
  openConsole,
  as,
}) => {
  const city = await as('zhouyan');
  const { items } = await city.call('listZones', { under: '410402', strictness: 'controlled', limit: 50 });
  const zone = items.find((one) => one.communityCode !== pictured && one.buildingId === null) as (typeof items)[number];
  const page = await openConsole('zhouyan', { at: `/zones/${zone.id}` });
  await page.getByRole('button', { name: '记一条' }).first().click();
  await page.getByText('新增病例', { exact: true }).click();
  await page.getByLabel('几例').fill('1');
  await page.getByRole('button', { name: '记下新增病例' }).click();
  await expect(page.getByText('新增 1 例').first()).toBeVisible();

  const district = await openConsole('hejing', { at: `/zones?under=${zone.communityCode}` });
  await district.getByRole('link', { name: `发通告 ${zone.compoundName}` }).click();
  await expect(district.getByRole('region', { name: '会变的' })).toContainText('管控区 → 封控区');
  const number = `新疫指测${unique('号')}`;
  await district.getByLabel('编号').fill(number);
  await district.getByRole('button', { name: '发布，1 个小区' }).click();
  await expect(district.getByRole('heading', { name: number })).toBeVisible();
  await expect(district.getByText('封控区').first()).toBeVisible();
  await district.goto(`/zones?under=${zone.communityCode}`);
  await expect(district.getByRole('row', { name: new RegExp(zone.compoundName) }).filter({ hasText: '封控区' })).toBeVisible();
  await expect(district.getByText('等着定的建议')).toHaveCount(0);
});

test('what is over its end stands on top with the act that ends it, and the past can be looked at', async ({ openConsole }) => {
  const page = await openConsole('zhouyan', { at: '/zones' });
  const over = page.getByRole('region', { name: '该解未解' });
  await expect(over.getByText(/超期/).first()).toBeVisible();
  await over
    .getByRole('link', { name: /解除或调整/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: '会变的' })).toContainText('管控区 → 不管控');
  await page.goto(`/zones?at=${new Date(Date.now() - 5 * 86_400_000).toISOString()}`);
  await expect(page.getByText('没有封控和管控的地方。')).toBeVisible();
  await page.goto('/zones?view=timeline');
  await expect(page.getByRole('link', { name: /封控区/ }).first()).toBeVisible();
});
