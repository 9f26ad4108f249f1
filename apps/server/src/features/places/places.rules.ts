import { Problem } from '../../platform/problem.ts';

/**
 * A count belongs to a round that had begun and was not over when it was made. One that a phone without signal sends after
 * the end still counts: the work was done. A clock that stands some minutes off does not lose it.
 */
const graceMs = 10 * 60_000;

export function wasOpenAt(round: { name: string; opened_at: Date | null; closed_at: Date | null }, at: Date): void {
  const begun = round.opened_at !== null && at.getTime() >= round.opened_at.getTime() - graceMs;
  const over = round.closed_at !== null && at.getTime() > round.closed_at.getTime() + graceMs;
  if (!begun || over) throw new Problem('place.round-not-open', { name: round.name });
}
