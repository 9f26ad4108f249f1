import { checklistEnded, checklistEscalated } from '@muster/contract/checklists/checklists.events';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { escalateAfterMs } from '../checklists.rules.ts';
import { endList } from '../checklists.store.ts';
import { endedLists, escalateDesks } from '../turning.store.ts';

/** The timer's own: lists whose time is over end; desks that stay behind are told above. */
export const turnChecklists = internalCommand('turnChecklists', {
  action: 'checklist:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(checklistsPolicy, principal, 'checklist:timer', null);
    const events: NewEvent[] = [];
    // Before the lists end: what was behind long enough is told while it is still owed.
    for (const one of await escalateDesks(tx, new Date(now.getTime() - escalateAfterMs), now))
      events.push(
        event(
          checklistEscalated,
          { areaCode: one.above, incidentId: one.incident_id },
          { checklistId: one.checklist_id, title: one.title, desks: one.desks },
        ),
      );
    const ended = await endedLists(tx, now);
    for (const list of ended) {
      const open = await endList(tx, list.id, { now, note: null });
      const place = { areaCode: list.issuer_code, reachDown: list.reach_down, reachUp: list.reach_up, incidentId: list.incident_id };
      events.push(event(checklistEnded, place, { checklistId: list.id, title: list.title, open }));
    }
    return {
      permit,
      result: { ended: ended.length },
      events: events.length > 0 ? (events as [NewEvent, ...NewEvent[]]) : noEvent('no list turned'),
    };
  },
});
