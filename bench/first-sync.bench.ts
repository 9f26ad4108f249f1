import { fillFresh } from './city/orders.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const phones = 100;
/** Orders that nobody has acknowledged yet, besides what runs: a bad day of a desk. */
const openOrders = 47;

interface Sync {
  position: number;
  incident: string | null;
  open: { id: string }[];
  settled: { id: string }[];
}

/** The first sync of a hundred communities at the same moment, fifty open orders each and a million receipts behind them. */
export const measureFirstSync: Measurement = async (context) => {
  const { superuser, fillPast } = await context.city();
  await fillPast();
  await fillFresh(superuser, openOrders);
  const { address } = await context.server();
  const { rows } = await superuser.query<{ code: string }>(
    `select code from areas where level = 'community' order by md5(code) limit ${phones}`,
  );
  const tokens = rows.map((row) => tokenOf(row.code));
  // Everybody has a connection, and each statement has been planned once: what the morning before has done.
  await Promise.all(tokens.map((token) => ask(address, token, 'getSession')));

  const times: number[] = [];
  const since = performance.now();
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const answer = await ask<Sync>(address, token, 'syncDesk', {});
      times.push(performance.now() - since);
      return answer;
    }),
  );
  const all = performance.now() - since;
  const open = Math.min(...answers.map((answer) => answer.open.length));
  if (open < openOrders) throw new Error(`only ${open} open orders at a desk`);

  const again: number[] = [];
  for (const [i, token] of tokens.entries()) {
    const { position, incident, open, settled } = answers[i] as Sync;
    const ids = (list: { id: string }[]) => list.map((one) => one.id);
    const begun = performance.now();
    await ask(address, token, 'syncDesk', { after: position, incident, open: ids(open), settled: ids(settled) });
    again.push(performance.now() - begun);
  }
  const packed = await size(address, tokens[0] as string);
  return [
    atMost(
      10,
      's',
      'first-sync.all-s',
      `First sync of ${phones} phones at once, a community each, ${open} open orders: all done`,
      all / 1000,
    ),
    atMost(200, 'kB', 'first-sync.size-kb', 'One of them, as it travels', packed / 1000),
    told('ms', 'first-sync.median-ms', 'Half of them have it after', median(times)),
    told('ms', 'first-sync.changes-p95-ms', 'The next one, when nothing has changed, p95', percentile(again, 0.95)),
  ];
};

/** Bytes on the wire: fetch unpacks what it gets. */
async function size(address: string, token: string): Promise<number> {
  const { request } = await import('node:http');
  const { sessionCookie } = await import('@muster/server/platform/http/server');
  return new Promise((resolve, reject) => {
    const headers = { cookie: `${sessionCookie}=${token}`, 'x-muster': '1', 'content-type': 'application/json', 'accept-encoding': 'gzip' };
    const asked = request(`${address}/api/sync`, { method: 'POST', headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    });
    asked.on('error', reject);
    asked.end('{}');
  });
}
