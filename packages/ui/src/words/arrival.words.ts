import { lateArrival } from '@muster/contract/arrival';
import { formatShortTime } from '../format.ts';
import { dictionary } from './dictionary.ts';

const words = dictionary(
  { both: (done: string, received: string) => `${done} 做的，${received} 收到` },
  { both: (done: string, received: string) => `done ${done}, received ${received}` },
);

/** Both times of what was done without network: 09:12 做的，09:47 收到. */
export function twoTimes(doneAt: string, receivedAt: string, now: Date | number): string {
  return words.both(formatShortTime(doneAt, now), formatShortTime(receivedAt, now));
}

/** The same where it has to be said: null where it arrived as it was done. */
export function lateTimes(doneAt: string, receivedAt: string | null | undefined, now: Date | number): string | null {
  return receivedAt && lateArrival(doneAt, receivedAt) ? twoTimes(doneAt, receivedAt, now) : null;
}
