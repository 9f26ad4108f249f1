import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionCookie } from '@muster/server/platform/http/server';
import type pg from 'pg';
import { fillFresh } from './city/orders.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atLeast, atMost, told } from './figure.ts';
import { httpLoad } from './load/http-load.ts';
import { bareDriver, inParallel, record, type Task, tasksOf } from './load/replay.ts';
import { median, percentile } from './statistics.ts';

const atOnce = 64;
const rounds = 5;

/**
 * 2,828 desks acknowledge, 64 at once, each with a session of its own: through the real server, signed in, checked,
 * journalled, tallied; and by a bare driver that sends the very same statements without reading what they answer. In
 * turns, on fresh orders; the server stands still while the bare driver runs, so that its sealer takes nothing from it.
 */
export const measureAcknowledge: Measurement = async (context) => {
  const { url, superuser } = await context.city();
  const server = await context.server();
  const target = new URL(server.address);
  const orders = await fillFresh(superuser, 2 * (rounds + 1) + 1);
  const recordedTask = (await tasksOf(superuser, orders[0] as string, tokenOf))[0] as Task;
  const recorded = await record(url, recordedTask);
  const bare = bareDriver(url, recorded, recordedTask);
  const http: number[] = [];
  const direct: number[] = [];
  const latencies: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const overHttp = await tasksOf(superuser, orders[1 + 2 * round] as string, tokenOf);
      const load = await httpLoad({
        host: target.hostname,
        port: Number(target.port),
        atOnce,
        requests: overHttp.map((task) => request(target, task)),
      });
      if (load.refused.length > 0) throw new Error(`${load.refused.length} refused: ${load.refused[0]}`);
      await assertAcknowledged(superuser, orders[1 + 2 * round] as string);
      const bareTasks = await tasksOf(superuser, orders[2 + 2 * round] as string, tokenOf);
      await sleep(1000);
      process.kill(server.pid, 'SIGSTOP');
      const seconds = await inParallel(bareTasks, atOnce, bare.run).finally(() => process.kill(server.pid, 'SIGCONT'));
      await assertAcknowledged(superuser, orders[2 + 2 * round] as string);
      await sleep(1500);
      if (round === 0) continue;
      http.push(overHttp.length / load.seconds);
      latencies.push(...load.latencies);
      direct.push(bareTasks.length / seconds);
    }
  } finally {
    await bare.close();
  }
  const ratios = http.map((rate, round) => rate / (direct[round] as number));
  return [
    atLeast(
      0.35,
      '×',
      'acknowledge.ratio',
      'Acknowledging over HTTP, 64 at once: a bare driver with the same SQL reaches 1',
      median(ratios),
    ),
    atMost(
      100,
      'ms',
      'acknowledge.p99-ms',
      'Acknowledging over HTTP, 64 at once: 99 of 100 are answered within',
      percentile(latencies, 0.99),
    ),
    told('/s', 'acknowledge.per-second', 'Acknowledged in a second over HTTP', median(http)),
    told('/s', 'acknowledge.bare-per-second', 'Acknowledged in a second by the bare driver', median(direct)),
  ];
};

function request(target: URL, task: Task): string {
  const body = JSON.stringify({ commandId: randomUUID() });
  return [
    `POST /api/receipts/${task.receiptId}/acknowledge HTTP/1.1`,
    `host: ${target.host}`,
    `cookie: ${sessionCookie}=${task.token}`,
    'x-muster: 1',
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** Both did the whole work: state, counters, mark, journal, tally. */
async function assertAcknowledged(superuser: pg.Client, orderId: string): Promise<void> {
  const { rows } = await superuser.query<Record<string, number>>(
    `select (select count(*) from receipts where order_id = $1 and state = 'acknowledged')::int as receipts,
      (select sum(in_hand) from order_progress where order_id = $1)::int as counted,
      (select count(*) from receipt_marks where order_id = $1 and acknowledged_at is not null)::int as marks,
      (select count(*) from events where order_id = $1 and type = 'receipt.acknowledged')::int as events`,
    [orderId],
  );
  const counts = Object.values(rows[0] ?? {});
  if (counts.some((count) => count !== 2828)) throw new Error(`acknowledged: ${JSON.stringify(rows[0])}`);
}
