import type { OperationName } from '@muster/contract/operations';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rounds = 100;
const warmUp = 10;

/** One desk of each level, one grid worker in a grid, one that acts for a whole community. */
const readers = {
  city: '4104',
  district: '410402',
  subdistrict: '410402001',
  community: '410402001001',
  gridWorker: 'grid-1',
  gridWorkerOfCommunity: 'grid-2000',
};
type Reader = keyof typeof readers;

const lists: Record<string, [OperationName, object]> = {
  inbox: ['listInbox', { open: 'true', limit: 50 }],
  past: ['listInbox', { open: 'false', limit: 50 }],
  orders: ['listOrders', { limit: 50 }],
  runningOrders: ['listOrders', { state: 'open', limit: 50 }],
};

/** First pages of 50 with a million receipts behind them, over HTTP, everybody in turn. */
export const measureLists: Measurement = async (context) => {
  const { fillPast } = await context.city();
  await fillPast();
  const { address } = await context.server();
  const times = new Map<string, number[]>();
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [reader, who] of Object.entries(readers)) {
      for (const [list, [operation, input]] of Object.entries(lists)) {
        const since = performance.now();
        await ask(address, tokenOf(who), operation, input);
        const key = `${list} ${reader}`;
        if (round >= warmUp) times.set(key, [...(times.get(key) ?? []), performance.now() - since]);
      }
    }
  }
  const of = (list: string, reader: Reader) => times.get(`${list} ${reader}`) ?? [];
  const slowest = (...keys: string[]) =>
    Math.max(...keys.flatMap((list) => (Object.keys(readers) as Reader[]).map((reader) => percentile(of(list, reader), 0.95))));
  for (const list of Object.keys(lists))
    context.log(
      `${list}: ${(Object.keys(readers) as Reader[]).map((reader) => `${reader} ${percentile(of(list, reader), 0.95).toFixed(1)}`).join(', ')}`,
    );
  const ratio = (reader: Reader) => median(of('orders', reader)) / median(of('orders', 'city'));
  return [
    atMost(20, 'ms', 'lists.inbox-p95-ms', 'Inbox with 1,000,000 receipts, slowest of six readers', slowest('inbox', 'past')),
    atMost(20, 'ms', 'lists.orders-p95-ms', 'Orders with 1,000,000 receipts, slowest of six readers', slowest('orders', 'runningOrders')),
    atMost(1.5, '×', 'lists.ratio', 'Newest 50 orders of a grid worker: the city takes 1', ratio('gridWorker')),
    told('ms', 'lists.orders-city-ms', 'Newest 50 orders, city, median', median(of('orders', 'city'))),
    told('ms', 'lists.orders-grid-worker-ms', 'Newest 50 orders, grid worker, median', median(of('orders', 'gridWorker'))),
    told('ms', 'lists.inbox-grid-worker-ms', 'What a grid worker owes, median', median(of('inbox', 'gridWorker'))),
    told('ms', 'lists.past-community-ms', 'The last 50 of a community’s past, median', median(of('past', 'community'))),
  ];
};
