import { checklistWords as words } from '../apps/console/src/features/checklists/checklists.words.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

test('a list begins from a frame nobody has named, goes out with one slot named; only that is ticked, counted above, and taken back with a reason', async ({
  openConsole,
}) => {
  const title = unique('九个起来');
  const item = '值守台账补齐';
  const above = await openConsole('qinfeng', { at: '/checklists/new?frame=nineUp' });
  await above.getByLabel(words.name, { exact: true }).fill(title);
  await expect(above.getByPlaceholder(words.unnamed)).toHaveCount(9);
  await above.getByLabel(words.item('1'), { exact: true }).fill(item);
  await above.getByRole('button', { name: words.save }).click();
  await above.getByRole('button', { name: words.send(title) }).click();
  const going = above.getByRole('dialog');
  await expect(going.getByText(words.unnamedCount('8'))).toBeVisible();
  await going.getByRole('button', { name: words.send(title) }).click();
  await expect(above.getByText(/^0 \/ \d+$/).first()).toBeVisible();

  const desk = await openConsole('liming', { at: '/areas/410402010002' });
  const list = desk.getByRole('group').filter({ hasText: title });
  await list.getByText(title).click();
  await expect(list.getByText(words.unnamed)).toHaveCount(8);
  await expect(list.getByRole('button', { name: /^打勾：/ })).toHaveCount(1);
  await list.getByRole('button', { name: words.tickOf(item) }).click();
  await expect(list.getByText(words.left('0'))).toBeVisible();
  await expect(above.getByText(/^1 \/ \d+$/).first()).toBeVisible();

  await list.getByRole('button', { name: `${words.untick} ${item}` }).click();
  const why = desk.getByRole('dialog');
  await expect(why.getByRole('button', { name: words.untickMissing })).toBeDisabled();
  await why.getByLabel(words.untickReason).fill('昨夜的还没交');
  await why.getByRole('button', { name: words.untick, exact: true }).click();
  await expect(list.getByText(words.left('1'))).toBeVisible();
  await expect(above.getByText(/^0 \/ \d+$/).first()).toBeVisible();
});
