import { type Outbox, type OutboxSnapshot, openOutbox } from '@muster/client/outbox/outbox';
import { drainWhenPossible } from '@muster/client/outbox/triggers';
import { openStore, type Store } from '@muster/client/store';
import { useSyncExternalStore } from 'react';
import { noteSent } from '../features/orders/sent.ts';
import { keepUp, restoreKept } from './kept.ts';
import { callInTime, queryClient } from './query-client.ts';

/** What this device keeps. Opened once, before the first screen. */
interface Device {
  store: Store | null;
  outbox: Outbox;
}

let device: Device | undefined;

export async function openDevice(): Promise<void> {
  // Old private modes have no IndexedDB: the open page is then the only memory, and the outbox says so.
  const store = await openStore().catch(() => null);
  if (store) await restoreKept(store, queryClient).catch(() => undefined);
  const outbox = await openOutbox({
    store,
    send: (operation, input) => callInTime(operation, input as never),
    onSent: noteSent,
  });
  device = { store, outbox };
  if (store) keepUp(store, queryClient);
  drainWhenPossible(() => void outbox.drain());
  // Asks the browser not to throw the outbox away when space is short; most ask nobody, some refuse, nothing depends on it.
  void navigator.storage?.persist?.().catch(() => undefined);
}

function opened(): Device {
  if (!device) throw new Error('device used before openDevice()');
  return device;
}

export function outbox(): Outbox {
  return opened().outbox;
}

export function store(): Store | null {
  return opened().store;
}

export function useOutbox(): OutboxSnapshot {
  const box = outbox();
  return useSyncExternalStore(box.subscribe, box.snapshot);
}
