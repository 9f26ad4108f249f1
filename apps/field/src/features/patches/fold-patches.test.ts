import { describe, expect, it } from 'vitest';
import type { Act, Ground } from '../../app/ground-types.ts';
import { absenceDays, plusDays } from './absence-days.ts';
import { foldPatches } from './fold-patches.ts';

const me = 'p1';
const ground = {
  patches: {
    mark: 'm',
    content: {
      roles: [],
      absences: [],
      may: { viewPhone: true },
      items: [
        {
          id: 'a',
          people: [
            { linkId: 'l1', personId: me, absent: null, phoneAgreed: false },
            { linkId: 'l2', personId: 'p2', absent: null, phoneAgreed: false },
          ],
        },
        { id: 'b', people: [{ linkId: 'l3', personId: me, absent: null, phoneAgreed: false }] },
      ],
    },
  },
} as unknown as Ground;
const act = (operation: string, input: object): Act =>
  ({ operation, input, subject: me, doneAt: '2022-05-11T02:00:00.000Z', about: {} }) as Act;
const away = act('setAbsence', { absenceId: 'x', personId: me, reason: 'away' });
const people = (known: Ground) => known.patches.content.items.flatMap((patch) => patch.people);

describe('what one says of oneself without network', () => {
  it('stands at once in every patch, from when it was said, and for nobody else', () => {
    const next = foldPatches(ground, away, me);
    expect(next.patches.content.absences).toEqual([{ id: 'x', reason: 'away', from: away.doneAt, to: null, version: 1 }]);
    expect(people(next).map(({ absent }) => absent)).toEqual(['away', null, 'away']);
  });

  it('is not doubled when the server has told it already', () => {
    const once = foldPatches(ground, away, me);
    expect(foldPatches(once, away, me)).toBe(once);
  });

  it('from a later day on, one is still here today', () => {
    const later = act('setAbsence', { absenceId: 'x', personId: me, reason: 'away', from: '2022-05-12T16:00:00.000Z' });
    expect(people(foldPatches(ground, later, me)).map(({ absent }) => absent)).toEqual([null, null, null]);
  });

  it('ends with the word that one is back; the end of one that is not here changes nothing', () => {
    const gone = foldPatches(ground, away, me);
    expect(people(foldPatches(gone, act('endAbsence', { absenceId: 'x', version: 1 }), me)).every(({ absent }) => absent === null)).toBe(
      true,
    );
    expect(foldPatches(ground, act('endAbsence', { absenceId: 'other', version: 1 }), me)).toBe(ground);
  });

  it('a number is agreed to in one patch alone', () => {
    const next = foldPatches(ground, act('agreePatchPhone', { linkId: 'l1', agrees: true }), me);
    expect(people(next).map(({ phoneAgreed }) => phoneAgreed)).toEqual([true, false, false]);
  });
});

describe('days of an absence', () => {
  it('go over the end of a month and of a year', () => {
    expect(plusDays('2022-05-31', 1)).toBe('2022-06-01');
    expect(plusDays('2022-12-28', absenceDays[2])).toBe('2023-01-04');
  });
});
