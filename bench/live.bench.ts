import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionCookie } from '@muster/server/platform/http/server';
import { cityCode } from './city/bench-city.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import type { ScreensMessage, ScreensReport } from './load/live-screens.process.ts';
import { ask } from './program/ask.ts';
import { percentile } from './statistics.ts';

const screens = 10_000;
const rounds = 10;

/**
 * 10,000 screens of 10,000 people (every desk of the city, the rest grid workers) on one process; then the city changes the
 * level of the incident, which concerns everybody. Counted from the request of whoever changes it to the moment a screen has
 * read it: command, commit, sealing, judging and ten thousand writes are all in it.
 */
export const measureLive: Measurement = async (context) => {
  const { superuser } = await context.city();
  const server = await context.freshServer();
  const target = new URL(server.address);
  const { rows } = await superuser.query<{ code: string }>(`select code from areas where level <> 'grid' order by code`);
  const desks = rows.map((row) => row.code);
  const people = [...desks, ...Array.from({ length: screens - desks.length }, (_, i) => `grid-${i + 1}`)].slice(0, screens);
  const [head] = (await superuser.query<{ position: number }>('select position::int from journal_heads')).rows;
  const requests = people.map((who) =>
    [
      `GET /api/live?after=${head?.position ?? 0} HTTP/1.1`,
      `host: ${target.host}`,
      `cookie: ${sessionCookie}=${tokenOf(who)}`,
      'accept: text/event-stream',
      '',
      '',
    ].join('\r\n'),
  );
  const child = fork(join(import.meta.dirname, 'load/live-screens.process.ts'));
  const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`the screens ended (${code})`))));
  ended.catch(() => {});
  const say = <R>(message: ScreensMessage) =>
    Promise.race([
      ended,
      new Promise<R>((resolve) => {
        child.once('message', (answer) => resolve(answer as R));
        child.send(message);
      }),
    ]);
  try {
    await sleep(2000);
    const before = residentBytes(server.pid);
    const since = performance.now();
    await say({ kind: 'open', order: { host: target.hostname, port: Number(target.port), requests, atOnce: 16 } });
    const openSeconds = (performance.now() - since) / 1000;
    const latencies: number[] = [];
    let incident = (await ask<{ incident: { id: string; version: number } }>(server.address, tokenOf(cityCode), 'getCurrentIncident'))
      .incident;
    for (let round = 0; round <= rounds; round++) {
      await say({ kind: 'expect', word: 'incident.levelChanged' });
      const sentAt = performance.timeOrigin + performance.now();
      incident = await ask(server.address, tokenOf(cityCode), 'changeIncidentLevel', {
        commandId: randomUUID(),
        incidentId: incident.id,
        version: incident.version,
        level: round % 2 === 0 ? 'I' : 'II',
      });
      await sleep(1500);
      const { readAt, closed } = await say<ScreensReport>({ kind: 'report' });
      if (readAt.length < screens || closed > 0) throw new Error(`${readAt.length} of ${screens} screens were told, ${closed} closed`);
      if (round > 0) latencies.push(...readAt.map((at) => at - sentAt));
    }
    // A heartbeat has passed over all of them by now: what a stream holds while it lasts, not what it held at the beginning.
    await sleep(30_000);
    const after = residentBytes(server.pid);
    return [
      atMost(
        1000,
        'ms',
        'live.all-p99-ms',
        '10,000 live screens: one event has reached 99 of 100 of them within',
        percentile(latencies, 0.99),
      ),
      atMost(15, 'kB', 'live.screen-kb', 'Memory of the server for each live screen', (after - before) / screens / 1000),
      told('ms', 'live.all-median-ms', 'One event has reached half of them within', percentile(latencies, 0.5)),
      told('s', 'live.open-s', '10,000 screens connect, sixteen at a time', openSeconds),
    ];
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
};

function residentBytes(pid: number): number {
  return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
