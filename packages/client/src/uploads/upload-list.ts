import { claimedKind, extensionOf, type FileKind, type FilePurpose, filesMost } from '@muster/contract/files/file-kinds';
import { isTransient, ProblemError } from '../call.ts';
import { newId } from '../ids.ts';
import { backoff } from '../outbox/backoff.ts';
import { type FileToSend, removeFile, sendFile } from './send-file.ts';

export interface UploadItem {
  fileId: string;
  name: string;
  bytes: number;
  type: string;
  sent: number;
  /** `paused`: no network or no room; it goes on by itself. `failed`: about the file itself, see `problem`. */
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'failed';
  problem: ProblemError | null;
  /** The file itself while the page is open, to show a picture of it. Null for one that came with a kept draft. */
  data: Blob | null;
}

/** What of an item outlives the page: a file that has arrived. */
export type KeptItem = Pick<UploadItem, 'fileId' | 'name' | 'bytes' | 'type'>;

export interface UploadList {
  /** Adds what was chosen, dropped or pasted and begins to send. What is refused at once (kind, size, number) stands in the list as failed. */
  add(files: readonly File[]): void;
  remove(fileId: string): void;
  retry(fileId: string): void;
  snapshot(): readonly UploadItem[];
  /** It sends while somebody looks; what was sent until then stays at the server. */
  subscribe(listener: () => void): () => void;
}

interface Options {
  purpose: FilePurpose;
  kinds: readonly FileKind[];
  megabytesMost: number;
  kept?: readonly KeptItem[];
  send?: typeof sendFile;
  remove?: typeof removeFile;
}

const atOnce = 2;

/** The files of one form, on their way while it is filled in: sent by themselves, again after a lost network, in their order. */
export function openUploadList({ purpose, kinds, megabytesMost, kept = [], send = sendFile, remove = removeFile }: Options): UploadList {
  let items: readonly UploadItem[] = kept.map((one) => ({ ...one, sent: one.bytes, state: 'done', problem: null, data: null }));
  const listeners = new Set<() => void>();
  const running = new Map<string, AbortController>();
  const begun = new Set<string>();
  let silence = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function set(fileId: string, change: Partial<UploadItem>) {
    items = items.map((item) => (item.fileId === fileId ? { ...item, ...change } : item));
    for (const listener of listeners) listener();
  }

  function refusal(file: File): ProblemError | null {
    const kind = claimedKind(file.name);
    if (kind === null || (kind !== undefined && !kinds.includes(kind)))
      return problem(kinds.length === 1 && kinds[0] === 'picture' ? 'file.not-a-picture' : 'file.type-refused', {
        extension: extensionOf(file.name),
      });
    if (file.size === 0) return problem('file.empty');
    if (file.size > megabytesMost * 1024 * 1024) return problem('file.too-large', { megabytes: megabytesMost });
    if (items.filter((item) => item.state !== 'failed').length >= filesMost) return problem('file.too-many', { most: filesMost });
    return null;
  }

  function pump() {
    for (const item of items) {
      if (running.size >= atOnce || listeners.size === 0) return;
      if (item.state === 'waiting' && item.data) void run(item, item.data);
    }
  }

  async function run(item: UploadItem, data: Blob) {
    const { fileId, name } = item;
    const abort = new AbortController();
    running.set(fileId, abort);
    set(fileId, { state: 'sending', problem: null });
    const file: FileToSend = { fileId, name, data, purpose };
    try {
      const mayHaveBegun = begun.has(fileId);
      begun.add(fileId);
      await send(file, { mayHaveBegun, signal: abort.signal, onProgress: (sent) => set(fileId, { sent }) });
      silence = 0;
      set(fileId, { state: 'done', sent: item.bytes });
    } catch (error) {
      if (abort.signal.aborted) return set(fileId, { state: 'waiting' });
      const problem = error instanceof ProblemError ? error : new ProblemError({ code: 'network.unreachable', status: 0 });
      const goesOn = isTransient(problem) || problem.status === 401 || problem.code === 'storage.full' || problem.code === 'rate.exceeded';
      set(fileId, { state: goesOn ? 'paused' : 'failed', problem });
      if (goesOn) wait();
    } finally {
      running.delete(fileId);
      pump();
    }
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(resume, Math.min(60_000, backoff(silence++)));
  }

  function resume() {
    clearTimeout(timer);
    for (const item of items) if (item.state === 'paused') set(item.fileId, { state: 'waiting' });
    pump();
  }

  const backOnline = () => {
    silence = 0;
    resume();
  };
  function stop() {
    globalThis.removeEventListener?.('online', backOnline);
    clearTimeout(timer);
    for (const abort of running.values()) abort.abort();
  }

  return {
    add(files) {
      for (const file of files) {
        const refused = refusal(file);
        const fresh = { fileId: newId(), name: file.name || 'image.png', bytes: file.size, type: file.type, sent: 0, data: file };
        items = [...items, { ...fresh, state: refused ? 'failed' : 'waiting', problem: refused }];
      }
      for (const listener of listeners) listener();
      pump();
    },
    remove(fileId) {
      running.get(fileId)?.abort();
      items = items.filter((item) => item.fileId !== fileId);
      for (const listener of listeners) listener();
      if (begun.has(fileId) || kept.some((one) => one.fileId === fileId)) void remove(fileId);
      pump();
    },
    retry(fileId) {
      set(fileId, { state: 'waiting', problem: null });
      pump();
    },
    snapshot: () => items,
    subscribe(listener) {
      if (listeners.size === 0) globalThis.addEventListener?.('online', backOnline);
      listeners.add(listener);
      resume();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

function problem(code: string, params: Record<string, string | number | null> = {}): ProblemError {
  return new ProblemError({ code, status: 422, params });
}
