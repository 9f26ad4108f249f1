import { tickable } from '@muster/contract/checklists/checklist.rules';
import { checklistTicked } from '@muster/contract/checklists/checklists.events';
import { type ChecklistItem, tickItem as operation } from '@muster/contract/checklists/checklists.operations';
import type { ResultOf } from '@muster/contract/operation';
import { command, event, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { attachFiles } from '../../files/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { owedBy } from '../checklist-row.ts';
import { checklistsPolicy } from '../checklists.policy.ts';
import { insertTick, itemsAt, type LockedDesk, lockDesk, tickNow } from '../ticks.store.ts';

/**
 * The first of a desk to tick an item does so for the desk. A phone that was without network says which revision it had before
 * itself: what it ticked there is kept in the words of then, also when the list has changed or ended meanwhile.
 */
export const tickItem = command(operation, {
  action: 'checklist:tick',
  async run({ tx, principal, input, now, doneAt }) {
    const { checklistId, areaCode, itemId, tickId } = input;
    const desk = await lockDesk(tx, checklistId, areaCode);
    const { list } = desk;
    const permit = authorize(checklistsPolicy, principal, 'checklist:tick', { areaCode });
    const standing = await tickNow(tx, desk, itemId);
    if (standing) {
      // Asked here and not after the refusal: who ticked is told to whoever comes second, not to him who repeats himself.
      const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, events: noEvent('this very tick was made before') };
      throw new Problem('checklist.ticked-already', { by: standing.by_name, at: standing.ticked_at.toISOString() });
    }
    if (list.closed_at && doneAt > list.closed_at) throw new Problem('checklist.closed');
    if (list.starts_at > now) throw new Problem('checklist.not-begun', { at: list.starts_at.toISOString() });
    const { item, revision } = await itemOf(tx, desk, itemId, input.revision);
    const text = item.text;
    if (text === null) throw new Problem('checklist.item-unnamed');
    // No clock of a phone ticks a list before it was sent.
    const at = list.sent_at && doneAt < list.sent_at ? list.sent_at : doneAt;
    const tick = { id: tickId, itemId, revision, text, note: input.note ?? null, at, receivedAt: now };
    const ticked = await insertTick(tx, desk, { ...tick, byId: principal.personId, byName: principal.personName });
    if (input.photos.length > 0) {
      const attaching = {
        subject: 'tick',
        subjectId: tickId,
        fileIds: input.photos,
        reach: { areaCode },
        onlyPictures: true,
        pointer: '/photos',
      };
      await attachFiles(tx, principal, attaching, now);
    }
    const named = tickable(list.items).length;
    const due = owedBy(list);
    const told = { checklistId, title: list.title, item: text, left: named - ticked, inTime: due === null || at <= due };
    return {
      permit,
      result: { tickId, ticked, named },
      events: [event(checklistTicked, { areaCode, incidentId: list.incident_id, doneAt: at }, told)],
    };
  },
});

/** The item in the words that were on the screen; one that was in no revision is not there. */
async function itemOf(
  tx: Tx,
  { list }: LockedDesk,
  itemId: string,
  seen: number | undefined,
): Promise<{ item: ChecklistItem; revision: number }> {
  const revision = seen ?? list.revision;
  const item = (await itemsAt(tx, list, revision))?.find(({ id }) => id === itemId);
  if (!item) throw new Problem('checklist.item-gone');
  return { item, revision };
}
