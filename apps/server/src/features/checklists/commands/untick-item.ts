import { checklistUnticked } from '@muster/contract/checklists/checklists.events';
import { untickItem as operation } from '@muster/contract/checklists/checklists.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { findTick, lockDesk, takeBack } from '../ticks.store.ts';

export const untickItem = command(operation, {
  action: 'checklist:tick',
  async run({ tx, principal, input, doneAt }) {
    const tick = await findTick(tx, input.tickId);
    const desk = await lockDesk(tx, tick.checklistId, tick.areaCode);
    const { list, areaCode } = desk;
    const permit = authorize(checklistsPolicy, principal, 'checklist:tick', { areaCode });
    if (list.state === 'closed') throw new Problem('checklist.closed');
    const ticked = await takeBack(tx, desk, tick, { at: doneAt, byName: principal.personName, reason: input.reason });
    const told = { checklistId: list.id, title: list.title, item: tick.text, reason: input.reason };
    return {
      permit,
      result: { tickId: tick.id, ticked, named: list.named },
      events: [event(checklistUnticked, { areaCode, incidentId: list.incident_id }, told)],
    };
  },
});
