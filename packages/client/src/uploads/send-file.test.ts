import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SendOptions, sendFile } from './send-file.ts';

/** What the server has of one file, and what becomes of the next requests. */
interface World {
  size: number;
  /** Null: not created. */
  has: number | null;
  requests: string[];
  /** For each request: bytes that still get through before the connection breaks, a status that refuses it, or that all is well. */
  next: ({ breaksAfter: number } | { status: number; code?: string } | 'well')[];
}
let world: World;

class Request {
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = '';
  #method = '';
  #headers: Record<string, string> = {};
  #answer: Record<string, string> = {};
  open(method: string) {
    this.#method = method;
  }
  setRequestHeader(name: string, value: string) {
    this.#headers[name] = value;
  }
  getResponseHeader(name: string) {
    return this.#answer[name] ?? null;
  }
  abort() {
    this.onabort?.();
  }
  send(body: Blob | null) {
    world.requests.push(`${this.#method} ${this.#headers['upload-offset'] ?? ''}`.trim());
    queueMicrotask(() => this.#run(body?.size ?? 0));
  }
  #run(bytes: number) {
    const fate = world.next.shift() ?? 'well';
    const takes = (most: number) => {
      const at = this.#method === 'POST' ? (world.has ?? 0) : (world.has as number);
      // A creation of what was created before brings nothing.
      if (this.#method !== 'POST' || world.has === null) world.has = Math.min(world.size, at + Math.min(bytes, most));
    };
    if (typeof fate === 'object' && 'breaksAfter' in fate) {
      if (fate.breaksAfter > 0) takes(fate.breaksAfter);
      return this.onerror?.();
    }
    if (typeof fate === 'object') return this.#reply(fate.status, JSON.stringify({ code: fate.code, status: fate.status }));
    if (this.#method === 'HEAD') return world.has === null ? this.#reply(404) : this.#reply(200);
    if (this.#method === 'PATCH' && Number(this.#headers['upload-offset']) !== world.has)
      return this.#reply(409, '{"code":"state.moved-on"}');
    takes(Number.POSITIVE_INFINITY);
    this.#reply(this.#method === 'POST' ? 201 : 204);
  }
  #reply(status: number, text = '') {
    this.status = status;
    this.responseText = this.#method === 'HEAD' ? '' : text;
    if (status < 300) this.#answer = { 'upload-offset': String(world.has) };
    this.onload?.();
  }
}

const kilobytes = (n: number) => n * 1024;
function start(size: number, next: World['next'] = [], options: SendOptions = {}) {
  world = { size, has: null, requests: [], next };
  const sending = sendFile(
    { fileId: '0190a000-0000-7000-8000-000000000001', data: new Blob([new Uint8Array(size)]), name: '通知.pdf', purpose: 'attachment' },
    options,
  );
  sending.catch(() => {});
  return sending;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', Request);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a small file is one request, a large one goes in pieces and says how far it is', async () => {
  await start(kilobytes(300));
  expect(world.requests).toEqual(['POST']);
  const told: number[] = [];
  await start(kilobytes(1200), [], { onProgress: (sent) => told.push(sent) });
  expect(world.requests).toEqual(['POST', `PATCH ${kilobytes(512)}`, `PATCH ${kilobytes(1024)}`]);
  expect(told.at(-1)).toBe(kilobytes(1200));
});

test('after a broken connection it asks how far it came and goes on from there', async () => {
  const sending = start(kilobytes(1000), ['well', { breaksAfter: kilobytes(100) }]);
  await vi.advanceTimersByTimeAsync(600);
  await sending;
  expect(world.requests).toEqual(['POST', `PATCH ${kilobytes(512)}`, 'HEAD', `PATCH ${kilobytes(612)}`]);
  expect(world.has).toBe(world.size);
});

test('when the answer to its creation was lost it is not created again, and what was never created is', async () => {
  const lost = start(kilobytes(300), [{ breaksAfter: kilobytes(300) }]);
  await vi.advanceTimersByTimeAsync(600);
  await lost;
  expect(world.requests).toEqual(['POST', 'HEAD']);
  const never = start(kilobytes(300), [{ breaksAfter: 0 }]);
  await vi.advanceTimersByTimeAsync(600);
  await never;
  expect(world.requests).toEqual(['POST', 'HEAD', 'POST']);
});

test('without network it gives up after some seconds, to be called again', async () => {
  const sending = start(kilobytes(300), Array(20).fill({ breaksAfter: 0 }));
  await vi.advanceTimersByTimeAsync(10_000);
  await expect(sending).rejects.toMatchObject({ code: 'network.unreachable', status: 0 });
  expect(world.requests).toHaveLength(4);
});

test('a refusal, a full disk and an ended session are told at once, with their code', async () => {
  for (const [status, code] of [
    [422, 'file.type-lies'],
    [507, 'storage.full'],
    [401, 'session.expired'],
    [429, 'rate.exceeded'],
  ] as const) {
    await expect(start(kilobytes(300), [{ status, code }])).rejects.toMatchObject({ status, code });
    expect(world.requests).toHaveLength(1);
  }
  // The first answer to an attempt that may have begun has no body: the reason comes with the next request.
  const refused = [
    { status: 422, code: 'file.type-lies' },
    { status: 422, code: 'file.type-lies' },
  ];
  await expect(start(kilobytes(300), refused, { mayHaveBegun: true })).rejects.toMatchObject({ code: 'file.type-lies' });
});

test('stopped, it ends at once, also while it waits', async () => {
  const stopping = new AbortController();
  const sending = start(kilobytes(300), [{ breaksAfter: 0 }], { signal: stopping.signal });
  await vi.advanceTimersByTimeAsync(100);
  stopping.abort(new Error('left'));
  await expect(sending).rejects.toThrow('left');
});
