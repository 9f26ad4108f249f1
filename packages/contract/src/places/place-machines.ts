import type { TransitionTable } from '../machine.ts';

export const roundStates = ['planned', 'open', 'closed'] as const;
export type RoundState = (typeof roundStates)[number];

/** A round of tests. `lapse` is the way out by time: one that nobody opened or closed ends some hours after its planned end. */
export const roundMachine = {
  planned: { open: 'open', close: 'closed', lapse: 'closed' },
  open: { close: 'closed', lapse: 'closed' },
  closed: {},
} as const satisfies TransitionTable<RoundState, 'open' | 'close' | 'lapse'>;

export const placeProblemStates = ['open', 'seen', 'settled'] as const;
export type PlaceProblemState = (typeof placeProblemStates)[number];

/** What was reported as wrong at a place, until the desk has settled it. `escalate` is the way out by time: it then concerns those above too. */
export const placeProblemMachine = {
  open: { see: 'seen', settle: 'settled', escalate: 'open' },
  seen: { settle: 'settled', escalate: 'seen' },
  settled: {},
} as const satisfies TransitionTable<PlaceProblemState, 'see' | 'settle' | 'escalate'>;
