import type { OutboxEntry } from '@muster/client/outbox/entry';

type Listener = (entry: OutboxEntry) => void;

const listeners = new Set<Listener>();

/** For pages that come after the first screen: told of each entry that the server has confirmed, before it leaves the outbox. */
export function onSentToo(listener: Listener): void {
  listeners.add(listener);
}

export function tellSent(entry: OutboxEntry): void {
  for (const listener of listeners) listener(entry);
}
