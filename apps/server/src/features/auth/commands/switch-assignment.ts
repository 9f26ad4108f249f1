import { actingSwitched } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { command, event, noEvent, notKept } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { activeAssignments } from '../../people/index.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { ownPlace } from '../own-place.ts';
import { readSession } from '../session.views.ts';
import { actIn } from '../sessions.store.ts';

export function switchAssignment(services: AuthServices) {
  return command(operations.switchAssignment, {
    action: 'session:switch',
    async run({ tx, shared, principal, input, now, settings }) {
      const permit = authorize(authPolicy, principal, 'session:switch', {});
      const { sessionId } = principal;
      const assignment = (await activeAssignments(tx, principal.personId, now)).find(({ id }) => id === input.assignmentId);
      if (!assignment || sessionId === null) throw notFound();
      // The session is in the other database. It is set, not changed by a step: done twice it is the same, and if the city's
      // part fails the person acts where he asked to, which the journal then tells at his next try.
      await actIn(shared, sessionId, assignment);
      const acting = {
        ...principal,
        assignmentId: assignment.id,
        role: assignment.role,
        areaCode: assignment.areaCode,
        unitId: assignment.unitId,
      };
      const result = await readSession({ tx, shared, now, settings }, acting, services);
      if (assignment.id === principal.assignmentId) return { permit, result, events: noEvent('acts there already') };
      return {
        permit,
        result,
        // A whole session is of the moment; the journal needs no copy of it.
        kept: notKept,
        events: [event(actingSwitched, ownPlace(acting, services), { assignmentId: assignment.id, role: assignment.role })],
      };
    },
  });
}
