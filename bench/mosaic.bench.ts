import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { cityCode } from './city/bench-city.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { desktop, inBrowser } from './program/browser.ts';
import { median } from './statistics.ts';

const visits = 5;
const changes = 12;

/**
 * The situation page of the city in a real Chromium. The console measures itself from the arrival of the data to the last
 * stroke of the mosaic; a live change is a late community that acknowledges, told by the live stream.
 */
export const measureMosaic: Measurement = async (context) => {
  const { superuser } = await context.city();
  const { address } = await context.server();
  const late = await superuser.query<{ id: string; code: string }>(
    `select r.id, r.area_code as code from receipts r join orders o on o.id = r.order_id
      where o.issuer_code = $1 and o.number = 2 and r.due_at < now() and r.state in ('sent', 'opened')
        and not exists (select 1 from receipts x where x.area_code = r.area_code and x.id <> r.id and x.attention_at <= now() and x.recipient = 'desk')
      order by r.id limit $2`,
    [cityCode, changes + 1],
  );
  if (late.rows.length <= changes) throw new Error('too few late communities');
  const first: number[] = [];
  const live: number[] = [];
  await inBrowser({ address, token: tokenOf(cityCode), viewport: desktop }, async (browser) => {
    for (let visit = 0; visit <= visits; visit++) {
      const page = await browser.newPage();
      await page.goto(address);
      const [ms] = await measures(page, 'mosaic:first-paint', 1);
      if (visit > 0) first.push(ms as number);
      if (visit < visits) {
        await page.close();
        continue;
      }
      for (const [index, receipt] of late.rows.entries()) {
        const before = await page.evaluate(countOf, 'mosaic:live-change');
        await ask(address, tokenOf(receipt.code), 'acknowledgeReceipt', { commandId: randomUUID(), receiptId: receipt.id });
        const all = await measures(page, 'mosaic:live-change', before + 1);
        // The first is not warm yet; the tiles of each drain before the next comes.
        if (index > 0) live.push(all.at(-1) as number);
        await page.waitForTimeout(700);
      }
    }
  });
  return [
    atMost(
      100,
      'ms',
      'mosaic.first-paint-ms',
      'Mosaic of 2,828 communities: first paint after the data came, median of visits',
      median(first),
    ),
    atMost(16, 'ms', 'mosaic.live-change-ms', 'Mosaic: one live change, median', median(live)),
    told('ms', 'mosaic.first-paint-most-ms', 'Mosaic: first paint, slowest of the visits', Math.max(...first)),
    told('ms', 'mosaic.live-change-most-ms', 'Mosaic: one live change, slowest', Math.max(...live)),
  ];
};

const countOf = (name: string) => performance.getEntriesByName(name).length;

/** Durations of the console's own measure, once there are so many. */
async function measures(page: Page, name: string, atLeast: number): Promise<number[]> {
  await page.waitForFunction(
    ([key, count]) => performance.getEntriesByName(key as string).length >= (count as number),
    [name, atLeast] as const,
    { timeout: 15_000, polling: 20 },
  );
  return page.evaluate((key) => performance.getEntriesByName(key).map((entry) => entry.duration), name);
}
