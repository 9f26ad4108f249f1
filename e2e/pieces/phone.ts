import { newId } from '@muster/client/ids';
import { expect, type Page } from '@playwright/test';
import type { Api } from './api.ts';
import { receiptOn } from './desks.ts';

/** Installed: the service worker holds the app and its pages, and what was read is kept on the phone. */
export async function installed(phone: Page): Promise<void> {
  await phone.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => phone.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** An order with a tick, a number and a text to one area. */
export async function issueAsking(by: Api, code: string, title: string, more: { urgency?: 'immediate' | 'urgent' } = {}) {
  const orderId = newId();
  const issued = await by.call('issueOrder', {
    orderId,
    urgency: more.urgency ?? 'urgent',
    title,
    body: '交接时把台账、对讲机、反光衣点清楚，拍一张台账。',
    audience: { include: [{ kind: 'areas', codes: [code] }], except: [] },
    questions: [
      { key: 'q1', kind: 'tick', text: '东西都点清了吗', perArea: false },
      { key: 'q2', kind: 'number', text: '还差几件反光衣', perArea: false },
      { key: 'q3', kind: 'text', text: '有什么要说的', perArea: false, required: false },
    ],
    answerBy: new Date(Date.now() + 6 * 3600_000).toISOString(),
  });
  return { ...issued, orderId };
}

export async function receiptIdOf(desk: Api, orderId: string): Promise<string> {
  return (await receiptOn(desk, orderId)).id;
}

/** Types of what an order's feed tells of its receipts. */
export async function toldOf(by: Api, orderId: string): Promise<string[]> {
  const feed = await by.call('listFeed', { orderId, limit: 50 });
  return feed.items.map((item) => item.type);
}
