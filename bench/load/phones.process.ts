/**
 * Phones that come back into the network all at once, in a process of their own: each sends its photo, then what waits in its
 * outbox, in order, one after the other. What gets no answer, or 503 or 429, is sent again as the same command.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionCookie } from '@muster/server/platform/http/server';

export interface Write {
  path: string;
  /** As JSON, `commandId` in it. */
  body: string;
}

export interface Phone {
  token: string;
  fileId: string;
  writes: Write[];
}

export interface PhonesOrder {
  address: string;
  photo: string;
  phones: Phone[];
}

export interface PhonesResult {
  seconds: number;
  /** Milliseconds from the first byte of a phone to its last answer. */
  phoneMs: number[];
  /** Milliseconds of a write that was answered. */
  writeMs: number[];
  again: number;
  refused: string[];
}

process.on('message', (order: PhonesOrder) => {
  void run(order).then((result) => process.send?.(result));
});

async function run({ address, photo, phones }: PhonesOrder): Promise<PhonesResult> {
  const result: PhonesResult = { seconds: 0, phoneMs: [], writeMs: [], again: 0, refused: [] };
  const bytes = Buffer.from(photo, 'base64');
  const text = (value: string) => Buffer.from(value).toString('base64');

  async function until(send: () => Promise<Response>): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const since = performance.now();
      try {
        const response = await send();
        const answer = await response.text();
        if (response.ok) {
          result.writeMs.push(performance.now() - since);
          return;
        }
        if (response.status !== 503 && response.status !== 429) {
          result.refused.push(`${response.status} ${answer.slice(0, 300)}`);
          return;
        }
      } catch {
        // No answer: it may have been done or not.
      }
      result.again += 1;
      await sleep(500 + Math.random() * 1000);
    }
    result.refused.push('never answered');
  }

  const since = performance.now();
  await Promise.all(
    phones.map(async ({ token, fileId, writes }) => {
      const headers = { cookie: `${sessionCookie}=${token}`, 'x-muster': '1' };
      await until(() =>
        fetch(`${address}/api/uploads`, {
          method: 'POST',
          headers: {
            ...headers,
            'tus-resumable': '1.0.0',
            'upload-length': String(bytes.length),
            'upload-metadata': `fileId ${text(fileId)},filename ${text('照片.jpg')},filetype ${text('image/jpeg')},purpose ${text('photo')}`,
            'content-type': 'application/offset+octet-stream',
          },
          body: new Uint8Array(bytes),
        }),
      );
      for (const { path, body } of writes)
        await until(() =>
          fetch(`${address}${path}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }),
        );
      result.phoneMs.push(performance.now() - since);
    }),
  );
  result.seconds = (performance.now() - since) / 1000;
  return result;
}
