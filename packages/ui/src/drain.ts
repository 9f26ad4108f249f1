import type { Counts } from '@muster/contract/orders/orders.operations';
import { formatNumber } from './format.ts';
import { attentionWords } from './words/attention.words.ts';
import { shared } from './words/shared.words.ts';

export type StateName = 'late' | 'waiting' | 'inHand' | 'forReview' | 'done';

/** From the most pressing to what is done: the order in which states stand in every bar and row of tiles. */
export const stateOrder: readonly StateName[] = ['late', 'waiting', 'inHand', 'forReview', 'done'];

/** How full a tile is: the ink drains as the work gets done. `waiting` is full but hollow. */
export const fillOf: Record<StateName, number> = { late: 1, waiting: 1, inHand: 0.55, forReview: 0.28, done: 0 };

/** The colour of a state, as a CSS variable of tokens.css. */
export const inkOf: Record<StateName, string> = {
  late: 'var(--late)',
  waiting: 'var(--wait)',
  inHand: 'var(--hand)',
  forReview: 'var(--review)',
  done: 'var(--done-edge)',
};

/** State of a tile's letter; `E` is late and escalated. */
export const stateOfLetter: Record<string, StateName> = {
  E: 'late',
  L: 'late',
  W: 'waiting',
  H: 'inHand',
  R: 'forReview',
  D: 'done',
};

export interface DrainSegment {
  state: StateName;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The drain bar: width is how many, height how far from done. Proportional, never padded; what is there at all keeps
 * `least` pixels, so that one late desk of 2,828 is still seen. The rest gives way.
 */
export function drainSegments(counts: Pick<Counts, StateName>, width: number, height: number, gap = 1, least = 3): DrainSegment[] {
  const present = stateOrder.filter((state) => counts[state] > 0);
  const total = present.reduce((sum, state) => sum + counts[state], 0);
  if (total === 0) return [];
  const room = width - gap * (present.length - 1);
  const small = present.filter((state) => (room * counts[state]) / total < least);
  const smallCount = small.reduce((sum, state) => sum + counts[state], 0);
  const rest = room - small.length * least;
  let x = 0;
  return present.map((state) => {
    const w = small.includes(state) ? least : (rest * counts[state]) / (total - smallCount);
    const h = state === 'done' ? 2 : Math.max(3, Math.round(height * fillOf[state]));
    const segment = { state, count: counts[state], x, y: height - h, width: w, height: h };
    x += w + gap;
    return segment;
  });
}

/** What a bar or a tile row says aloud: 逾期 9，办理中 67，待采纳 34，已采纳 15 */
export function countsSentence(counts: Pick<Counts, StateName>): string {
  const parts = stateOrder
    .filter((state) => counts[state] > 0)
    .map((state) => `${attentionWords.receipt[state]} ${formatNumber(counts[state])}`);
  // An order seen from below may reach nobody of one's own; a bar without a name would be read as “image”.
  return parts.length > 0 ? parts.join(shared.listJoin) : shared.none;
}
