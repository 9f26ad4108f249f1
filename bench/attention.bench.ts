import { groundKinds } from '@muster/contract/attention/attention';
import type { getAttention, listAttention } from '@muster/contract/attention/attention.operations';
import type { ResultOf } from '@muster/contract/operation';
import { cityCode } from './city/bench-city.ts';
import { openGround } from './city/open-ground.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 20;

/** What the city's duty officer keeps open, when every kind of open thing is there by the hundred besides the receipts. */
export const measureAttention: Measurement = async (context) => {
  const { superuser } = await context.city();
  await openGround(superuser);
  const { address } = await context.server();
  const token = tokenOf(cityCode);
  const whole: number[] = [];
  const list: number[] = [];
  let view: ResultOf<typeof getAttention> | undefined;
  for (let round = 0; round < warmUp + rounds; round++) {
    const since = performance.now();
    view = await ask<ResultOf<typeof getAttention>>(address, token, 'getAttention', {});
    const between = performance.now();
    await ask<ResultOf<typeof listAttention>>(address, token, 'listAttention', { limit: 50 });
    if (round < warmUp) continue;
    whole.push(between - since);
    list.push(performance.now() - between);
  }
  // A kind that another hides in the counts is in the list of its own.
  for (const kind of groundKinds) {
    if (kind === 'zoneToRelease') continue;
    const { items } = await ask<ResultOf<typeof listAttention>>(address, token, 'listAttention', { kind, limit: 1 });
    if (items.length === 0) throw new Error(`no ${kind}: not all kinds were measured`);
  }
  return [
    atMost(30, 'ms', 'attention.all-kinds-p95-ms', 'Attention of the whole city with all kinds open', percentile(whole, 0.95)),
    atMost(30, 'ms', 'attention.all-kinds-list-p95-ms', 'The first 50 things of it', percentile(list, 0.95)),
    told('ms', 'attention.all-kinds-ms', 'Attention of the whole city with all kinds open, median', median(whole)),
    told('', 'attention.needing', 'Communities that needed somebody', view?.needing ?? 0),
  ];
};
