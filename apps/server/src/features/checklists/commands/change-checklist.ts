import { checklistChanged } from '@muster/contract/checklists/checklists.events';
import { changeChecklist as operation } from '@muster/contract/checklists/checklists.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { instants, requireDates } from '../checklist-dates.ts';
import { owedBy } from '../checklist-row.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { difference } from '../checklists.rules.ts';
import { changeRunning, lockChecklist } from '../checklists.store.ts';

/** A list that went out says more, less or something else: a new revision. What desks ticked stays ticked. */
export const changeChecklist = command(operation, {
  action: 'checklist:change',
  async run({ tx, principal, input, now }) {
    const { checklistId, version, title, note, items, reason } = input;
    const list = await lockChecklist(tx, checklistId, version);
    const permit = authorize(checklistsPolicy, principal, 'checklist:change', { issuerCode: list.issuer_code });
    if (list.state !== 'running') throw new Problem('checklist.closed');
    const { added, removed } = difference(list.items, items);
    if (items.every(({ text }) => text === null))
      throw new Problem('checklist.nothing-named', {}, [{ pointer: '/items', code: 'checklist.nothing-named', detail: 'unnamed' }]);
    const { endsAt, dueAt } = instants(input);
    const before = owedBy(list);
    const after = dueAt ?? endsAt;
    // A limit that has passed may stay where nothing new is asked; none moves to before what desks were told.
    const stays = before?.getTime() === after?.getTime() && added === 0;
    if (!stays) requireDates({ startsAt: list.starts_at, endsAt, dueAt }, now);
    if (before && after && after < before)
      throw new Problem('checklist.limit-earlier', {}, [
        { pointer: dueAt ? '/dueAt' : '/endsAt', code: 'checklist.limit-earlier', detail: 'earlier' },
      ]);
    const change = { title, note, items, ends_at: endsAt, due_at: dueAt };
    const told = { title: list.title, note: list.note, items: list.items, ends_at: list.ends_at, due_at: list.due_at };
    if (JSON.stringify(sorted(change)) === JSON.stringify(sorted(told))) throw new Problem('checklist.nothing-changed');
    await changeRunning(tx, list, change, { byName: principal.personName, reason, now });
    const revision = list.revision + 1;
    const place = { areaCode: list.issuer_code, reachDown: list.reach_down, reachUp: list.reach_up, incidentId: list.incident_id };
    return {
      permit,
      result: { checklistId, version: version + 1, revision },
      events: [event(checklistChanged, place, { checklistId, title, revision, added, removed, reason })],
    };
  },
});

/** A document comes back from the database with its keys in another order. */
function sorted({ items, ...rest }: { items: readonly { id: string; text: string | null; hint: string | null }[] }) {
  return { ...rest, items: items.map(({ id, text, hint }) => [id, text, hint]) };
}
