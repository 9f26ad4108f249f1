import { checklistClosed } from '@muster/contract/checklists/checklists.events';
import { closeChecklist as operation } from '@muster/contract/checklists/checklists.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { endList, lockChecklist } from '../checklists.store.ts';

export const closeChecklist = command(operation, {
  action: 'checklist:close',
  async run({ tx, principal, input, now }) {
    const { checklistId, version } = input;
    const list = await lockChecklist(tx, checklistId, version);
    const permit = authorize(checklistsPolicy, principal, 'checklist:close', { issuerCode: list.issuer_code });
    if (list.state === 'closed') throw new Problem('checklist.closed');
    const open = await endList(tx, checklistId, { now, note: input.note ?? null });
    const place = { areaCode: list.issuer_code, reachDown: list.reach_down, reachUp: list.reach_up, incidentId: list.incident_id };
    return {
      permit,
      result: { checklistId, version: version + 1 },
      events: [event(checklistClosed, place, { checklistId, title: list.title, open })],
    };
  },
});
