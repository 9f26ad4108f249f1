import { newId } from '@muster/client/ids';
import { channelWords } from '@muster/ui/words/channels.words';
import { channelsWords } from '../apps/console/src/features/notifications/channels.words.ts';
import { receiptChannelsWords } from '../apps/console/src/features/notifications/receipt-channels.words.ts';
import { pushWords } from '../apps/field/src/features/notifications/push.words.ts';
import { type ChannelServer, channelServer } from '../apps/server/src/features/notifications/channel-server.fixture.ts';
import { like } from './pieces/like.ts';
import { lookAt } from './pieces/look.ts';
import { leaf } from './pieces/order-page.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

/** WeCom and DingTalk as their documents describe them, on this machine. */
let other: ChannelServer;
test.beforeAll(async () => {
  other = await channelServer(() => Date.now());
});
test.afterAll(() => other.stop());

const form = channelsWords.form;

test('a robot is set up and tried out; an immediate order is in the group at once, and its receipt says so', async ({
  openConsole,
  as,
}) => {
  const page = await openConsole('shenyan', { at: '/channels' });
  const [good, bad] = [unique('新华区值班群'), unique('换过密钥的群')];
  for (const [name, key] of [
    [good, other.keys.bot],
    [bad, 'an-old-key'],
  ] as const) {
    await page.getByRole('button', { name: channelsWords.add }).click();
    await page.getByRole('textbox', { name: form.name }).fill(name);
    await page.getByRole('combobox', { name: form.area, exact: true }).fill('新华');
    await page.getByTitle('新华区', { exact: true }).click();
    await page.getByLabel(form.key, { exact: true }).fill(key);
    await page.getByRole('textbox', { name: form.baseUrl }).fill(other.url);
    await page.getByRole('button', { name: form.addButton(name) }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: `${channelsWords.test} ${name}` }).click();
  }
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row(good).getByText(channelsWords.testSent)).toBeVisible();
  await expect(
    row(bad)
      .getByText(channelWords.code['93000'] as string)
      .first(),
  ).toBeVisible();
  expect(other.taken.map((one) => one.text).join()).toContain('测试');
  // What was typed as a secret is nowhere in what the page was given.
  expect(await (await page.request.get('/api/channels')).text()).not.toMatch(new RegExp(`${other.keys.bot}|an-old-key`));
  await lookAt(
    page,
    { name: 'channels', path: '/channels', ready: (at) => row(good).or(at.getByText(good)) },
    { language: 'zh', widths: [1440, 1280, 1024], height: 900 },
  );

  const city = await as('zhouyan');
  const orderId = newId();
  const title = unique('两米线自查');
  await city.call('issueOrder', {
    orderId,
    urgency: 'immediate',
    title,
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areas', codes: ['410402001001'] }], except: [] },
    questions: [],
  });
  await expect.poll(() => other.taken.some((one) => one.text.includes(title)), { timeout: 10_000 }).toBe(true);

  const desk = await openConsole('zhouyan', { at: `/orders/${orderId}` });
  const branch = desk.getByRole('button', { name: /曙光街街道/ }).first();
  if ((await branch.getAttribute('aria-expanded')) !== 'true') await branch.click();
  await leaf(desk, '曙北社区')
    .getByRole('button', { name: receiptChannelsWords.title('曙北社区') })
    .click();
  const told = desk.getByRole('tooltip');
  const line = like(receiptChannelsWords.sent(channelWords.what['order.issued'] as string, channelWords.state.sent, '', '…'));
  await expect(told.getByRole('listitem').filter({ hasText: good }).getByText(line)).toBeVisible();
  await expect(
    told
      .getByRole('listitem')
      .filter({ hasText: bad })
      .getByText(channelWords.code['93000'] as string),
  ).toBeVisible();

  // Other journeys send orders, too: nobody is told of those.
  const administrator = await as('shenyan');
  for (const channel of (await administrator.call('listChannels', {})).items)
    if (channel.name === good || channel.name === bad) await administrator.call('switchChannel', { channelId: channel.id, on: false });
});

test('a phone shows what the server tells while the app is closed, and a tap opens the order in the app that is there', async ({
  openPhone,
}) => {
  const page = await openPhone('chenguilan', { at: '/m/me' });
  await page.context().grantPermissions(['notifications']);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  // A browser of tests has no push service behind it: what is said then is what most phones of the mainland are told.
  await page.getByRole('switch', { name: new RegExp(pushWords.title) }).click();
  await expect(page.getByText(pushWords.noService)).toBeVisible();

  const devtools = await page.context().newCDPSession(page);
  const registration = new Promise<string>((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) found(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registration,
    data: JSON.stringify({ title: '【特急】新指令 市指〔2022〕47号', body: '两米线自查', path: '/m/orders', tag: 'one' }),
  });
  const shown = () =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => `${one.title} ${one.body}`));
  await expect.poll(shown).toEqual(['【特急】新指令 市指〔2022〕47号 两米线自查']);
  await page.evaluate(() =>
    navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { type: 'muster:open', path: '/m/orders' } })),
  );
  await expect(page).toHaveURL(/\/m\/orders$/);
});
