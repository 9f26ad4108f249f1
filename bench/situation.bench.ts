import type { OperationName } from '@muster/contract/operations';
import { cityCode } from './city/bench-city.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, type Figure, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 30;

interface Read {
  key: string;
  what: string;
  goal: number;
  operation: OperationName;
  input: object;
}

/**
 * What the city's duty officer keeps open: the tree of the order to 48,000 recipients, mosaic and list. With the orders
 * that run alone, and again with a million receipts behind them: what lies in the past must not be felt.
 */
export const measureSituation: Measurement = async (context) => {
  const city = await context.city();
  const { rows } = await city.superuser.query<{ id: string }>(`select id from orders where issuer_code = $1 and number = 1`, [cityCode]);
  const orderId = rows[0]?.id ?? '';
  const reads: Read[] = [
    { key: 'tree', what: 'Receipts of an order to 48,000, as a tree', goal: 20, operation: 'getReceiptTree', input: { orderId } },
    { key: 'attention', what: 'Attention of the whole city: mosaic, groups, agenda', goal: 30, operation: 'getAttention', input: {} },
    {
      key: 'attention-list',
      what: 'Attention of the whole city: the first 50 things',
      goal: 30,
      operation: 'listAttention',
      input: { limit: 50 },
    },
  ];
  const { address } = await context.server();
  const few = city.hasPast() ? undefined : await measure(address, reads);
  await city.fillPast();
  const many = await measure(address, reads);
  return reads.flatMap((read): Figure[] => {
    const all = many.get(read.key) ?? [];
    const before = few?.get(read.key);
    return [
      atMost(read.goal, 'ms', `situation.${read.key}-p95-ms`, `${read.what}, with 1,000,000 receipts`, percentile(all, 0.95)),
      told('ms', `situation.${read.key}-ms`, `${read.what}, median`, median(all)),
      ...(before
        ? [
            atMost(
              1.25,
              '×',
              `situation.${read.key}-ratio`,
              `${read.what}, with 1,000,000 receipts: with 57,000 it takes 1`,
              median(all) / median(before),
            ),
          ]
        : []),
    ];
  });
};

async function measure(address: string, reads: readonly Read[]): Promise<Map<string, number[]>> {
  const times = new Map(reads.map((read) => [read.key, [] as number[]]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const { key, operation, input } of reads) {
      const since = performance.now();
      await ask(address, tokenOf(cityCode), operation, input);
      if (round >= warmUp) times.get(key)?.push(performance.now() - since);
    }
  }
  return times;
}
