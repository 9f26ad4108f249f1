import { absenceSet } from '@muster/contract/patches/patches.events';
import { setAbsence as operation } from '@muster/contract/patches/patches.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { insertAbsence } from '../absences.store.ts';
import { patchesOf, refreshCoverage } from '../coverage.store.ts';
import { findPerson } from '../patch-people.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

export const setAbsence = command(operation, {
  action: 'patch:setAbsence',
  async run({ tx, principal, input, now, doneAt }) {
    const person = await findPerson(tx, input.personId);
    const permit = authorize(patchesPolicy, principal, 'patch:setAbsence', { personId: person.id, areaCode: person.area_code });
    // Said without network, it began when it was said.
    const from = input.from ? new Date(input.from) : doneAt;
    const to = input.to ? new Date(input.to) : null;
    if (to && to <= from) throw new Problem('patch.ends-before-start');
    await insertAbsence(tx, { id: input.absenceId, person, reason: input.reason, from, to });
    await refreshCoverage(tx, patchesOf(person.id), now);
    const facts = { personName: person.name, reason: input.reason };
    return {
      permit,
      result: { absenceId: input.absenceId, version: 1 },
      events: [event(absenceSet, { areaCode: person.area_code, personId: person.id }, facts)],
    };
  },
});
