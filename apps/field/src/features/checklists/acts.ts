import { newId } from '@muster/client/ids';
import { outbox, photos } from '../../app/device.ts';
import type { OwnChecklist } from '../../app/ground-types.ts';

type Item = OwnChecklist['items'][number];

/** Subject of an item: what is ticked and taken back goes in order, and one that is refused holds back no other. */
export const subjectOf = (list: OwnChecklist, item: Item) => `${list.checklistId} ${item.id}`;

export async function tick(
  list: OwnChecklist,
  item: Item,
  by: string,
  { note = '', files = [] }: { note?: string; files?: string[] } = {},
): Promise<void> {
  const { checklistId, areaCode, revision } = list;
  await outbox().add({
    operation: 'tickItem',
    subject: subjectOf(list, item),
    input: { checklistId, areaCode, itemId: item.id, tickId: newId(), revision, photos: files, ...(note ? { note } : {}) },
    about: { name: list.title, item: item.text, by },
    files,
  });
  // Beside it, not before: the desk goes on while its photos are on their way.
  await photos().queue(files);
}

export async function untick(list: OwnChecklist, item: Item, reason: string): Promise<void> {
  if (!item.tick) return;
  await outbox().add({
    operation: 'untickItem',
    subject: subjectOf(list, item),
    input: { tickId: item.tick.id, reason },
    about: { name: list.title, item: item.text },
  });
}
