import { expect, test, vi } from 'vitest';
import { ProblemError } from '../call.ts';
import type { FileToSend, SendOptions } from './send-file.ts';
import { openUploadList } from './upload-list.ts';

/** A server whose sendings end when the test says so. */
function world() {
  const sendings: { file: FileToSend; options: SendOptions; end: () => void; fail: (error: unknown) => void }[] = [];
  const removed: string[] = [];
  const list = openUploadList({
    purpose: 'attachment',
    kinds: ['pdf', 'picture'],
    megabytesMost: 1,
    kept: [{ fileId: 'kept', name: 'kept.pdf', bytes: 3, type: 'application/pdf' }],
    send: (file, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        sendings.push({ file, options, end: resolve, fail: reject });
      }),
    remove: async (fileId) => void removed.push(fileId),
  });
  const states = () => list.snapshot().map((item) => `${item.name} ${item.state}`);
  return { list, sendings, removed, states };
}
const pdf = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });

test('sends two at a time, in their order, and only while somebody looks', async () => {
  const { list, sendings, states } = world();
  list.add([pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf')]);
  expect(sendings).toHaveLength(0);
  const leave = list.subscribe(() => {});
  expect(sendings.map((one) => one.file.name)).toEqual(['a.pdf', 'b.pdf']);
  sendings[0]?.end();
  await vi.waitFor(() => expect(sendings).toHaveLength(3));
  leave();
  await vi.waitFor(() => expect(states()).toEqual(['kept.pdf done', 'a.pdf done', 'b.pdf waiting', 'c.pdf waiting']));
  list.subscribe(() => {});
  await vi.waitFor(() => expect(sendings).toHaveLength(5));
  expect(sendings[3]?.options.mayHaveBegun).toBe(true);
});

test('goes on by itself when the network is back or there is room again, under the same id', async () => {
  vi.useFakeTimers();
  try {
    for (const code of ['network.unreachable', 'storage.full', 'rate.exceeded'] as const) {
      const { list, sendings } = world();
      list.subscribe(() => {});
      list.add([pdf('a.pdf')]);
      sendings[0]?.fail(new ProblemError({ code, status: code === 'storage.full' ? 507 : code === 'rate.exceeded' ? 429 : 0 }));
      await vi.advanceTimersByTimeAsync(0);
      expect(list.snapshot()[1], code).toMatchObject({ state: 'paused', problem: { code } });
      await vi.advanceTimersByTimeAsync(3000);
      expect(sendings[1]?.file.fileId, code).toBe(sendings[0]?.file.fileId);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('what the server refuses stays with the reason, until it is tried again or taken off', async () => {
  const { list, sendings, removed } = world();
  list.subscribe(() => {});
  list.add([pdf('a.pdf')]);
  sendings[0]?.fail(new ProblemError({ code: 'file.type-lies', status: 422 }));
  await vi.waitFor(() => expect(list.snapshot()[1]?.state).toBe('failed'));
  const id = list.snapshot()[1]?.fileId as string;
  list.retry(id);
  expect(sendings).toHaveLength(2);
  list.remove(id);
  list.remove('kept');
  expect(list.snapshot()).toEqual([]);
  expect(removed).toEqual([id, 'kept']);
});

test('what will be refused is said before it is sent: its kind, its size, nothing in it, too many', () => {
  const { list, sendings } = world();
  list.subscribe(() => {});
  list.add([pdf('a.exe'), pdf('b.docx'), pdf('c.pdf', 1_100_000), pdf('d.pdf', 0), pdf('通知 5.11')]);
  expect(list.snapshot().map((item) => item.problem?.code)).toEqual([
    undefined,
    'file.type-refused',
    'file.type-refused',
    'file.too-large',
    'file.empty',
    undefined,
  ]);
  expect(sendings).toHaveLength(1);
  list.add(Array.from({ length: 8 }, (_, n) => pdf(`${n}.pdf`)));
  expect(list.snapshot().at(-1)?.problem?.code).toBe('file.too-many');
});
