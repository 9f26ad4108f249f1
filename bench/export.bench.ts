import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@muster/client/ids';
import { sessionCookie } from '@muster/server/platform/http/server';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rows = 100_000;
const rounds = 3;

/** The journal of a city with a million receipts as a sheet, more than 100,000 rows of it, and what a console feels meanwhile. */
export const measureExport: Measurement = async (context) => {
  const { fillPast } = await context.city();
  await fillPast();
  const { address, pid } = await context.server();
  const token = tokenOf('auditor');
  const filters = { type: 'receipt.acknowledged' };
  const seconds: number[] = [];
  const firstByte: number[] = [];
  const memory: number[] = [];
  const others: number[] = [];
  let sent = 0;
  for (let round = 0; round < rounds; round++) {
    const before = residentBytes(pid);
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentBytes(pid));
    }, 20);
    let running = true;
    const console_ = (async () => {
      while (running) {
        const since = performance.now();
        await ask(address, tokenOf('410402'), 'listOrders', { limit: 50 });
        others.push(performance.now() - since);
        // As somebody who looks now and then; faster is refused.
        await sleep(50);
      }
    })();
    // Told when it is waited for.
    console_.catch(() => {});
    const since = performance.now();
    const exportId = newId();
    await ask(address, token, 'startExport', { commandId: newId(), exportId, list: 'listAudit', filters, format: 'xlsx' });
    const file = await fetch(`${address}/api/exports/${exportId}/file`, { headers: { cookie: `${sessionCookie}=${token}` } });
    let isFirst = true;
    for await (const _ of file.body as unknown as AsyncIterable<Uint8Array>) {
      if (isFirst) firstByte.push(performance.now() - since);
      isFirst = false;
    }
    const how = await ask<{ rows: number }>(address, token, 'getExport', { exportId });
    seconds.push(((performance.now() - since) / 1000) * (rows / how.rows));
    sent = how.rows;
    running = false;
    await console_;
    clearInterval(watch);
    memory.push((peak - before) / 1_000_000);
  }
  return [
    atMost(
      10,
      's',
      'export.seconds',
      `xlsx of 100,000 rows (${sent.toLocaleString('en')} rows sent; the time of 100,000 of them)`,
      median(seconds),
    ),
    atMost(200, 'MB', 'export.memory-mb', 'the same: memory of the server over what it had, most', Math.max(...memory)),
    atMost(1000, 'ms', 'export.first-byte-ms', 'the same: from asking to the first byte, slowest', Math.max(...firstByte)),
    told('ms', 'export.others-p95-ms', 'A list of orders meanwhile, p95', percentile(others, 0.95)),
  ];
};

function residentBytes(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return pages * 4096;
}
