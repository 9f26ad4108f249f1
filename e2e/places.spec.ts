import { expect, test } from './pieces/test.ts';

const community = '/areas/410403003001';

test('a community adds a test point, puts somebody into its shift, counts a round in taps, and a problem there is settled', async ({
  openConsole,
}) => {
  const page = await openConsole('zhouyan', { at: community });
  await page.getByRole('button', { name: '加点位' }).first().click();
  await page.getByLabel('名称').fill('广场采样点');
  await page.getByLabel('种类').click();
  await page.getByTitle('采样点').click();
  await page.getByRole('button', { name: '加班次' }).click();
  await page.getByLabel('班次名 1').fill('全天班');
  await page.getByLabel('班次 1 从').fill('00:00');
  await page.getByLabel('班次 1 到').fill('00:00');
  await page.getByRole('button', { name: '加上广场采样点' }).click();
  await expect(page.getByText(/广场采样点 \d\d:\d\d 班没人/).first()).toBeVisible();

  await page.getByRole('button', { name: '安排人 广场采样点 全天班' }).first().click();
  await page.getByLabel('谁').click();
  await page.getByLabel('谁').fill('周砚');
  await page.getByTitle('周砚').first().click();
  await page.getByRole('button', { name: '周砚 站全天班' }).click();
  await expect(page.getByText(/广场采样点 \d\d:\d\d 班没人/)).toHaveCount(0);

  await page.getByRole('link', { name: '广场采样点', exact: true }).click();
  await expect(page.getByText('1 / 1 人')).toBeVisible();
  await page.getByRole('button', { name: '排一轮' }).click();
  const plan = page.getByRole('dialog');
  await plan.getByLabel('从', { exact: true }).fill('00:00');
  await plan.getByLabel('到', { exact: true }).fill('23:59');
  await plan.getByRole('button', { name: '排好第1轮' }).click();
  await page.getByRole('button', { name: '打开 第1轮' }).click();
  await page.getByRole('button', { name: '+50' }).click();
  await expect(page.getByText('完成 50')).toBeVisible();
  await page.getByRole('button', { name: '+10', exact: true }).click();
  await expect(page.getByText('完成 60')).toBeVisible();
  await page.getByRole('button', { name: '排队长' }).click();
  await expect(page.getByText(/周砚报的/)).toBeVisible();

  await page.getByRole('button', { name: '更正 第1轮' }).click();
  await page.getByRole('dialog').getByLabel('加减多少').fill('-10');
  await page.getByRole('dialog').getByLabel('为什么').fill('多点了一下');
  await page.getByRole('button', { name: '更正 −10' }).click();
  await expect(page.getByText('完成 50')).toBeVisible();

  await page.getByRole('button', { name: '报问题' }).click();
  await page.getByText('停电').click();
  await page.getByRole('button', { name: '报上：停电' }).click();
  await page.getByRole('button', { name: '解决了 停电' }).click();
  await page.getByRole('dialog').getByLabel('怎么解决的').fill('接上了发电机');
  await page.getByRole('button', { name: '记下，问题了结' }).click();
  await expect(page.getByText(/解决：接上了发电机/)).toBeVisible();
});
