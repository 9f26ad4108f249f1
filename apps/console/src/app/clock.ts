import { useSyncExternalStore } from 'react';

/** How far the server's clock is ahead of this device's; limits are the server's. */
let skew = 0;

export function setServerTime(serverTime: string): void {
  skew = Date.parse(serverTime) - Date.now();
}

export function serverNow(): number {
  return Date.now() + skew;
}

interface Ticker {
  subscribe: (listener: () => void) => () => void;
  read: () => number;
}

const tickers = new Map<number, Ticker>();

/** One timer per step for all who look at it, aligned to whole steps, so that all countdowns change together. */
function ticker(step: number): Ticker {
  const known = tickers.get(step);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => Math.floor(serverNow() / step) * step;
  function tick() {
    for (const listener of listeners) listener();
    timer = setTimeout(tick, step - (serverNow() % step) + 2);
  }
  const made: Ticker = {
    read,
    subscribe: (listener) => {
      if (listeners.size === 0) timer = setTimeout(tick, step - (serverNow() % step) + 2);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
  tickers.set(step, made);
  return made;
}

/** The present moment by the server's clock, rendered anew every `step` milliseconds (1000 or more). */
export function useNow(step = 1000): number {
  const t = ticker(step);
  return useSyncExternalStore(t.subscribe, t.read);
}
