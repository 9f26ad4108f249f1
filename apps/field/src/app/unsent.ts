import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { KeptPhoto } from '@muster/client/photos/photo';
import { outbox, photos, useOutbox, usePhotos } from './device.ts';
import { shellState } from './update.ts';

/** What is only on this phone: commands that the server does not hold, and those whose photos it has not got. */
export function unsentOf(entries: readonly OutboxEntry[], shots: readonly KeptPhoto[]): OutboxEntry[] {
  const missing = new Set(shots.filter((photo) => photo.state === 'waiting' || photo.state === 'failed').map((photo) => photo.fileId));
  return entries.filter((entry) => entry.state !== 'held' || entry.files?.some((fileId) => missing.has(fileId)));
}

export function useUnsent(): OutboxEntry[] {
  return unsentOf(useOutbox().entries, usePhotos().photos);
}

/**
 * Where the page is all there is (nothing is stored, or no worker opens it again without network), a person who leaves it
 * with something unsent is asked first. Some containers do not ask; the strip on every page says it too.
 */
export function holdPage(): void {
  window.addEventListener('beforeunload', (event) => {
    const mustStay = !outbox().snapshot().isKept || shellState.get() === 'none';
    if (mustStay && unsentOf(outbox().snapshot().entries, photos().snapshot().photos).length > 0) event.preventDefault();
  });
}
