import { shared } from '@muster/ui/words/shared.words';
import type { BrowserContextOptions } from '@playwright/test';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { openOutWords } from '../apps/field/src/features/account/open-out.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { userAt } from './pieces/desks.ts';
import { issueAsking, receiptIdOf } from './pieces/phone.ts';
import { expect, signIn, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, serviceWorkers: 'block' };
const containers = [
  [
    'WeChat',
    '410402002002',
    'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.40',
  ],
  [
    'WeCom',
    '410402002003',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4) AppleWebKit/605.1.15 Mobile/15E148 wxwork/4.1.0 MicroMessenger/7.0.1',
  ],
  [
    'DingTalk',
    '410402002004',
    'Mozilla/5.0 (Linux; U; Android 10) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.0)',
  ],
] as const;

for (const [name, code, userAgent] of containers) {
  for (const stores of [true, false]) {
    test(`inside ${name} without a service worker${stores ? '' : ' and without storage'} the open page keeps what was done, says that it must stay open, and sends it`, async ({
      browser,
      as,
    }) => {
      const user = await userAt(as, code);
      const [city, desk] = [await as('zhouyan'), await as(user)];
      const title = unique('应用内');
      const { orderId } = await issueAsking(city, code, title);
      const receiptId = await receiptIdOf(desk, orderId);
      const context = await browser.newContext({ ...phone, userAgent });
      try {
        await signIn(context.request, user);
        await context.addInitScript((keeps) => {
          localStorage.setItem('muster.language', 'zh');
          if (!keeps) Object.defineProperty(window, 'indexedDB', { value: undefined });
        }, stores);
        const page = await context.newPage();
        await page.goto('/m/');
        await expect(page.getByText(openOutWords.hint)).toBeVisible();
        await page.getByRole('main').getByText(title).first().click();
        await expect(page.getByRole('button', { name: shared.action.acknowledge, exact: true })).toBeVisible();
        // The pages that were not opened yet are there too: no worker brings them.
        await page.waitForTimeout(2500);
        await context.setOffline(true);
        await page.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
        await page.getByRole('button', { name: shared.action.answer, exact: true }).click();
        await page.getByRole('button', { name: shared.yes, exact: true }).click();
        await page.getByRole('textbox', { name: /还差几件反光衣/ }).fill('2');
        await page.getByRole('button', { name: answerWords.send, exact: true }).click();
        await expect(page.getByText(ordersWords.yourAnswer)).toBeVisible();
        await expect(page.getByText(stores ? appWords.stayOpen : appWords.notKept)).toBeVisible();
        await page.getByRole('link', { name: appWords.unsent('2') }).click();
        await expect(page.getByText(outboxWords.offline)).toBeVisible();
        await context.setOffline(false);
        await expect(page.getByText(outboxWords.empty)).toBeVisible({ timeout: 20_000 });
        expect((await desk.call('getReceipt', { receiptId })).state).toBe('answered');
      } finally {
        await context.close();
      }
    });
  }
}
