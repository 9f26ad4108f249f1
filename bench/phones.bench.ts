import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@muster/server/platform/ids';
import type pg from 'pg';
import sharp from 'sharp';
import { cityCode } from './city/bench-city.ts';
import { fillFresh } from './city/orders.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import type { Phone, PhonesOrder, PhonesResult } from './load/phones.process.ts';
import { tasksOf } from './load/replay.ts';
import { ask } from './program/ask.ts';
import { percentile } from './statistics.ts';

const phonesCount = 500;
const ordersEach = 10;

/**
 * The network is back: 500 phones at the same moment, each with a photo and 20 writes (ten orders acknowledged and
 * answered, the photo with the last). Meanwhile the headquarters looks at its attention and its orders five times a second.
 */
export const measurePhones: Measurement = async (context) => {
  const { superuser } = await context.city();
  const server = await context.server();
  const orders = await fillFresh(superuser, ordersEach);
  const queues = new Map<string, Phone>();
  for (const [index, order] of orders.entries()) {
    for (const task of (await tasksOf(superuser, order, tokenOf)).slice(0, phonesCount)) {
      const phone = queues.get(task.areaCode) ?? { token: task.token, fileId: newId(), writes: [] };
      queues.set(task.areaCode, phone);
      const isLast = index === orders.length - 1;
      const write = (what: string, more: object = {}) =>
        phone.writes.push({ path: `/api/receipts/${task.receiptId}/${what}`, body: JSON.stringify({ commandId: randomUUID(), ...more }) });
      write('acknowledge');
      write('answer', { answer: { values: { q1: true }, ...(isLast ? { photos: [phone.fileId] } : {}) } });
    }
  }
  const phones = [...queues.values()];
  const commands = phones.flatMap((phone) => phone.writes.map((one) => (JSON.parse(one.body) as { commandId: string }).commandId));
  const noise = randomBytes(320 * 240 * 3);
  const picture = await sharp(noise, { raw: { width: 320, height: 240, channels: 3 } })
    .resize(1280, 960)
    .jpeg({ quality: 70 })
    .toBuffer();

  const child = fork(join(import.meta.dirname, 'load/phones.process.ts'));
  const looks: number[] = [];
  try {
    await sleep(1000);
    const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`the phones ended (${code})`))));
    ended.catch(() => {});
    const done = new Promise<PhonesResult>((resolve) => child.once('message', (result) => resolve(result as PhonesResult)));
    child.send({ address: server.address, photo: picture.toString('base64'), phones } satisfies PhonesOrder);
    let isDone = false;
    const looking = (async () => {
      while (!isDone) {
        for (const [operation, input] of [
          ['getAttention', {}],
          ['listOrders', { limit: 50 }],
        ] as const) {
          const since = performance.now();
          await ask(server.address, tokenOf(cityCode), operation, input);
          looks.push(performance.now() - since);
        }
        await sleep(200);
      }
    })();
    looking.catch(() => {});
    const result = await Promise.race([done, ended]);
    isDone = true;
    await looking;
    if (result.refused.length > 0) throw new Error(`${result.refused.length} refused: ${result.refused[0]}`);
    await assertAllOnce(superuser, orders, commands);
    return [
      atMost(
        500,
        'ms',
        'phones.console-p99-ms',
        '500 phones send 20 writes and a photo each at once: a console meanwhile, p99',
        percentile(looks, 0.99),
      ),
      atMost(0, '', 'phones.lost-or-double', 'Of 10,000 writes and 500 photos lost, or there twice', 0),
      told('s', 'phones.all-in-s', 'The last of the 500 phones is empty after', result.seconds),
      told('s', 'phones.median-s', 'Half of the phones are empty after', percentile(result.phoneMs, 0.5) / 1000),
      told('', 'phones.again', 'Attempts that had to be made again', result.again),
      told('kB', 'phones.photo-kb', 'A photo, as the phone sends it', picture.length / 1000),
    ];
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
};

/** Every command in the journal once, every receipt answered, every photo there and attached: else nothing was measured. */
async function assertAllOnce(superuser: pg.Client, orders: string[], commands: string[]): Promise<void> {
  const { rows } = await superuser.query<Record<string, number>>(
    `select (select count(*) from events where command_id = any($2::uuid[]))::int as events,
      (select count(distinct command_id) from events where command_id = any($2::uuid[]))::int as once,
      (select count(*) from receipts where order_id = any($1::uuid[]) and state = 'answered')::int as answered,
      (select count(*) from attachments where subject_id in (select id from receipts where order_id = $3))::int as photos`,
    [orders, commands, orders.at(-1)],
  );
  const { events, once, answered, photos } = rows[0] ?? {};
  const expected = phonesCount * ordersEach;
  if (events !== 2 * expected || once !== 2 * expected || answered !== expected || photos !== phonesCount)
    throw new Error(`lost or double: ${JSON.stringify(rows[0])}`);
}
