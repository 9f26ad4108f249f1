import type { Policy } from '../../platform/policy.ts';

type Actions = {
  'held:discard': { personId: string };
  'held:timer': null;
};

/** What somebody did is his to give up; the desk sees it and can only ask him. */
export const heldPolicy: Policy<Actions> = {
  'held:discard': (principal, held) => principal.personId === held.personId,
  'held:timer': (principal) => principal.kind === 'system',
};
