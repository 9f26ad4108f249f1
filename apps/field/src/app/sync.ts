import { serverNow } from '@muster/client/clock';
import { value } from './value.ts';

/** How fresh the screen is: live, or the content of a moment (10:58 的内容). */
export interface Sync {
  state: 'live' | 'stale';
  /** When the server was heard last, by the server's clock; null when never. */
  heardAt: number | null;
}

export const sync = value<Sync>({ state: 'stale', heardAt: null });

export function heardNow(): void {
  sync.set({ ...sync.get(), heardAt: serverNow().getTime() });
}

export function noteLive(isLive: boolean): void {
  sync.set({ state: isLive ? 'live' : 'stale', heardAt: isLive ? serverNow().getTime() : sync.get().heardAt });
}
