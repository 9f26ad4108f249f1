import { ancestorCodes } from '@muster/contract/areas/area-code';
import { checklistSent } from '@muster/contract/checklists/checklists.events';
import { sendChecklist as operation } from '@muster/contract/checklists/checklists.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { requireDates } from '../checklist-dates.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { desksOf, lockChecklist, requireAudience, sendDraft } from '../checklists.store.ts';

export const sendChecklist = command(operation, {
  action: 'checklist:send',
  async run({ tx, principal, input, now }) {
    const { checklistId, version } = input;
    const list = await lockChecklist(tx, checklistId);
    const permit = authorize(checklistsPolicy, principal, 'checklist:send', { issuerCode: list.issuer_code });
    if (list.state !== 'draft') throw new Problem('checklist.sent-already');
    if (list.version !== version) throw new Problem('version.stale', { version: list.version });
    const incident = await requireActiveIncident(tx);
    if (list.named === 0)
      throw new Problem('checklist.nothing-named', {}, [{ pointer: '/items', code: 'checklist.nothing-named', detail: 'unnamed' }]);
    requireDates({ startsAt: list.starts_at, endsAt: list.ends_at, dueAt: list.due_at }, now);
    // The territory may have changed since it was written.
    await requireAudience(tx, list.issuer_code, { level: list.level, areaCodes: list.area_codes }, now);
    const desks = await desksOf(tx, list.level, list.area_codes, now);
    if (desks.length === 0) throw new Problem('checklist.nobody');
    await sendDraft(tx, list, { incidentId: incident.id, desks, byName: principal.personName, now });
    const place = {
      areaCode: list.issuer_code,
      reachDown: list.area_codes,
      reachUp: [...new Set(list.area_codes.flatMap(ancestorCodes))],
      incidentId: incident.id,
    };
    return {
      permit,
      result: { checklistId, version: version + 1, desks: desks.length },
      events: [event(checklistSent, place, { checklistId, title: list.title, desks: desks.length })],
    };
  },
});
