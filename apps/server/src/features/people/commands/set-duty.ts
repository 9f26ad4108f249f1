import { dutyChanged } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { lockAssignment, setOnDuty } from '../assignments.store.ts';
import { peoplePolicy } from '../people.policy.ts';

export const setDuty = command(operations.setDuty, {
  action: 'assignment:setDuty',
  async run({ tx, principal, input, now, doneAt }) {
    const assignment = await lockAssignment(tx, input.assignmentId);
    if (!assignment) throw notFound();
    const permit = authorize(peoplePolicy, principal, 'assignment:setDuty', assignment);
    if (assignment.toAt !== null && assignment.toAt <= now) throw new Problem('state.moved-on');
    const { id, personId, personName, role, managedCode, unitId } = assignment;
    const result = { assignmentId: id, onDuty: input.onDuty };
    // Off, on, and the first one again, late: he stays on.
    if (await answeredBefore(tx, { name: operations.setDuty.name, commandId: input.commandId, principal }))
      return { permit, result, events: noEvent('this very command did it before') };
    if (assignment.onDuty === input.onDuty) return { permit, result, events: noEvent('it is so already') };
    await setOnDuty(tx, id, input.onDuty, doneAt);
    const place = { areaCode: managedCode, personId, unitId };
    return {
      permit,
      result,
      events: [event(dutyChanged, place, { assignmentId: id, personId, name: personName, role, onDuty: input.onDuty })],
    };
  },
});
