import { placeFault } from '@muster/contract/people/granting';
import { assignmentGranted } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { separatedRoles } from '@muster/contract/people/roles';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { requireOpenArea } from '../../areas/index.ts';
import { insertAssignment } from '../assignments.store.ts';
import { activeAssignments, holdersOf } from '../assignments.views.ts';
import { isTooWide, peoplePolicy } from '../people.policy.ts';
import { lockPerson } from '../persons.store.ts';
import { unitOf } from '../units.store.ts';

export const grantAssignment = command(operations.grantAssignment, {
  action: 'assignment:grant',
  async run({ tx, principal, input, now }) {
    const { assignmentId, role, areaCode = null, unitId = null, title = null } = input;
    // Locked: of two administrators' roles granted at once to one person the second sees the first.
    const person = await lockPerson(tx, input.personId);
    if (!person) throw notFound();
    const fault = placeFault(role, areaCode, unitId);
    if (fault === 'area') throw new Problem('assignment.role-needs-area');
    if (fault === 'unit') throw new Problem('assignment.role-needs-unit');
    const from = input.from ? new Date(input.from) : now;
    const to = input.to ? new Date(input.to) : null;
    if (to !== null && to <= from) throw new Problem('assignment.ends-before-start');
    // A role of an area is held there; the unit is the person's own matter.
    const unit = areaCode === null && unitId !== null ? await unitOf(tx, unitId) : null;
    if (areaCode === null && unit === null) throw notFound();
    const facts = {
      grant: { role, areaCode, unitId: unit?.id ?? null },
      unitAreaCode: unit?.areaCode ?? null,
      hasSecurityAdministrator: (await holdersOf(tx, 'securityAdministrator', now)).length > 0,
    };
    if (isTooWide(principal, facts)) throw new Problem('assignment.scope-too-wide');
    const permit = authorize(peoplePolicy, principal, 'assignment:grant', facts);
    const isSeparated = (held: string) => (separatedRoles as readonly string[]).includes(held);
    if (isSeparated(role) && (await activeAssignments(tx, person.id, now)).some((held) => isSeparated(held.role))) {
      throw new Problem('assignment.separated-roles');
    }
    if (areaCode !== null) await requireOpenArea(tx, areaCode);
    const managedCode = areaCode ?? (unit?.areaCode as string);
    await insertAssignment(tx, {
      id: assignmentId,
      personId: person.id,
      personName: person.name,
      role,
      areaCode,
      managedCode,
      unitId: unit?.id ?? null,
      title,
      from,
      to,
    });
    const place = { areaCode: managedCode, personId: person.id, unitId: unit?.id ?? null };
    return {
      permit,
      result: { assignmentId },
      events: [
        event(assignmentGranted, place, { assignmentId, personId: person.id, name: person.name, role, unitName: unit?.name ?? null }),
      ],
    };
  },
});
