import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import sharp from 'sharp';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { photoWords } from '../apps/field/src/features/photos/photo.words.ts';
import { userAt } from './pieces/desks.ts';
import { installed, issueAsking, receiptIdOf, toldOf } from './pieces/phone.ts';
import { cameraPhoto, choosePhotos } from './pieces/photo.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-e2e-photos-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const code = '410402002001';

test('a whole day of a desk without network: opened, acknowledged, delegated, answered with text, number and photo; each arrives once', async ({
  openPhone,
  as,
}) => {
  test.slow();
  const user = await userAt(as, code);
  const [city, desk] = [await as('zhouyan'), await as(user)];
  const titles = [unique('台账交接'), unique('分给网格'), unique('只要签收')] as const;
  const [toAnswer, toDelegate, toSign] = [
    await issueAsking(city, code, titles[0]),
    await issueAsking(city, code, titles[1]),
    await issueAsking(city, code, titles[2]),
  ];
  const ids = {
    answer: await receiptIdOf(desk, toAnswer.orderId),
    delegate: await receiptIdOf(desk, toDelegate.orderId),
    sign: await receiptIdOf(desk, toSign.orderId),
  };
  const stateOf = async (receiptId: string) => (await desk.call('getReceipt', { receiptId })).state;
  const phone = await openPhone(user);
  await expect(phone.getByRole('main').getByText(titles[0])).toBeVisible();
  await installed(phone);

  // No signal from here on. The app is opened anew; no order was opened before.
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await expect(phone.getByRole('main').getByText(titles[2])).toBeVisible();
  await phone.goto('/m/orders');
  await phone.getByRole('main').getByText(titles[2]).click();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await expect(phone.getByRole('link', { name: appWords.unsent('1') })).toBeVisible();

  await phone.goto(`/m/orders/${ids.delegate}`);
  await phone.getByRole('button', { name: shared.action.delegate, exact: true }).click();
  await phone
    .getByRole('dialog')
    .getByRole('button', { name: ordersWords.delegateTo(shared.levelCount.grid('3')) })
    .click();
  await expect(phone.getByRole('link', { name: appWords.unsent('2') })).toBeVisible();

  await phone.goto(`/m/orders/${ids.answer}`);
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await phone.getByRole('button', { name: shared.action.answer, exact: true }).click();
  await phone.getByRole('button', { name: shared.yes, exact: true }).click();
  await phone.getByRole('textbox', { name: /还差几件反光衣/ }).fill('3');
  await phone.getByRole('textbox', { name: '有什么要说的' }).fill('东门的灯不亮');
  await choosePhotos(phone, [await cameraPhoto(folder)]);
  await expect(phone.getByRole('img', { name: photoWords.photo(1) })).toBeVisible();
  // Half written, the app is closed: the photo is still there.
  await phone.reload();
  await expect(phone.getByRole('img', { name: photoWords.photo(1) })).toBeVisible();
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();

  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.offline)).toBeVisible();
  await expect(phone.getByText(outboxWords.what.answerReceipt(spokenNumber(toAnswer.numberText)))).toBeVisible();
  await expect(phone.getByText(photoWords.waits)).toBeVisible();
  expect(await stateOf(ids.sign)).not.toBe('acknowledged');

  // Signal: everything goes by itself, in order.
  await phone.context().setOffline(false);
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  expect(await stateOf(ids.sign)).toBe('acknowledged');
  expect(await stateOf(ids.delegate)).toBe('delegated');
  const answered = await desk.call('getReceipt', { receiptId: ids.answer });
  expect(answered).toMatchObject({ state: 'answered', answer: { values: { q1: true, q2: 3, q3: '东门的灯不亮' } } });
  const told = (await toldOf(city, toAnswer.orderId)).filter((type) => ['receipt.acknowledged', 'receipt.answered'].includes(type));
  expect(told.toSorted()).toEqual(['receipt.acknowledged', 'receipt.answered']);

  // The photo: small, and without what the camera wrote into it.
  const [photoId] = (answered.answer as { photos: string[] }).photos;
  const response = await phone.request.get(`/api/files/${photoId}`);
  expect(response.ok()).toBe(true);
  const picture = await sharp(await response.body()).metadata();
  expect(picture.exif).toBeUndefined();
  expect(Math.max(picture.width, picture.height)).toBeLessThanOrEqual(1600);

  // In the own answer it opens large.
  await phone.goto(`/m/orders/${ids.answer}`);
  await phone.getByRole('button', { name: photoWords.open(1) }).click();
  const large = phone.getByRole('dialog').getByRole('img');
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(picture.width);
  await phone.getByRole('button', { name: shared.action.close }).click();
  await expect(phone.getByRole('dialog')).toHaveCount(0);
});

test('killed in the middle of sending a photo, the phone goes on where it stopped; the answer waits for it above', async ({
  openPhone,
  as,
}) => {
  test.slow();
  const place = '410402001003';
  const user = await userAt(as, place);
  const [city, desk] = [await as('zhouyan'), await as(user)];
  const { orderId } = await issueAsking(city, place, unique('拍照中断'));
  const receiptId = await receiptIdOf(desk, orderId);
  const phone = await openPhone(user, { at: `/m/orders/${receiptId}/answer` });
  await phone.getByRole('button', { name: shared.yes, exact: true }).click();
  await phone.getByRole('textbox', { name: /还差几件反光衣/ }).fill('0');
  await choosePhotos(phone, [await cameraPhoto(folder, '#58b')]);
  await expect(phone.getByRole('img', { name: photoWords.photo(1) })).toBeVisible();

  // The line breaks after the first piece of the photo has gone.
  const requests: string[] = [];
  let pieces = 0;
  await phone.context().route('**/api/uploads**', async (route) => {
    requests.push(route.request().method());
    if (route.request().method() === 'PATCH' || pieces++ > 0) return route.abort();
    return route.continue();
  });
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await expect.poll(() => requests.length).toBeGreaterThan(1);
  // Those above have the answer already and wait for its photo.
  const held = async () => (await desk.call('listHeldCommands', {})).items.filter((item) => item.orderId === orderId);
  await expect.poll(async () => (await held()).map((item) => item.waitsFor)).toEqual(['file']);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.waitsForPhoto)).toBeVisible();
  expect((await desk.call('getReceipt', { receiptId })).state).not.toBe('answered');

  // Killed; opened again with a good line.
  const context = phone.context();
  await phone.close();
  await context.unroute('**/api/uploads**');
  const again = await context.newPage();
  const resumed: string[] = [];
  again.on('request', (request) => {
    if (request.url().includes('/api/uploads')) resumed.push(request.method());
  });
  await again.goto('/m/me/outbox');
  await expect(again.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  expect((await desk.call('getReceipt', { receiptId })).state).toBe('answered');
  expect((await toldOf(city, orderId)).filter((type) => type === 'receipt.answered')).toHaveLength(1);
  // It asked how far it had come, and did not begin anew.
  expect(resumed[0]).toBe('HEAD');
});
