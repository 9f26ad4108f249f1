import type { ReceiptState } from '@muster/contract/orders/receipt-machine';

/** What decides which of two receipts of one order goes on when their desks become one. */
export interface Meeting {
  id: string;
  /** Of the area that goes on. */
  isOwn: boolean;
  state: ReceiptState;
  settled: boolean;
}

/** How far a desk has come; the least far goes on. */
const stages: readonly ReceiptState[] = ['sent', 'delivered', 'opened', 'acknowledged', 'sentBack', 'answered'];

/**
 * The receipt that goes on. What is owed stays owed: an open one before a settled one, because for a part of the new area the
 * work is not done. Of open ones the one that was broken down, because a running order below hangs on it; else the one that
 * has come least far. Of equals that of the area that goes on, then the older id: the same whoever asks.
 */
export function goesOn<M extends Meeting>(meeting: readonly M[]): M {
  const rank = (one: M): number[] => [
    one.settled ? 1 : 0,
    one.state === 'delegated' ? 0 : 1,
    one.settled ? 0 : stages.indexOf(one.state),
    one.isOwn ? 0 : 1,
  ];
  const [first] = [...meeting].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    for (const [at, n] of x.entries()) if (n !== y[at]) return n - (y[at] as number);
    return a.id < b.id ? -1 : 1;
  });
  if (!first) throw new Error('nobody meets');
  return first;
}
