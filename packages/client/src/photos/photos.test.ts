import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../call.ts';
import { openStore, type Store } from '../store.ts';
import type { KeptPhoto } from './photo.ts';
import { NoRoom, openPhotos, type Photos } from './photos.ts';

const secretary = { personId: 'chen', assignmentId: 'secretary-of-tianhuyuan' };
const taken = (bytes = 1000) => ({ subject: 'r1', data: new ArrayBuffer(bytes), type: 'image/jpeg', name: '照片 1.jpg' });

let store: Store;
let name = 0;
const open: Photos[] = [];

/** A server that keeps what came of each file, and a network that is cut after so many bytes. */
function world() {
  const arrived = new Map<string, number>();
  const whole: string[] = [];
  const refusals = new Map<string, ProblemError>();
  let cutAfter = Number.POSITIVE_INFINITY;
  return {
    arrived,
    whole,
    refusals,
    cut(bytes: number) {
      cutAfter = bytes;
    },
    async send({ fileId, bytes, hasBegun }: KeptPhoto, { onProgress }: { onProgress: (sent: number) => void }) {
      const refusal = refusals.get(fileId);
      if (refusal) throw refusal;
      for (let sent = hasBegun ? (arrived.get(fileId) ?? 0) : 0; sent < bytes; sent += 100) {
        if (cutAfter <= 0) throw new ProblemError({ code: 'network.unreachable', status: 0 });
        cutAfter -= 100;
        arrived.set(fileId, sent + 100);
        onProgress(sent + 100);
      }
      whole.push(fileId);
    },
  };
}

async function photosOn(server: ReturnType<typeof world>, on: Store | null = store, onArrived?: (photo: KeptPhoto) => void) {
  const photos = await openPhotos({ store: on, send: server.send, random: () => 1, ...(onArrived ? { onArrived } : {}) });
  open.push(photos);
  photos.setOwner(secretary);
  return photos;
}

beforeEach(async () => {
  store = await openStore(`photos-${name++}`);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((photos) => photos.close()));
  store.close();
});

/** A device without room: it reads, and keeps nothing more. */
function fullStore(real: Store): Store {
  const add = () => Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
  return new Proxy(real, {
    get: (target, key) => {
      if (key === 'add') return add;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('photos', () => {
  it('of an answer that is being written go nowhere; queued, each is sent once and told', async () => {
    const server = world();
    const told: string[] = [];
    const photos = await photosOn(server, store, (photo) => told.push(photo.fileId));
    const [one, two] = [await photos.add(taken()), await photos.add(taken())];
    await photos.drain();
    expect(server.whole).toEqual([]);
    await photos.queue([one.fileId, two.fileId]);
    await photos.drain();
    expect(server.whole).toEqual([one.fileId, two.fileId]);
    expect(told).toEqual(server.whole);
    expect(photos.snapshot().photos.map((photo) => photo.state)).toEqual(['arrived', 'arrived']);
  });

  it('cut off in the middle, goes on where it stopped, also in the page that comes after', async () => {
    const server = world();
    server.cut(400);
    const before = await photosOn(server);
    const { fileId } = await before.add(taken());
    await before.queue([fileId]);
    await before.drain();
    expect(before.snapshot().photos).toMatchObject([{ state: 'waiting', sent: 400, problem: { code: 'network.unreachable' } }]);
    await before.close();

    server.cut(Number.POSITIVE_INFINITY);
    const after = await photosOn(server);
    await after.drain();
    expect(server.whole).toEqual([fileId]);
    expect(server.arrived.get(fileId)).toBe(1000);
  });

  it('that is refused stays with the reason, does not hold up the others, and may be tried again', async () => {
    const server = world();
    const photos = await photosOn(server);
    const [one, two] = [await photos.add(taken()), await photos.add(taken())];
    server.refusals.set(one.fileId, new ProblemError({ code: 'file.kind-refused', status: 415 }));
    await photos.queue([one.fileId, two.fileId]);
    await photos.drain();
    expect(photos.snapshot().photos).toMatchObject([{ state: 'failed', problem: { code: 'file.kind-refused' } }, { state: 'arrived' }]);
    server.refusals.clear();
    await photos.retry(one.fileId);
    expect(server.whole).toContain(one.fileId);
  });

  it('finds no room: that is said, and nothing is half kept', async () => {
    const full = fullStore(store);
    const photos = await photosOn(world(), full);
    await expect(photos.add(taken())).rejects.toBeInstanceOf(NoRoom);
    expect(photos.snapshot().photos).toEqual([]);
  });

  it('lives in the open page where the browser keeps nothing', async () => {
    const server = world();
    const photos = await photosOn(server, null);
    const { fileId } = await photos.add(taken());
    await photos.queue([fileId]);
    await photos.drain();
    expect(server.whole).toEqual([fileId]);
  });

  it('taken out while it is on its way is not brought back', async () => {
    const server = world();
    const photos = await photosOn(server);
    const { fileId } = await photos.add(taken());
    await photos.queue([fileId]);
    await photos.remove([fileId]);
    await photos.drain();
    expect(photos.snapshot().photos).toEqual([]);
    expect(await store.count('photos')).toBe(0);
  });
});
