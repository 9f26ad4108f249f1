import { describe, expect, it } from 'vitest';
import type { Act, Ground } from '../../app/ground-types.ts';
import { foldChecklists } from './fold-checklists.ts';

const ground = {
  checklists: {
    mark: 'm',
    content: {
      items: [
        {
          checklistId: 'c',
          revision: 2,
          doneAt: null,
          isBehind: true,
          items: [
            { id: '1', text: '两米线贴好', tick: null },
            { id: '2', text: null, tick: null },
            { id: '3', text: '试剂够', tick: null },
          ],
        },
      ],
    },
  },
} as unknown as Ground;
const at = '2022-05-11T02:00:00.000Z';
const act = (operation: string, input: object) =>
  ({ operation, input, doneAt: at, subject: '', about: { by: '陈桂兰' } }) as unknown as Act;
const tick = (itemId: string) => act('tickItem', { checklistId: 'c', itemId, tickId: `t${itemId}` });
const list = (known: Ground) => known.checklists.content.items[0];

describe('a list ticked without network', () => {
  it('is done when all that has a name is ticked, and behind no longer', () => {
    const half = foldChecklists(ground, tick('1'));
    expect(list(half)).toMatchObject({ doneAt: null, isBehind: true });
    expect(list(foldChecklists(half, tick('3')))).toMatchObject({ doneAt: at, isBehind: false });
  });

  it('keeps the first of two ticks, and loses it when it is taken back', () => {
    const once = foldChecklists(ground, tick('1'));
    expect(foldChecklists(once, act('tickItem', { checklistId: 'c', itemId: '1', tickId: 'other' }))).toBe(once);
    expect(list(foldChecklists(once, act('untickItem', { tickId: 't1' })))?.items[0]?.tick).toBeNull();
  });

  it('of another list nothing moves', () => {
    expect(foldChecklists(ground, act('tickItem', { checklistId: 'other', itemId: '1', tickId: 't' }))).toBe(ground);
  });
});
