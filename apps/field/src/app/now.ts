import { serverNow } from '@muster/client/clock';
import { useSyncExternalStore } from 'react';

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}

const lastMinutes = 5 * 60_000;

/** Now, by the second in the last five minutes before a limit (DESIGN §6), else in longer steps: a phone's battery is short. */
export function useNowBefore(until: Date | null | undefined): Date {
  const left = until ? until.getTime() - serverNow().getTime() : Number.POSITIVE_INFINITY;
  return useNow(left > -1000 && left < lastMinutes + 10_000 ? 1000 : 10_000);
}

/** Now by the server's clock, in steps: a component renders again only when a step has passed. */
export function useNow(step = 10_000): Date {
  const now = useSyncExternalStore(everySecond, () => Math.floor(serverNow().getTime() / step) * step);
  return new Date(now);
}
