import type { QueueState } from './place-kinds.ts';

/** A queue is what it was for so long; then nobody knows any more. */
export const queueStaleMinutes = 30;

export type QueueShown = QueueState | 'unknown';

/** What is said of a queue now: the last report, while it is fresh. */
export function queueShown(report: { queue: QueueState; at: Date } | null, now: Date): QueueShown {
  if (!report || now.getTime() - report.at.getTime() > queueStaleMinutes * 60_000) return 'unknown';
  return report.queue;
}

/** Where to go first: a short queue, then one that nobody told of, then a long one. Without an open round nowhere. */
export function queueRank(queue: QueueShown, hasOpenRound: boolean): number {
  if (!hasOpenRound || queue === 'closed') return 3;
  return { short: 0, unknown: 1, long: 2 }[queue];
}
