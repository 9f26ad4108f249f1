import { expect, test } from './pieces/test.ts';

const community = '410403003001';

test('a community divides its compounds into patches, fills a role everywhere in one act, and the card shows who', async ({
  openConsole,
  as,
}) => {
  const secretary = await as('zhouyan');
  const { items } = await secretary.call('listCompounds', { under: community, limit: 50 });
  const compound = items[0] as (typeof items)[number];
  const page = await openConsole('zhouyan', { at: `/patches?under=${community}` });
  await page.getByRole('button', { name: '划片区' }).first().click();
  await page.getByLabel('名称').fill('门前片');
  await page.getByLabel('包括哪些').click();
  await page.getByTitle(compound.name).click();
  await page.keyboard.press('Escape');
  await page.getByLabel('值班电话').fill('0375-1112223');
  await page.getByRole('button', { name: '划出门前片' }).click();
  await expect(page.getByText('缺医生')).toBeVisible();
  await page.getByRole('button', { name: '配人 医生' }).click();
  await page.getByLabel('谁').click();
  await page.getByLabel('谁').fill('周砚');
  await page.getByTitle('周砚').first().click();
  await page.getByRole('button', { name: '周砚 任医生' }).click();
  await expect(page.getByText('缺医生')).toHaveCount(0);
  await page.getByRole('button', { name: '改片区 门前片' }).click();
  const href = await page.getByRole('link', { name: /打印 A6/ }).getAttribute('href');

  const stranger = await openConsole(null, { at: href as string });
  await expect(stranger.getByRole('heading', { name: '门前片' })).toBeVisible();
  await expect(stranger.getByRole('row', { name: /医生/ })).toContainText('周砚');
  await expect(stranger.getByRole('link', { name: '0375-1112223' })).toBeVisible();
  await expect(stranger.getByRole('main')).not.toContainText(/1\d{10}/);
});
