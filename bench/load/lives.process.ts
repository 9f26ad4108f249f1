/** Orders lived from beginning to end, in a process of their own over kept connections. */
import { randomUUID } from 'node:crypto';
import { newId } from '@muster/client/ids';
import { sessionCookie } from '@muster/server/platform/http/server';
import { connection } from './http-load.process.ts';

export interface Lives {
  host: string;
  port: number;
  atOnce: number;
  count: number;
  /** A community and the tokens of its own desk and of the one above it. */
  pairs: { community: string; issuer: string; desk: string }[];
}

export interface LivesResult {
  seconds: number;
  /** Median of each step. */
  stepMs: number[];
}

process.on('message', (order: Lives) => {
  if (!('pairs' in order)) return;
  run(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ failed: String(error) }),
  );
});

async function run({ host, port, atOnce, count, pairs }: Lives): Promise<LivesResult> {
  const steps: number[][] = [[], [], [], [], []];
  let begun = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const ask = await connection(host, port);
      while (begun < count) {
        const nth = begun++;
        const pair = pairs[nth % pairs.length] as Lives['pairs'][number];
        const requests = life(host, pair);
        for (const [at, request] of requests.entries()) {
          const sentAt = performance.now();
          const answer = await ask(request.text);
          steps[at]?.push(performance.now() - sentAt);
          if (!answer.startsWith('HTTP/1.1 200') || !answer.includes(request.says)) throw new Error(`step ${at}: ${answer.slice(0, 600)}`);
        }
      }
    }),
  );
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
  return { seconds: (performance.now() - since) / 1000, stepMs: steps.map(median) };
}

function life(host: string, { community, issuer, desk }: Lives['pairs'][number]): { text: string; says: string }[] {
  const orderId = newId();
  // Ids of receipts follow from the order's (sending.store.ts): a phone need not ask for them.
  const receiptId = `${orderId.slice(0, 24)}000000000001`;
  const mark = orderId.slice(-8);
  const command = () => ({ commandId: randomUUID() });
  const post = (token: string, path: string, body: object, says: string) => ({
    text: request(host, 'POST', path, token, JSON.stringify({ ...command(), ...body })),
    says,
  });
  return [
    post(
      issuer,
      '/api/orders',
      {
        orderId,
        urgency: 'urgent',
        title: `一生${mark}核对门岗`,
        body: '今晚十点前把出入口值守人员核对一遍，缺的补齐，报结果。',
        audience: { include: [{ kind: 'areas', codes: [community] }], except: [] },
        questions: [{ key: 'q1', kind: 'text', text: '结果', perArea: false }],
        answerBy: new Date(Date.now() + 6 * 3_600_000).toISOString(),
      },
      orderId,
    ),
    post(desk, `/api/receipts/${receiptId}/acknowledge`, {}, 'acknowledged'),
    post(desk, `/api/receipts/${receiptId}/answer`, { answer: { values: { q1: `已补齐，编号${mark}` } } }, 'answered'),
    post(issuer, `/api/orders/${orderId}/accept`, { receiptIds: [receiptId] }, '"accepted":1'),
    { text: request(host, 'GET', `/api/search?kind=order&limit=5&q=${encodeURIComponent(`生${mark}`)}`, issuer), says: orderId },
  ];
}

function request(host: string, method: string, path: string, token: string, body = ''): string {
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nx-muster: 1\r\ncookie: ${sessionCookie}=${token}\r\n${content}\r\n${body}`;
}
