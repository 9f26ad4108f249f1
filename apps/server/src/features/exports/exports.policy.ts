import type { Policy } from '../../platform/policy.ts';

type Actions = {
  'export:start': { reads: boolean };
  'export:end': null;
};

/** Whoever may read a list may take it out, and nobody else; ended is only one's own (row-level security). */
export const exportPolicy: Policy<Actions> = {
  'export:start': (_principal, { reads }) => reads,
  'export:end': () => true,
};
