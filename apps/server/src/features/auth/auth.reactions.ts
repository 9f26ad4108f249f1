import type { Reaction } from '../../platform/reaction.ts';
import { endSessionsOfAssignment } from './sessions.store.ts';

/** Who no longer holds an assignment stops acting in it, whatever he is doing. Harmless when repeated. */
const endSessionsWithAssignment: Reaction = {
  name: 'auth.endSessionsWithAssignment',
  on: ['assignment.ended'],
  async run({ event, shared, now }) {
    await endSessionsOfAssignment(shared, event.payload.assignmentId as string, now);
    return [];
  },
};

export const authReactions: readonly Reaction[] = [endSessionsWithAssignment];
