import { serverNow } from '@muster/client/clock';
import { value } from './value.ts';

/** How fresh the screen is: live, or the content of a moment (10:58 的内容). */
export interface Sync {
  state: 'live' | 'connecting' | 'broken';
  /** When the server was heard last, by the server's clock; null when never. */
  heardAt: number | null;
}

export const sync = value<Sync>({ state: 'connecting', heardAt: null });

export function heardNow(): void {
  sync.set({ ...sync.get(), heardAt: serverNow().getTime() });
}

/** `since`, by this device's clock: how long the stream has been silent. */
export function noteStream(state: Sync['state'], since?: number): void {
  const now = serverNow().getTime();
  const { heardAt } = sync.get();
  const silentSince = since === undefined ? null : now - (Date.now() - since);
  sync.set({ state, heardAt: state === 'live' ? now : silentSince === null ? heardAt : Math.max(heardAt ?? 0, silentSince) });
}

/** The moment whose content the screen shows. */
export function contentOf(): number | null {
  const { state, heardAt } = sync.get();
  return state === 'live' ? serverNow().getTime() : heardAt;
}
