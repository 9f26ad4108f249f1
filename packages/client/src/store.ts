import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from './outbox/entry.ts';
import type { KeptPhoto } from './photos/photo.ts';

/** What a phone keeps: commands that were not sent yet, what was read last, and texts that are half written. */
interface Schema extends DBSchema {
  outbox: { key: number; value: OutboxEntry };
  kept: { key: string; value: unknown };
  drafts: { key: string; value: unknown };
  photos: { key: string; value: KeptPhoto };
}

export type Store = IDBPDatabase<Schema>;

/** Opens the one database of this origin. Rejects where a browser keeps nothing (old private modes): see `openOutbox`. */
export async function openStore(name = 'muster'): Promise<Store> {
  // Async, so that a browser that has no IndexedDB at all rejects too, and does not throw.
  return await openDB<Schema>(name, 2, {
    upgrade(db, before) {
      if (before < 2) db.createObjectStore('photos', { keyPath: 'fileId' });
      if (before >= 1) return;
      // `sequence` counts up by itself: the order of writing is the order of sending, whatever the clock says.
      db.createObjectStore('outbox', { keyPath: 'sequence', autoIncrement: true });
      db.createObjectStore('kept');
      db.createObjectStore('drafts');
    },
    // Another window with the older app holds it open: that one gives way, or nothing here would open.
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
    },
  });
}
