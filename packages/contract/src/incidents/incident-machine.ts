import type { TransitionTable } from '../machine.ts';

export const responseLevels = ['I', 'II', 'III', 'IV'] as const;
export type ResponseLevel = (typeof responseLevels)[number];

export const incidentStates = ['active', 'ended'] as const;
export type IncidentState = (typeof incidentStates)[number];

export const incidentMachine = {
  active: { changeLevel: 'active', end: 'ended' },
  ended: {},
} as const satisfies TransitionTable<IncidentState, 'changeLevel' | 'end'>;
