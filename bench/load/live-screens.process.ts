/**
 * Ten thousand people looking at a screen, in a process of their own: bare sockets that keep nothing of what they read but
 * when a word came. Times are of the machine's one clock, so that two processes may compare them.
 */
import { connect, type Socket } from 'node:net';

export interface ScreensOrder {
  host: string;
  port: number;
  /** Whole requests, one a screen. */
  requests: string[];
  /** Screens that connect at the same moment. */
  atOnce: number;
}

export type ScreensMessage = { kind: 'open'; order: ScreensOrder } | { kind: 'expect'; word: string } | { kind: 'report' };

export interface ScreensReport {
  /** When each screen read the word, in milliseconds since 1970. */
  readAt: number[];
  closed: number;
}

let word: Buffer | undefined;
let readAt: number[] = [];
let closed = 0;
const sockets: Socket[] = [];

process.on('message', (message: ScreensMessage) => {
  if (message.kind === 'open') void open(message.order).then(() => process.send?.('open'));
  if (message.kind === 'expect') {
    word = Buffer.from(message.word);
    readAt = [];
    process.send?.('expecting');
  }
  if (message.kind === 'report') process.send?.({ readAt, closed } satisfies ScreensReport);
});

async function open({ host, port, requests, atOnce }: ScreensOrder): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) await screen(host, port, request);
    }),
  );
}

/** Resolves when the stream says where it stands: from then on it is live. */
function screen(host: string, port: number, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    sockets.push(socket);
    let isOpen = false;
    socket.on('error', reject);
    socket.on('close', () => {
      closed += 1;
      reject(new Error('closed'));
    });
    socket.on('data', (part: Buffer) => {
      if (!isOpen && part.includes('event: position')) {
        isOpen = true;
        resolve();
      } else if (!isOpen && part.includes('HTTP/1.1 ') && !part.includes('HTTP/1.1 200')) reject(new Error(part.toString().slice(0, 300)));
      if (word && part.includes(word)) readAt.push(performance.timeOrigin + performance.now());
    });
    socket.write(request);
  });
}
