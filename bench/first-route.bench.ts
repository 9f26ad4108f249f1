import { gzipSync } from 'node:zlib';
import { cityCode } from './city/bench-city.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { desktop, inBrowser, phone } from './program/browser.ts';

const quietMs = 1000;

/**
 * JavaScript that a browser loads until the first page of somebody signed in stands: until no more came for a second. The
 * phone then fetches its other pages ahead, for where there is no signal; that is told apart.
 */
export const measureFirstRoute: Measurement = async (context) => {
  const { address } = await context.server();
  const field = await scripts(`${address}/m/`, tokenOf('410402001001'), phone);
  const console = await scripts(address, tokenOf(cityCode), desktop);
  return [
    atMost(
      70,
      'kB',
      'first-route.phone-kb',
      `Phone, first route: ${field.first.files} scripts, compressed (gzip)`,
      field.first.gzip / 1000,
    ),
    atMost(
      450,
      'kB',
      'first-route.console-kb',
      `Console, first route: ${console.first.files} scripts, compressed (gzip)`,
      console.first.gzip / 1000,
    ),
    told('kB', 'first-route.phone-sent-kb', 'Phone, as the server sent them', field.first.sent / 1000),
    told('kB', 'first-route.console-sent-kb', 'Console, as the server sent them', console.first.sent / 1000),
    told('kB', 'first-route.phone-ahead-kb', 'Phone, pages fetched ahead afterwards', field.ahead.gzip / 1000),
  ];
};

interface Script {
  cameAt: number;
  gzip: number;
  sent: number;
}

async function scripts(url: string, token: string, viewport: { width: number; height: number }) {
  return inBrowser({ address: new URL(url).origin, token, viewport }, async (browser) => {
    const page = await browser.newPage();
    const loaded: Promise<Script>[] = [];
    page.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
      const cameAt = performance.now();
      loaded.push(
        response.body().then(async (body) => ({
          cameAt,
          gzip: gzipSync(body, { level: 9 }).length,
          sent: (await response.request().sizes()).responseBodySize,
        })),
      );
    });
    await page.goto(url, { waitUntil: 'load' });
    // The live stream never ends, so the network is never idle.
    await page.waitForTimeout(6000);
    const all = (await Promise.all(loaded)).sort((a, b) => a.cameAt - b.cameAt);
    const gap = all.findIndex((script, index) => index > 0 && script.cameAt - (all[index - 1] as Script).cameAt > quietMs);
    const first = gap === -1 ? all : all.slice(0, gap);
    if (first.length === 0) throw new Error(`${url} loaded no script`);
    return { first: sum(first), ahead: sum(all.slice(first.length)) };
  });
}

function sum(scripts: readonly Script[]) {
  return {
    files: scripts.length,
    gzip: scripts.reduce((total, script) => total + script.gzip, 0),
    sent: scripts.reduce((total, script) => total + script.sent, 0),
  };
}
