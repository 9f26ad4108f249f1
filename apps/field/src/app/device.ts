import type { OutboxEntry } from '@muster/client/outbox/entry';
import { type Outbox, type OutboxSnapshot, openOutbox } from '@muster/client/outbox/outbox';
import { drainWhenPossible } from '@muster/client/outbox/triggers';
import { photoBlob } from '@muster/client/photos/photo';
import { openPhotos, type Photos, type PhotosSnapshot } from '@muster/client/photos/photos';
import { openStore, type Store } from '@muster/client/store';
import { sendFile } from '@muster/client/uploads/send-file';
import { useSyncExternalStore } from 'react';
import { noteSent } from '../features/orders/sent.ts';
import { keepUp, restoreKept } from './kept.ts';
import { callInTime, queryClient } from './query-client.ts';
import { tellSent } from './sent-to.ts';

/** What this device keeps. Opened once, before the first screen. */
interface Device {
  store: Store | null;
  outbox: Outbox;
  photos: Photos;
}

let device: Device | undefined;

export async function openDevice(): Promise<void> {
  // Old private modes have no IndexedDB: the open page is then the only memory, and the outbox says so.
  const store = await openStore().catch(() => null);
  if (store) await restoreKept(store, queryClient).catch(() => undefined);
  const photos = await openPhotos({
    store,
    async send(photo, options) {
      const { fileId, name, hasBegun } = photo;
      await sendFile({ fileId, data: photoBlob(photo), name, purpose: 'photo' }, { ...options, mayHaveBegun: hasBegun });
    },
    onArrived: () => void outbox.drain(),
  });
  const outbox = await openOutbox({
    store,
    send: (operation, input) => callInTime(operation, input as never),
    onSent(entry, result) {
      noteSent(entry, result);
      tellSent(entry);
    },
    // What is kept for it goes with it, sent or given up.
    onGone: (entry: OutboxEntry) => photos.remove(unneeded(entry.files ?? [])),
    measure: () => callInTime('getHealth', {}),
  });
  /** Not what another entry names too, nor what is a draft again. */
  function unneeded(fileIds: readonly string[]): string[] {
    const named = new Set(outbox.snapshot().entries.flatMap((entry) => entry.files ?? []));
    const shots = new Map(photos.snapshot().photos.map((photo) => [photo.fileId, photo]));
    return fileIds.filter((fileId) => !named.has(fileId) && shots.get(fileId)?.state !== 'draft');
  }
  device = { store, outbox, photos };
  void photos.remove(orphans(outbox, photos));
  if (store) keepUp(store, queryClient);
  drainWhenPossible(() => {
    void outbox.drain();
    void photos.drain();
  });
  // Asks the browser not to throw the outbox away when space is short; most ask nobody, some refuse, nothing depends on it.
  void navigator.storage?.persist?.().catch(() => undefined);
}

const draftDays = 14;

/** Killed between the last word of the server and the tidying up, or begun and never sent. */
function orphans(outbox: Outbox, photos: Photos): string[] {
  const named = new Set(outbox.snapshot().entries.flatMap((entry) => entry.files ?? []));
  const before = Date.now() - draftDays * 24 * 3_600_000;
  const isOrphan = (photo: PhotosSnapshot['photos'][number]) =>
    photo.state === 'draft' ? photo.addedAt < before : !named.has(photo.fileId);
  return photos
    .snapshot()
    .photos.filter(isOrphan)
    .map((photo) => photo.fileId);
}

function opened(): Device {
  if (!device) throw new Error('device used before openDevice()');
  return device;
}

export function outbox(): Outbox {
  return opened().outbox;
}

export function photos(): Photos {
  return opened().photos;
}

export function store(): Store | null {
  return opened().store;
}

export function useOutbox(): OutboxSnapshot {
  const box = outbox();
  return useSyncExternalStore(box.subscribe, box.snapshot);
}

export function usePhotos(): PhotosSnapshot {
  const box = photos();
  return useSyncExternalStore(box.subscribe, box.snapshot);
}
