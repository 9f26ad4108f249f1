import { absenceEnded } from '@muster/contract/patches/patches.events';
import { endAbsence as operation } from '@muster/contract/patches/patches.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { endAbsenceNow, lockAbsence } from '../absences.store.ts';
import { patchesOf, refreshCoverage } from '../coverage.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

export const endAbsence = command(operation, {
  action: 'patch:setAbsence',
  async run({ tx, principal, input, now, doneAt }) {
    const absence = await lockAbsence(tx, input.absenceId, input.version, now);
    const permit = authorize(patchesPolicy, principal, 'patch:setAbsence', { personId: absence.person_id, areaCode: absence.area_code });
    // One that had not begun ends where it would have begun.
    await endAbsenceNow(tx, absence.id, absence.from_at > doneAt ? absence.from_at : doneAt);
    await refreshCoverage(tx, patchesOf(absence.person_id), now);
    return {
      permit,
      result: { absenceId: absence.id, version: absence.version + 1 },
      events: [event(absenceEnded, { areaCode: absence.area_code, personId: absence.person_id }, { personName: absence.person_name })],
    };
  },
});
