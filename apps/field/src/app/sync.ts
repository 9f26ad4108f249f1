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

export function noteStream(state: Sync['state']): void {
  sync.set({ state, heardAt: state === 'live' ? serverNow().getTime() : sync.get().heardAt });
}
