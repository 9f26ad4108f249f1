import { assignmentEnded } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { endAssignmentRow, lockAssignment } from '../assignments.store.ts';
import { holdersOf } from '../assignments.views.ts';
import { isTooWide, peoplePolicy } from '../people.policy.ts';

/** Ends it now. What was done in it stays; sessions acting in it end with it (auth.reactions). */
export const endAssignment = command(operations.endAssignment, {
  action: 'assignment:end',
  async run({ tx, principal, input, now }) {
    const assignment = await lockAssignment(tx, input.assignmentId);
    if (!assignment) throw notFound();
    const { id, personId, personName, role, areaCode, unitId, managedCode } = assignment;
    const facts = {
      grant: { role, areaCode, unitId },
      unitAreaCode: managedCode,
      hasSecurityAdministrator: (await holdersOf(tx, 'securityAdministrator', now)).length > 0,
    };
    if (isTooWide(principal, facts)) throw new Problem('assignment.scope-too-wide');
    const permit = authorize(peoplePolicy, principal, 'assignment:end', facts);
    if (assignment.toAt !== null && assignment.toAt <= now) throw new Problem('state.moved-on');
    await endAssignmentRow(tx, id, now);
    return {
      permit,
      result: { assignmentId: id },
      events: [event(assignmentEnded, { areaCode: managedCode, personId, unitId }, { assignmentId: id, personId, name: personName, role })],
    };
  },
});
