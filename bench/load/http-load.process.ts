/**
 * The people of the load, in a process of their own: so many requests at once over kept connections, each sent when the
 * one before it was answered. A bare socket instead of a client library: what it costs would be taken from the server.
 */
import { connect } from 'node:net';

export interface LoadOrder {
  host: string;
  port: number;
  atOnce: number;
  /** Whole requests, head and body. */
  requests: string[];
}

export interface LoadResult {
  seconds: number;
  /** Milliseconds, one a request. */
  latencies: number[];
  /** Answers that were not 200. */
  refused: string[];
}

process.on('message', (order: LoadOrder) => {
  // The same connections serve other loads (lives.process.ts).
  if (!('requests' in order)) return;
  void run(order).then((result) => process.send?.(result));
});

async function run({ host, port, atOnce, requests }: LoadOrder): Promise<LoadResult> {
  const result: LoadResult = { seconds: 0, latencies: [], refused: [] };
  let next = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const ask = await connection(host, port);
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const sentAt = performance.now();
        const answer = await ask(request);
        result.latencies.push(performance.now() - sentAt);
        if (!answer.startsWith('HTTP/1.1 200')) result.refused.push(answer.slice(0, 400));
      }
    }),
  );
  result.seconds = (performance.now() - since) / 1000;
  return result;
}

/** Sends one request at a time; the answers have a content-length, as all small ones of the server. */
export async function connection(host: string, port: number): Promise<(request: string) => Promise<string>> {
  const socket = connect({ host, port, noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.setEncoding('latin1');
  let received = '';
  let done: ((answer: string) => void) | undefined;
  socket.on('data', (part) => {
    received += part;
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0);
    if (received.length < headEnd + 4 + length) return;
    const answer = received;
    received = '';
    done?.(answer);
  });
  return (request) =>
    new Promise((resolve, reject) => {
      done = resolve;
      socket.once('error', reject);
      socket.write(request, () => socket.off('error', reject));
    });
}
