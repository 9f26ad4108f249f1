import type { Area } from '@muster/contract/areas/areas.operations';
import { stateOfLetter } from '@muster/ui/drain';
import type { Territory } from '../../parts/mosaic/use-territory.ts';

export interface BranchTally {
  total: number;
  /** Escalated ones are late as well. */
  late: number;
  escalated: number;
  waiting: number;
  /** In hand or for review: shown only when a filter asks for them. */
  other: number;
}

const digits = [4, 6, 9, 12];

/** Communities by state for every area of every level, in one walk. */
export function tallyBranches(territory: Territory, letters: ReadonlyMap<string, string>): Map<string, BranchTally> {
  const tallies = new Map<string, BranchTally>();
  for (const area of territory.areas) {
    if (area.level !== 'community') continue;
    const letter = letters.get(area.code);
    const state = letter ? stateOfLetter[letter] : undefined;
    for (const n of digits) {
      const code = area.code.slice(0, n);
      if (n === 12 || code.length < territory.root.length) continue;
      const tally = tallies.get(code) ?? { total: 0, late: 0, escalated: 0, waiting: 0, other: 0 };
      tally.total++;
      if (state === 'late') tally.late++;
      if (letter === 'E') tally.escalated++;
      if (state === 'waiting') tally.waiting++;
      if (state === 'inHand' || state === 'forReview') tally.other++;
      tallies.set(code, tally);
    }
  }
  return tallies;
}

/** The areas directly below one, in code order. */
export function childrenIn(territory: Territory, parent: string): Area[] {
  const length = digits.find((n) => n > parent.length) ?? 15;
  return territory.areas.filter((area) => area.code.length === length && area.code.startsWith(parent));
}
