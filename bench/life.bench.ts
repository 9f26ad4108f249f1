import { fork } from 'node:child_process';
import { join } from 'node:path';
import type pg from 'pg';
import { fillMillionOrders } from './city/entries.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atLeast, told } from './figure.ts';
import type { Lives, LivesResult } from './load/lives.process.ts';
import { median } from './statistics.ts';

const atOnce = 100;
const lives = 1500;
const rounds = 3;
const orders = 1_000_000;

/**
 * The life of an order to one desk: issued by a subdistrict, acknowledged and answered by its community, accepted, found by its
 * title, each step by a session over HTTP when the one before was answered; 100 lives at once. Then with a million orders.
 */
export const measureLife: Measurement = async (context) => {
  const { superuser } = await context.city();
  const server = await context.server();
  const target = new URL(server.address);
  const pairs = await desks(superuser);
  const round = (count: number) => livesIn({ host: target.hostname, port: Number(target.port), atOnce, count, pairs });
  await round(400);
  const empty: LivesResult[] = [];
  for (let n = 0; n < rounds; n++) empty.push(await round(lives));
  await superuser.query(
    `create temp table sample as select id as order_id from city.orders where title like '一生%' order by issued_at desc limit 1`,
  );
  context.log(`${orders.toLocaleString('en')} orders …`);
  await fillMillionOrders(superuser, orders);
  await round(400);
  const full: LivesResult[] = [];
  for (let n = 0; n < rounds; n++) full.push(await round(lives));
  const rate = (results: readonly LivesResult[]) => median(results.map((result) => lives / result.seconds));
  const steps = ['issue', 'acknowledge', 'answer', 'accept', 'search'] as const;
  return [
    atLeast(
      400,
      '/s',
      'life.rate',
      'Life of an order to one desk, 100 at once: issued, acknowledged, answered, accepted, found',
      rate(empty),
    ),
    atLeast(0.9, '×', 'life.ratio', 'the same with 1,000,000 orders: with few is 1', rate(full) / rate(empty)),
    told('/s', 'life.rate-million', 'the same with 1,000,000 orders', rate(full)),
    ...steps.map((step, at) =>
      told(
        'ms',
        `life.${step}-ms`,
        `of it: ${step}, median (with 1,000,000 orders)`,
        median(full.map((result) => result.stepMs[at] as number)),
      ),
    ),
  ];
};

async function desks(superuser: pg.Client): Promise<Lives['pairs']> {
  const { rows } = await superuser.query<{ code: string; parent_code: string }>(
    `select code, parent_code from city.areas where level = 'community' order by md5(code) limit 1000`,
  );
  return rows.map((row) => ({ community: row.code, issuer: tokenOf(row.parent_code), desk: tokenOf(row.code) }));
}

async function livesIn(order: Lives): Promise<LivesResult> {
  const child = fork(join(import.meta.dirname, 'load/lives.process.ts'));
  try {
    return await new Promise<LivesResult>((resolve, reject) => {
      child.once('message', (result) => {
        const { failed, ...rest } = result as LivesResult & { failed?: string };
        if (failed) reject(new Error(failed));
        else resolve(rest);
      });
      child.once('exit', (code) => reject(new Error(`the lives ended (${code})`)));
      child.send(order);
    });
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}
