import { isTransient, ProblemError } from '../call.ts';
import { newId } from '../ids.ts';
import { backoff } from '../outbox/backoff.ts';
import type { Owner } from '../outbox/entry.ts';
import type { Store } from '../store.ts';
import type { KeptPhoto } from './photo.ts';

/** There is no room on the device for another photo. Said before anything is lost: the photo was not taken over. */
export class NoRoom extends Error {}

export interface Photos {
  /** Keeps a photo of an answer that is being written. Rejects with `NoRoom`. */
  add(photo: { subject: string; data: ArrayBuffer; type: string; name: string }): Promise<KeptPhoto>;
  /** They go now: the command that names them is in the outbox. */
  queue(fileIds: readonly string[]): Promise<void>;
  /** Back to what is being written: the answer that named them is changed. */
  takeBack(fileIds: readonly string[]): Promise<void>;
  drain(): Promise<void>;
  retry(fileId: string): Promise<void>;
  remove(fileIds: readonly string[]): Promise<void>;
  /** With no owner nothing is sent. */
  setOwner(owner: Owner | null): void;
  snapshot(): PhotosSnapshot;
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface PhotosSnapshot {
  photos: readonly KeptPhoto[];
  sending: string | null;
}

interface Options {
  /** Null where the browser keeps nothing: they live as long as the page. */
  store: Store | null;
  send: (photo: KeptPhoto, options: { onProgress: (sent: number) => void; signal: AbortSignal }) => Promise<void>;
  /** The server has one: what waits for it may be asked for again. */
  onArrived?: (photo: KeptPhoto) => void;
  random?: () => number;
}

/**
 * Photos go apart from what names them, one after another, resumed where they stopped, in this page or the next. The
 * command that names them goes at once and is held by the server until they are there.
 */
export async function openPhotos({ store, send, onArrived, random }: Options): Promise<Photos> {
  let photos: KeptPhoto[] = store ? await store.getAll('photos') : [];
  let owner: Owner | null = null;
  let sending: string | null = null;
  let draining: Promise<void> | null = null;
  let again = false;
  let silence = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let aborter = new AbortController();
  const listeners = new Set<() => void>();
  let current: PhotosSnapshot = { photos, sending };

  function changed() {
    current = { photos, sending };
    for (const listener of listeners) listener();
  }

  async function put(photo: KeptPhoto) {
    photos = photos.map((one) => (one.fileId === photo.fileId ? photo : one));
    changed();
    if (store) await store.put('photos', photo);
  }

  /** As it stands now; null once it was removed. */
  const find = (fileId: string) => photos.find((one) => one.fileId === fileId);

  function drain(): Promise<void> {
    again = true;
    draining ??= locked(run).finally(() => {
      draining = null;
    });
    return draining;
  }

  async function run() {
    while (again && !closed) {
      again = false;
      const passed = new Set<string>();
      for (;;) {
        const next = photos.find((one) => one.state === 'waiting' && !passed.has(one.fileId) && isMine(one));
        if (!next || closed) break;
        passed.add(next.fileId);
        if (!(await attempt(next))) break;
      }
    }
  }

  const isMine = (photo: KeptPhoto) => owner !== null && photo.owner.personId === owner.personId;

  /** False when it is better to wait. */
  async function attempt(photo: KeptPhoto): Promise<boolean> {
    sending = photo.fileId;
    if (!photo.hasBegun) await put({ ...photo, hasBegun: true });
    try {
      await send(photo, {
        signal: aborter.signal,
        onProgress(sent) {
          // Shown, and not written down: how far it came the server knows better.
          photos = photos.map((one) => (one.fileId === photo.fileId ? { ...one, sent } : one));
          changed();
        },
      });
      silence = 0;
      const known = find(photo.fileId);
      if (known?.state === 'draft') await put({ ...known, sent: known.bytes });
      else if (known) {
        await put({ ...known, state: 'arrived', sent: known.bytes, problem: null });
        onArrived?.(known);
      }
      return true;
    } catch (error) {
      const known = find(photo.fileId);
      if (!known || closed) return !closed;
      const problem = error instanceof ProblemError ? error : new ProblemError({ code: 'network.unreachable', status: 0 });
      const kept = { code: problem.code, status: problem.status, params: problem.params, requestId: problem.requestId };
      const isForLater = isTransient(problem) || problem.status === 401 || problem.status === 429 || problem.status >= 500;
      await put({ ...known, problem: kept, state: isForLater ? 'waiting' : 'failed' });
      if (!isForLater) return true;
      clearTimeout(timer);
      timer = setTimeout(() => void drain(), backoff(silence++, random));
      return false;
    } finally {
      sending = null;
      changed();
    }
  }

  return {
    async add({ subject, data, type, name }) {
      if (!owner) throw new Error('photos.add before anybody signed in');
      const photo: KeptPhoto = {
        fileId: newId(),
        subject,
        owner,
        data,
        type,
        name,
        bytes: data.byteLength,
        addedAt: Date.now(),
        sent: 0,
        state: 'draft',
        hasBegun: false,
        problem: null,
      };
      if (store) {
        await store.add('photos', photo).catch((fault: { name?: string }) => {
          // Anything else (a storage that was cleared under us) leaves it in the open page, which says so.
          if (fault.name === 'QuotaExceededError') throw new NoRoom();
        });
      }
      photos = [...photos, photo];
      changed();
      return photo;
    },
    async queue(fileIds) {
      for (const fileId of fileIds) {
        const photo = find(fileId);
        if (photo?.state === 'draft') await put({ ...photo, state: 'waiting' });
      }
      void drain();
    },
    async takeBack(fileIds) {
      for (const fileId of fileIds) {
        const photo = find(fileId);
        if (photo) await put({ ...photo, state: 'draft', problem: null });
      }
    },
    drain,
    async retry(fileId) {
      const photo = find(fileId);
      if (photo?.state === 'failed') await put({ ...photo, state: 'waiting', problem: null });
      await drain();
    },
    async remove(fileIds) {
      const gone = new Set(fileIds);
      if (sending && gone.has(sending)) {
        aborter.abort();
        aborter = new AbortController();
      }
      photos = photos.filter((one) => !gone.has(one.fileId));
      changed();
      if (store) for (const fileId of gone) await store.delete('photos', fileId);
    },
    setOwner(next) {
      owner = next;
      silence = 0;
      if (next) void drain();
    },
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      aborter.abort();
      clearTimeout(timer);
      await draining;
      listeners.clear();
    },
  };
}

/** One window sends at a time: two at one file would only cut each other off. */
async function locked(work: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (!locks) return work();
  await locks.request('muster.photos', work);
}
