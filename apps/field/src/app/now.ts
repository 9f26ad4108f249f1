import { serverNow } from '@muster/client/clock';
import { useSyncExternalStore } from 'react';

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}

/** Now by the server's clock, in steps: a component renders again only when a step has passed. */
export function useNow(step = 10_000): Date {
  const now = useSyncExternalStore(everySecond, () => Math.floor(serverNow().getTime() / step) * step);
  return new Date(now);
}
