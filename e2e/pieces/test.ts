import { type APIRequestContext, type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { demonstrationPassword } from '../../apps/server/src/app/demonstration/cast.ts';
import { Api } from './api.ts';

interface WindowOptions {
  /** Where it begins; the first page of its app when not said. */
  at?: string;
  language?: 'zh' | 'en';
  width?: number;
  height?: number;
}

/** Opens a window of its own (own cookies, own storage) in which `userName` is signed in; null: nobody. */
type Open = (userName: string | null, options?: WindowOptions) => Promise<Page>;

interface Fixtures {
  /** The desk of a headquarters, 1440 × 900. */
  openConsole: Open;
  /** A phone, 390 × 844, with touch. */
  openPhone: Open;
  /** The same operations without a browser. */
  as: (userName: string) => Promise<Api>;
}

export async function signIn(request: APIRequestContext, login: string): Promise<void> {
  const answer = await request.post('/api/session', {
    headers: { 'x-muster': '1' },
    data: { login, password: demonstrationPassword },
  });
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()} ${await answer.text()}`);
}

export const test = base.extend<Fixtures>({
  openConsole: async ({ browser }, use) => {
    const windows = keeper(browser);
    await use((userName, options = {}) => windows.open(userName, { at: '/', width: 1440, height: 900, ...options }, false));
    await windows.close();
  },
  openPhone: async ({ browser }, use) => {
    const windows = keeper(browser);
    await use((userName, options = {}) => windows.open(userName, { at: '/m/', width: 390, height: 844, ...options }, true));
    await windows.close();
  },
  as: async ({ playwright, baseURL }, use) => {
    const made: APIRequestContext[] = [];
    await use(async (userName) => {
      const request = await playwright.request.newContext({ baseURL: baseURL as string });
      made.push(request);
      await signIn(request, userName);
      return new Api(request);
    });
    for (const request of made) await request.dispose();
  },
});

function keeper(browser: Browser) {
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    async open(
      userName: string | null,
      options: Required<Pick<WindowOptions, 'at' | 'width' | 'height'>> & WindowOptions,
      isPhone: boolean,
    ) {
      const context = await browser.newContext({
        viewport: { width: options.width, height: options.height },
        ...(isPhone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
      });
      contexts.push(context);
      await context.addInitScript((language) => {
        // Only the first time: a journey may change it.
        if (!localStorage.getItem('muster.language')) localStorage.setItem('muster.language', language);
      }, options.language ?? 'zh');
      if (userName) await signIn(context.request, userName);
      const page = await context.newPage();
      // Whatever a journey is about: nothing may be thrown, and nothing refused by the content security policy.
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy|unique "key"|Minified React error/.test(message.text()))
          faults.push(`${page.url()}: ${message.text()}`);
      });
      await page.goto(options.at);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      expect(faults, 'errors in the pages').toEqual([]);
    },
  };
}

export { expect };
