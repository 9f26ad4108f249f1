import { fillEntries } from './city/entries.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 5;

/** One of each role that looks for something. */
const readers = {
  city: '4104',
  district: '410402',
  subdistrict: '410402001',
  community: '410402001001',
  gridWorker: 'grid-1',
  supervisor: 'supervisor',
  unitLiaison: 'liaison',
  auditor: 'auditor',
};

/** Stands in every order, in one of each issuer, nowhere; one letter, pinyin. */
const terms = { frequent: '出入口', rare: '指〔2022〕145号', absent: '防汛沙袋', letter: '核', initials: 'lyls' };

/** The search of the box (orders, answers, areas, people) with a million receipts, over HTTP, everybody in turn. */
export const measureSearch: Measurement = async (context) => {
  const { url, superuser, fillPast } = await context.city();
  await fillPast();
  await fillEntries(url, superuser);
  const { address } = await context.server();
  const times = new Map<string, number[]>();
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [reader, who] of Object.entries(readers)) {
      for (const [term, q] of Object.entries(terms)) {
        for (const [what, input] of [
          ['box', { q }],
          ['orders', { q, kind: 'order' }],
        ] as const) {
          const since = performance.now();
          await ask(address, tokenOf(who), 'search', input);
          if (round < warmUp) continue;
          for (const key of [`${what} ${reader}`, `${what} ${reader} ${term}`])
            times.set(key, [...(times.get(key) ?? []), performance.now() - since]);
        }
      }
    }
  }
  const p95 = (key: string) => percentile(times.get(key) ?? [], 0.95);
  const slowest = (what: string, term = '') =>
    Object.keys(readers).reduce((most, reader) => Math.max(most, p95(`${what} ${reader}${term && ` ${term}`}`)), 0);
  // The auditor finds no orders: for all others it is the same question.
  const ofOrders = Object.keys(readers)
    .filter((reader) => reader !== 'auditor')
    .map((reader) => [reader, p95(`orders ${reader}`)] as const);
  context.log(ofOrders.map(([reader, ms]) => `${reader} ${ms.toFixed(1)}`).join(', '));
  const all = ofOrders.map(([, ms]) => ms);
  return [
    atMost(100, 'ms', 'search.p95-ms', 'Search of everything with 1,000,000 receipts, p95 of the slowest of eight roles', slowest('box')),
    atMost(
      1.5,
      '×',
      'search.ratio',
      'Search of the orders, p95 of the slowest of seven roles: the fastest takes 1',
      Math.max(...all) / Math.min(...all),
    ),
    told('ms', 'search.orders-p95-ms', 'Search of the orders, p95 of the slowest role', Math.max(...all)),
    ...Object.keys(terms).map((term) =>
      told(
        'ms',
        `search.${term}-ms`,
        `Search of everything, ${terms[term as keyof typeof terms]}, p95 of the slowest role`,
        slowest('box', term),
      ),
    ),
  ];
};
