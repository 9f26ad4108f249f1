import { checklistSaved } from '@muster/contract/checklists/checklists.events';
import { saveChecklist as operation } from '@muster/contract/checklists/checklists.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { instants, requireDates } from '../checklist-dates.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { insertDraft, lockChecklist, requireAudience, updateDraft } from '../checklists.store.ts';

/** A draft of the desk that writes it; whoever acts for the desk goes on with it. */
export const saveChecklist = command(operation, {
  action: 'checklist:write',
  async run({ tx, principal, input, now }) {
    const permit = authorize(checklistsPolicy, principal, 'checklist:write', null);
    const issuerCode = principal.areaCode as string;
    await requireAudience(tx, issuerCode, input, now);
    const startsAt = input.startsAt ? new Date(input.startsAt) : now;
    const dates = { startsAt, ...instants(input) };
    requireDates(dates, now);
    const { checklistId: id, frame, title, note, items, level, areaCodes } = input;
    const draft = { id, issuerCode, frame, title, note, items, level, areaCodes, ...dates, byName: principal.personName, now };
    if (input.version === undefined) await insertDraft(tx, draft);
    else {
      const before = await lockChecklist(tx, id, input.version);
      authorize(checklistsPolicy, principal, 'checklist:change', { issuerCode: before.issuer_code });
      if (before.state !== 'draft') throw new Problem('checklist.sent-already');
      await updateDraft(tx, draft);
    }
    return {
      permit,
      result: { checklistId: id, version: (input.version ?? 0) + 1 },
      events: [event(checklistSaved, { areaCode: issuerCode }, { checklistId: id, title })],
    };
  },
});
