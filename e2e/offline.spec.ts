import { newId } from '@muster/client/ids';
import { spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { todayWords } from '../apps/field/src/features/today/today.words.ts';
import { receiptOn } from './pieces/desks.ts';
import { like } from './pieces/like.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const village = '410402100206';

test('without network the phone opens, acknowledges and answers; it says what waits, and with network each is sent once', async ({
  openPhone,
  as,
}) => {
  const title = unique('村口卡点夜班交接');
  const [town, secretary] = [await as('maochao'), await as('liguoqiang')];
  const orderId = newId();
  const issued = await town.call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title,
    body: '夜班交接时把台账、对讲机、反光衣点清楚。',
    audience: { include: [{ kind: 'areas', codes: [village] }], except: [] },
    questions: [{ key: 'q1', kind: 'tick', text: '东西都点清了吗', perArea: false }],
    answerBy: new Date(Date.now() + 6 * 3600_000).toISOString(),
  });
  const { id: receiptId } = await receiptOn(secretary, orderId);
  const state = async () => (await secretary.call('getReceipt', { receiptId })).state;
  const phone = await openPhone('liguoqiang');
  await expect(phone.getByRole('main').getByText(title)).toBeVisible();
  // Installed: the service worker holds the app, and what was read is kept on the phone.
  await phone.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => phone.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await phone.getByRole('main').getByText(title).click();
  await expect(phone.getByRole('heading', { name: title })).toBeVisible();
  await expect.poll(state).toBe('opened');

  // The village goes dark. The app is opened anew: no server answers, the service worker does.
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await expect(phone.getByText(like(appWords.contentOf('…')))).toBeVisible();
  await phone.getByRole('main').getByText(title).click();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await phone.getByRole('button', { name: shared.action.answer, exact: true }).click();
  await phone.getByRole('button', { name: shared.yes, exact: true }).click();
  await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();

  // What waits is a screen in plain words; it is still there after another reload without network.
  const spoken = spokenNumber(issued.numberText);
  const waiting = [outboxWords.what.acknowledgeReceipt(spoken), outboxWords.what.answerReceipt(spoken)];
  await phone.getByRole('link', { name: ordersWords.waitsFor.answerReceipt(ordersWords.waiting) }).click();
  for (let opened = 0; opened < 2; opened++) {
    await expect(phone.getByText(outboxWords.offline)).toBeVisible();
    await expect(phone.getByRole('listitem')).toHaveText(waiting.map((text) => new RegExp(text)));
    await phone.reload();
  }
  expect(await state()).toBe('opened');

  // Back: sent by itself, in order, each once.
  await phone.context().setOffline(false);
  await expect(phone.getByText(outboxWords.empty)).toBeVisible();
  await expect.poll(state).toBe('answered');
  const feed = await town.call('listFeed', { orderId, limit: 50 });
  const types = feed.items.map((item) => item.type).filter((type) => type === 'receipt.acknowledged' || type === 'receipt.answered');
  expect(types.toSorted()).toEqual(['receipt.acknowledged', 'receipt.answered']);
  await phone.goto('/m/');
  await expect(phone.getByRole('heading', { name: todayWords.title, level: 1 })).toBeVisible();
  await expect(phone.getByText(like(appWords.synced('…')))).toBeVisible();
});
