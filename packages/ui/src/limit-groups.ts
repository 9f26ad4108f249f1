import { cityDay } from './format.ts';

const hour = 3_600_000;
/** Fewer than these are one list; headings between three orders would be longer than the list. */
const groupFrom = 6;

export const limitGroups = ['late', 'hour', 'today', 'later', 'none'] as const;
export type LimitGroup = (typeof limitGroups)[number];

interface Limited {
  attention: { until: Date | string | null };
}

/** Many orders to one desk stay calm: by their limits, the nearest first, in the order in which they came. */
export function byLimitGroup<T extends Limited>(receipts: readonly T[], now: Date | number): { group: LimitGroup | null; receipts: T[] }[] {
  if (receipts.length < groupFrom) return [{ group: null, receipts: [...receipts] }];
  return limitGroups
    .map((group) => ({ group, receipts: receipts.filter((receipt) => groupOf(receipt, new Date(now)) === group) }))
    .filter((one) => one.receipts.length > 0);
}

function groupOf({ attention: { until } }: Limited, now: Date): LimitGroup {
  if (until === null) return 'none';
  const at = new Date(until);
  const left = at.getTime() - now.getTime();
  if (left < 0) return 'late';
  if (left <= hour) return 'hour';
  return cityDay(at) === cityDay(now) ? 'today' : 'later';
}
