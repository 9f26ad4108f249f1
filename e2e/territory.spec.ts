import { newId } from '@muster/client/ids';
import { shared } from '@muster/ui/words/shared.words';
import { changeWords } from '../apps/console/src/features/areas/change/change-area.words.ts';
import { receiptOn, userAt } from './pieces/desks.ts';
import { expectGoodLook } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

test('two communities are merged while an order is open: the desk goes on, the city sees one', async ({ openConsole, openPhone, as }) => {
  const admin = await as('shenyan');
  const first = `410481001${500 + Math.floor(Math.random() * 240) * 2}`;
  const second = String(Number(first) + 1);
  await admin.call('importAreas', { csv: `code,name\n${first},东合社区居民委员会\n${second},西合社区居民委员会`, goodRowsOnly: false });
  for (const [areaCode, name] of [
    [first, '方东'],
    [second, '方西'],
  ] as const) {
    const personId = newId();
    await admin.call('addPerson', { personId, name, memberCategory: 'staff', areaCode });
    await admin.call('grantAssignment', { assignmentId: newId(), personId, role: 'communitySecretary', areaCode });
  }
  const east = await as(await userAt(as, first));
  const userWest = await userAt(as, second);
  const city = await as('zhouyan');
  const orderId = newId();
  const title = unique('合并前的自查');
  await city.call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title,
    body: '走一遍。',
    audience: { include: [{ kind: 'areas', codes: [first, second] }], except: [] },
    questions: [{ key: 'done', kind: 'tick', text: '办了吗' }],
    answerBy: new Date(Date.now() + 5 * 3_600_000).toISOString(),
  });
  await east.call('acknowledgeReceipt', { receiptId: (await receiptOn(east, orderId)).id });
  const phone = await openPhone(userWest);
  await expect(phone.getByText(title).first()).toBeVisible();

  // Whoever keeps the territory merges them: what it moves is counted before, and confirmed by the name.
  const page = await openConsole('shenyan', { at: `/areas/${first}` });
  await page.getByRole('button', { name: changeWords.menu }).click();
  await page.getByRole('menuitem', { name: changeWords.acts.merged }).click();
  await page.getByRole('combobox', { name: changeWords.with }).fill(second);
  await page.getByRole('option', { name: '西合社区' }).first().waitFor({ state: 'attached' });
  await page.getByRole('combobox', { name: changeWords.with }).press('Enter');
  await page.getByRole('textbox', { name: changeWords.mergedName }).fill('合心社区居民委员会');
  await expect(page.getByText(changeWords.moved.mergedReceipts('1'))).toBeVisible();
  await page.getByRole('textbox', { name: changeWords.confirm('东合社区') }).fill('东合社区');
  await expectGoodLook(page, 'area-merge');
  await page.getByRole('button', { name: changeWords.go.merged, exact: true }).click();
  await expect(page.getByRole('heading', { name: '合心社区', level: 1 })).toBeVisible();
  await expect(page.getByText(changeWords.history, { exact: true })).toBeVisible();
  await page.goto(`/areas/${second}`);
  await expect(page.getByRole('link', { name: changeWords.became('合心社区') })).toBeVisible();
  await expectGoodLook(page, 'area-closed');

  // The desk goes on, on the phone that was open all the while: what is owed stays owed, and is done once.
  await expect(phone.getByText(title).first()).toBeVisible();
  await phone.getByText(title).first().click();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).first().click();
  await expect.poll(async () => (await receiptOn(east, orderId)).state).toBe('acknowledged');
  const tree = await city.call('getReceiptTree', { orderId });
  expect(tree.branches.find((branch) => branch.code === '410481001')).toMatchObject({ total: 1, tiles: 'H' });
  const desk = await openConsole('zhouyan', { at: `/orders/${orderId}` });
  await expect(desk.getByText('垭口街道').first()).toBeVisible();
  await expectGoodLook(desk, 'order-after-merge');
});
