import { tickable } from '@muster/contract/checklists/checklist.rules';
import type { Act, Ground, OwnChecklist } from '../../app/ground-types.ts';

type Item = OwnChecklist['items'][number];

/** A tick stands at once, and so does taking it back. */
export function foldChecklists(ground: Ground, act: Act): Ground {
  const { input, doneAt } = act;
  switch (act.operation) {
    case 'tickItem':
      return ofItem(
        ground,
        (item) => item.id === input.itemId,
        (item, list) =>
          list.checklistId !== input.checklistId || item.tick
            ? item
            : {
                ...item,
                tick: {
                  id: input.tickId as string,
                  at: doneAt,
                  byName: String(act.about.by ?? ''),
                  note: (input.note as string | undefined) ?? null,
                  photos: [],
                  revision: list.revision,
                  textThen: null,
                },
              },
        doneAt,
      );
    case 'untickItem':
      return ofItem(
        ground,
        (item) => item.tick?.id === input.tickId,
        (item) => ({ ...item, tick: null }),
        doneAt,
      );
    default:
      return ground;
  }
}

function ofItem(ground: Ground, isIt: (item: Item) => boolean, change: (item: Item, list: OwnChecklist) => Item, at: string): Ground {
  const { items } = ground.checklists.content;
  let isChanged = false;
  const lists = items.map((list) => {
    const next = list.items.map((item) => (isIt(item) ? change(item, list) : item));
    if (next.every((item, index) => item === list.items[index])) return list;
    isChanged = true;
    const isDone = tickable(next).every((item) => item.tick !== null);
    return { ...list, items: next, doneAt: isDone ? (list.doneAt ?? at) : null, isBehind: isDone ? false : list.isBehind };
  });
  return isChanged ? { ...ground, checklists: { ...ground.checklists, content: { items: lists } } } : ground;
}
