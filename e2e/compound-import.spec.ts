import { readFileSync } from 'node:fs';
import { newId } from '@muster/client/ids';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { importWords as words } from '../apps/console/src/features/compounds/import/import.words.ts';
import { expect, test } from './pieces/test.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const under = '410403001';
const community = '410403001001';

/** As a 街道 keeps it: a title above, two rows of header, names in merged cells, one row wrong, one that may be here already. */
async function workbook(name: string): Promise<Buffer> {
  const many = Array.from({ length: 30 }, (_, at) => [null, null, null, `${at + 3}号楼`, 2, 24]);
  const rows = [
    ['东安路街道小区楼栋台账'],
    ['社区', '小区', null, '楼栋', '规模'],
    [null, '名称', '类型', null, '单元', '户数'],
    [name, '松柏苑', '有物业', '1号楼', 3, 36],
    [null, null, null, '2号楼', 3, 48],
    ...many,
    [name, '错字院', '别墅', '1号楼', 2, 20],
    [name, '松白苑', '有物业', '1号楼', 2, 20],
    ['合计', null, null, null, null, 900],
  ];
  const last = 4 + many.length;
  const down = (startCol: number) => ({ startRow: 3, startCol, endRow: last, endCol: startCol });
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 5 },
    { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
    { startRow: 1, startCol: 1, endRow: 1, endCol: 2 },
    { startRow: 1, startCol: 3, endRow: 2, endCol: 3 },
    { startRow: 1, startCol: 4, endRow: 1, endCol: 5 },
    ...[0, 1, 2].map(down),
  ];
  return Buffer.from(await writeXlsx({ sheets: [{ name: '台账', rows, merges }] }));
}

test('a 街道 brings its own sheet in: looked over, decided, stored while nobody looks, and given back with what is wrong', async ({
  openConsole,
  as,
}) => {
  const api = await as('zhouyan');
  const { shortName } = await api.call('getArea', { code: community });
  await api.call('addCompound', {
    compoundId: newId(),
    communityCode: community,
    name: '松百苑',
    kind: 'managed',
  });

  const page = await openConsole('zhouyan', { at: `/areas/${under}` });
  await page.getByRole('link', { name: words.link }).click();
  await expect(page.getByRole('heading', { name: words.title, level: 1 })).toBeVisible();
  const buffer = await workbook(shortName);
  await page.locator('input[type=file]').setInputFiles({ name: '东安路台账.xlsx', mimeType: xlsxType, buffer });

  // What has to be decided stands first; nothing runs before it is.
  const run = page.getByRole('button', { name: words.runMissing('2') });
  await expect(run).toBeDisabled();
  const asked = page.getByRole('radiogroup', { name: words.decideTitle('松白苑') });
  await asked.getByRole('radio', { name: new RegExp(words.isThis('松百苑')) }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: words.runMissing('1') })).toBeDisabled();
  await page.getByRole('button', { name: words.restNew }).click();
  await page.getByRole('button', { name: new RegExp(`^${words.show.faulty}`) }).click();
  await expect(page.getByRole('row', { name: /错字院/ })).toContainText('别墅');
  await expect(page.getByText(words.leftOut('1'))).toBeVisible();
  await page.getByRole('button', { name: words.run('2') }).click();

  // Somebody who goes away and comes back finds it done.
  const at = page.url();
  await page.goto(`/areas/${community}`);
  await page.goto(at);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.done('2'));
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: words.report }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('东安路台账（错误原因）.xlsx');
  const [sheet] = (await readXlsx(readFileSync(await file.path()))).sheets;
  expect(sheet?.rows[0]?.[0]).toBe('东安路街道小区楼栋台账');
  expect(sheet?.rows.map((row) => row[6] ?? null).filter((text) => text !== null)).toEqual(['错误原因', expect.stringContaining('别墅')]);

  const compounds = (await api.call('listCompounds', { under: community, limit: 200 })).items;
  expect(compounds.find(({ name }) => name === '松柏苑')).toMatchObject({ buildings: 32, households: 36 + 48 + 30 * 24 });
  expect(compounds.find(({ name }) => name === '松百苑')).toMatchObject({ aliases: ['松白苑'], buildings: 1 });
  expect(compounds.map(({ name }) => name)).not.toContain('错字院');

  // The same file once more has nothing to say.
  await page.getByRole('button', { name: words.more }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '东安路台账.xlsx', mimeType: xlsxType, buffer });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.sentence.nothing);
});

test('what is pasted is read like a file, and what is no table of compounds says so', async ({ openConsole, as }) => {
  const { items } = await (await as('zhouyan')).call('listChildAreas', { code: under, limit: 10 });
  const page = await openConsole('zhouyan', { at: `/compounds/import?under=${items[1]?.code}` });
  await page.getByLabel(words.pasteLabel).fill('小区名称\t类型\t户数\n粘贴院\t有物业\t１２０');
  await page.getByRole('button', { name: words.pasteRead('2') }).click();
  await page.getByRole('button', { name: words.run('1') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.done('1'));
  await page.getByRole('button', { name: words.more }).click();
  await page.getByLabel(words.pasteLabel).fill('姓名\t手机\n张三\t13800000000');
  await page.getByRole('button', { name: words.pasteRead('2') }).click();
  await expect(page.getByRole('alert').filter({ hasText: '小区名称' })).toBeVisible();
});
