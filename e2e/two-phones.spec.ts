import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@muster/client/ids';
import { shared } from '@muster/ui/words/shared.words';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { photoWords } from '../apps/field/src/features/photos/photo.words.ts';
import { demonstrationPassword } from '../apps/server/src/app/demonstration/cast.ts';
import type { Api } from './pieces/api.ts';
import { installed, issueAsking, receiptIdOf, toldOf } from './pieces/phone.ts';
import { cameraPhoto, choosePhotos } from './pieces/photo.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-e2e-photos-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const code = '410402003001';

/** Two people of one desk with a sign-in each. */
async function twoAt(as: (userName: string) => Promise<Api>): Promise<[string, string]> {
  const desk = await (await as('zhouyan')).call('getDesk', { code });
  const security = await as('fengxue');
  const names: string[] = [];
  for (const [i, person] of desk.people.slice(0, 2).entries()) {
    const userName = `e2e${code}${i}`;
    const { items } = await security.call('listAccounts', { q: userName });
    if (!items.some((one) => one.userName === userName))
      await security.call('createAccount', { accountId: newId(), personId: person.personId, userName, password: demonstrationPassword });
    names.push(userName);
  }
  return names as [string, string];
}

test('two phones of a desk answered, one without network: both answers stand side by side with their photos, and a person takes one', async ({
  openPhone,
  as,
}) => {
  test.slow();
  const [first, second] = await twoAt(as);
  const [city, desk] = [await as('zhouyan'), await as(first)];
  const { orderId } = await issueAsking(city, code, unique('两个人都报了'));
  const receiptId = await receiptIdOf(desk, orderId);
  const phone = await openPhone(second, { at: `/m/orders/${receiptId}/answer` });
  await expect(phone.getByRole('button', { name: shared.yes, exact: true })).toBeVisible();
  await installed(phone);

  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: shared.no, exact: true }).click();
  await phone.getByRole('textbox', { name: /还差几件反光衣/ }).fill('5');
  await choosePhotos(phone, [await cameraPhoto(folder)]);
  await expect(phone.getByRole('img', { name: photoWords.photo(1) })).toBeVisible();
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();

  // Meanwhile the other one has answered.
  await desk.call('answerReceipt', { receiptId, answer: { values: { q1: true, q2: 0 } } });

  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.decide)).toBeVisible({ timeout: 20_000 });
  await expect(phone.getByText(outboxWords.mine(outboxWords.photos('1')))).toBeVisible();
  await expect(phone.getByText('5', { exact: true })).toBeVisible();
  // Nothing was merged: what stands above is the other one's.
  expect((await desk.call('getReceipt', { receiptId })).answer).toMatchObject({ values: { q1: true, q2: 0 } });

  await phone.getByRole('button', { name: outboxWords.useMine }).click();
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 20_000 });
  const { answer } = await desk.call('getReceipt', { receiptId });
  expect(answer).toMatchObject({ values: { q1: false, q2: 5 } });
  expect((answer as { photos: string[] }).photos).toHaveLength(1);
  expect((await toldOf(city, orderId)).filter((type) => type === 'receipt.answered')).toHaveLength(2);
});
