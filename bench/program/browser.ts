import { sessionCookie } from '@muster/server/platform/http/server';
import { type BrowserContext, chromium } from '@playwright/test';
import { systemBrowser } from '../../scripts/browser.mjs';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A real Chromium in which somebody is signed in, on the web apps as they are built for use. */
export async function inBrowser<T>(
  options: { address: string; token: string; viewport: { width: number; height: number } },
  use: (browser: BrowserContext) => Promise<T>,
): Promise<T> {
  const executablePath = systemBrowser();
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
  try {
    // A service worker fetches ahead what the first page does not need.
    const context = await browser.newContext({
      viewport: options.viewport,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      serviceWorkers: 'block',
    });
    await context.addCookies([{ name: sessionCookie, value: options.token, url: options.address }]);
    return await use(context);
  } finally {
    await browser.close();
  }
}
