import { fillEntries } from './city/entries.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 5;
const token = (who: string) => tokenOf(who);

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
        const since = performance.now();
        await ask(address, token(who), 'search', { q });
        if (round < warmUp) continue;
        for (const key of [reader, `${reader} ${term}`]) times.set(key, [...(times.get(key) ?? []), performance.now() - since]);
      }
    }
  }
  const p95 = (key: string) => percentile(times.get(key) ?? [], 0.95);
  const byReader = Object.keys(readers).map((reader) => [reader, p95(reader)] as const);
  const slowest = byReader.reduce((a, b) => (b[1] > a[1] ? b : a));
  const fastest = byReader.reduce((a, b) => (b[1] < a[1] ? b : a));
  return [
    atMost(100, 'ms', 'search.p95-ms', `Search with 1,000,000 receipts, p95 of the slowest of eight roles (${slowest[0]})`, slowest[1]),
    atMost(1.5, '×', 'search.ratio', `Search, p95 of the slowest role: the fastest (${fastest[0]}) takes 1`, slowest[1] / fastest[1]),
    ...Object.keys(terms).map((term) =>
      told(
        'ms',
        `search.${term}-ms`,
        `Search for a term that is ${term}, p95 of the slowest role`,
        Math.max(...Object.keys(readers).map((reader) => p95(`${reader} ${term}`))),
      ),
    ),
  ];
};
