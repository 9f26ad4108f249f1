import { readFileSync } from 'node:fs';
import { expect, test } from './pieces/test.ts';

test('the map says the same as the mosaic, opens a district by choosing it, and lists beside it what has no outline', async ({
  openConsole,
}) => {
  const page = await openConsole('zhouyan');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.getByText('地图', { exact: true }).click();
  const map = page.getByRole('img', { name: /^平顶山市的地图/ });
  await expect(map).toBeVisible();
  for (const name of ['新华区', '汝州市', '舞钢市']) await expect(map).toHaveAccessibleName(new RegExp(name));
  const beside = page.getByRole('complementary').filter({ hasText: '没有轮廓' });
  for (const name of ['高新区', '示范区']) await expect(beside.getByRole('button', { name })).toBeVisible();

  // The filter of the chips holds on the map too.
  const waiting = page.getByRole('button', { name: /^待签收/ });
  await waiting.click();
  await expect(map).not.toHaveAccessibleName(/过了时限/);
  await waiting.click();

  const box = await map.boundingBox();
  await map.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
  await expect(page).toHaveURL(/at=%22?4104\d\d/);
  await page.getByRole('navigation', { name: '地图' }).getByRole('button', { name: '平顶山市' }).click();
  await beside.getByRole('button', { name: '高新区' }).click();
  await expect(page.getByText('高新区还没有轮廓，小区也没有位置')).toBeVisible();
  // Nothing comes from anywhere else: no tiles, no fonts.
  expect(fetched.filter((url) => new URL(url).origin !== new URL(page.url()).origin && !url.startsWith('data:'))).toEqual([]);
});

test('a file of outlines is taken out and loaded again; a wrong feature is named and nothing is stored', async ({ openConsole }) => {
  const page = await openConsole('hejing', { at: '/areas' });
  await page.getByRole('button', { name: '轮廓' }).click();
  const part = page.getByRole('region', { name: /轮廓/ });
  const download = page.waitForEvent('download');
  await part.getByRole('button', { name: '导出' }).click();
  const path = await (await download).path();
  const file = JSON.parse(readFileSync(path, 'utf8'));
  expect(file.features.map((one: { properties: { name: string } }) => one.properties.name)).toEqual(['新华区']);
  const load = (features: object[]) =>
    part.locator('input[type=file]').setInputFiles({
      name: 'outlines.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
    });
  await load(file.features);
  await expect(part.getByText('存好了：新增 0，换了 0，没变 1。')).toBeVisible();
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [113.3, 33.7],
        [113.31, 33.71],
        [113.3, 33.71],
        [113.31, 33.7],
        [113.3, 33.7],
      ],
    ],
  };
  await load([...file.features, { type: 'Feature', properties: { name: '天湖苑社区' }, geometry: bow }]);
  await expect(part.getByText('边界在 113.305, 33.705 和自己交叉')).toBeVisible();
  await expect(part.getByText('第 2 个', { exact: true })).toBeVisible();
});

test('the register of a compound is printed for a purpose and taken as a file; the position is put right beside', async ({
  openConsole,
}) => {
  const page = await openConsole('zhouyan', { at: '/areas/410402010002' });
  await page.getByRole('link', { name: '湖滨新苑' }).first().click();
  await page.getByRole('button', { name: /改位置|写上位置/ }).click();
  await page.getByLabel('经度, 纬度').fill('33.741，113.301');
  await expect(page.getByRole('button', { name: '还差经度和纬度' })).toBeDisabled();
  await page.getByLabel('经度, 纬度').fill('113.301，33.741');
  await page.getByRole('button', { name: '存位置' }).click();
  await expect(page.getByText(/位置 113\.\d+, 33\.\d+ \(手工填写\)/)).toBeVisible();

  await page.getByRole('button', { name: '打印台账' }).click();
  await expect(page.getByRole('button', { name: '还差用于什么' })).toBeDisabled();
  await page.getByRole('button', { name: '迎检备查' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打开 A4 页面打印' }).click();
  const paper = await opened;
  await expect(paper.getByRole('heading', { name: '小区台账', level: 1 })).toBeVisible();
  await expect(paper.getByText('周砚 打印，用于：迎检备查')).toBeVisible();
  await expect(paper.getByRole('row', { name: /^合计/ })).toContainText('352');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 Word 文件' }).click();
  const file = readFileSync(await (await download).path());
  expect(file.subarray(0, 2).toString()).toBe('PK');
  expect((await download).suggestedFilename()).toMatch(/^湖滨新苑_小区台账_.*\.docx$/);
});
