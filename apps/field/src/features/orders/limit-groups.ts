import { cityDay } from '@muster/ui/format';
import type { LocalReceipt } from './local-receipt.ts';

const hour = 3_600_000;
/** Fewer than these are one list; headings between three orders would be longer than the list. */
const groupFrom = 6;

export type LimitGroup = 'late' | 'hour' | 'today' | 'later' | 'none';

/** Many orders to one desk stay calm: by their limits, the nearest first, in the order in which they came. */
export function byLimitGroup(receipts: readonly LocalReceipt[], now: Date): { group: LimitGroup | null; receipts: LocalReceipt[] }[] {
  if (receipts.length < groupFrom) return [{ group: null, receipts: [...receipts] }];
  const groups: { group: LimitGroup; receipts: LocalReceipt[] }[] = [];
  for (const name of ['late', 'hour', 'today', 'later', 'none'] as const) {
    const list = receipts.filter((receipt) => groupOf(receipt, now) === name);
    if (list.length > 0) groups.push({ group: name, receipts: list });
  }
  return groups;
}

function groupOf({ attention: { until } }: LocalReceipt, now: Date): LimitGroup {
  if (until === null) return 'none';
  const left = until.getTime() - now.getTime();
  if (left < 0) return 'late';
  if (left <= hour) return 'hour';
  return cityDay(until) === cityDay(now) ? 'today' : 'later';
}
