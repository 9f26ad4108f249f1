import { shared } from '@muster/ui/words/shared.words';
import { filesWords } from '../apps/console/src/features/files/files.words.ts';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { orderWords } from '../apps/console/src/features/orders/orders.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { compose, send } from './pieces/compose.ts';
import { pdfFile, pictureFile, pictureWidth } from './pieces/files.ts';
import { expectGoodLook } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

test('a PDF and a picture go out with an order, across a lost network; the community opens both, and answers with a photo that the city sees', async ({
  openConsole,
  openPhone,
}) => {
  const title = unique('封控小区作战手册');
  const city = await openConsole('zhouyan');
  await compose(city, {
    urgency: 'urgent',
    title,
    body: '照手册办，位置图附后。',
    areas: ['天湖苑社区'],
    level: 'self',
    question: '门岗走过了吗',
  });
  const files = city.getByRole('list', { name: filesWords.attachments });
  const chooser = city.locator('input[type=file]');

  await city.context().setOffline(true);
  await chooser.setInputFiles([pdfFile('作战手册.pdf'), pictureFile('位置图.png')]);
  await expect(files.getByRole('listitem').filter({ hasText: filesWords.paused })).toHaveCount(2, { timeout: 20_000 });
  await city.context().setOffline(false);
  await expect(files.getByRole('listitem').filter({ hasText: filesWords.done })).toHaveCount(2, { timeout: 20_000 });

  // What lies about itself is refused with words, and nothing is sent until it is taken off.
  await chooser.setInputFiles([{ ...pdfFile('照片.jpg'), mimeType: 'image/jpeg' }]);
  await expect(city.getByRole('button', { name: composeWords.send(composeWords.target.communities('1')) })).toBeDisabled();
  await expectGoodLook(city, 'compose-files');
  await city.getByRole('button', { name: filesWords.remove('照片.jpg') }).click();
  const { orderId } = await send(city, composeWords.target.communities('1'));

  const phone = await openPhone('chenguilan');
  await phone.getByRole('main').getByText(title).click();
  await expect(phone.getByRole('heading', { name: ordersWords.files })).toBeVisible();
  const document = phone.getByRole('link', { name: '作战手册.pdf' });
  const answer = await phone.request.get((await document.getAttribute('href')) as string);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await phone.getByRole('button', { name: ordersWords.openFile('位置图.png') }).click();
  await expect
    .poll(() =>
      phone
        .getByRole('dialog')
        .getByRole('img')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(pictureWidth);
  await phone.getByRole('button', { name: shared.action.close }).click();
  await expectGoodLook(phone, 'order-files');

  const desk = await openConsole('chenguilan', { at: `/orders/${orderId}` });
  await desk.getByRole('button', { name: orderWords.asked.answer, exact: true }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: orderWords.answer.allYes }).click();
  await dialog.locator('input[type=file]').setInputFiles([pictureFile('门岗.png')]);
  await expect(dialog.getByRole('listitem').filter({ hasText: filesWords.done })).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: orderWords.answer.go, exact: true }).click();
  await expect(dialog).toBeHidden();

  const page = await openConsole('zhouyan', { at: `/orders/${orderId}?show=forReview` });
  await page.getByRole('button', { name: orderPageWords.leaf.viewAnswer }).first().click();
  const photo = filesWords.open(filesWords.photoOf(1, 1, '天湖苑社区'));
  await page.getByRole('button', { name: photo }).click();
  await expect
    .poll(() =>
      page
        .getByRole('dialog')
        .getByRole('img')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(pictureWidth);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: photo })).toBeFocused();
});
