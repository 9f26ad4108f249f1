import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { KeptPhoto } from '@muster/client/photos/photo';
import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { usePhotos } from '../../app/device.ts';
import { photoWords as pw } from '../photos/photo.words.ts';
import { outboxWords as w } from './outbox.words.ts';

/** How far the photos of an entry have come: 3 张照片，1.8 MB · 传了 40%. */
export function EntryPhotos({ entry }: { entry: OutboxEntry }) {
  const { photos, sending } = usePhotos();
  const mine = photosOfEntry(entry, photos);
  if (mine.length === 0) return null;
  const total = mine.reduce((sum, photo) => sum + photo.bytes, 0);
  const sent = mine.reduce((sum, photo) => sum + (photo.state === 'arrived' ? photo.bytes : Math.min(photo.sent, photo.bytes)), 0);
  const failed = mine.find((photo) => photo.state === 'failed');
  const size = pw.count(formatNumber(mine.length), megabytes(total));
  const isOnItsWay = mine.some((photo) => photo.fileId === sending) || (sent > 0 && sent < total);
  const how = sent === total ? pw.arrived : isOnItsWay ? pw.sent(Math.floor((sent / total) * 100)) : pw.waits;
  return (
    <p>
      {[size, how].join(w.comma)}
      {failed?.problem && <b>{` ${problemText(failed.problem)}`}</b>}
      {isOnItsWay && <progress max={total} value={sent} aria-label={how} />}
    </p>
  );
}

export function photosOfEntry(entry: OutboxEntry, photos: readonly KeptPhoto[]): KeptPhoto[] {
  return photos.filter((photo) => entry.files?.includes(photo.fileId));
}

export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
