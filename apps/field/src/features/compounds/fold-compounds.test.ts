import { describe, expect, it } from 'vitest';
import type { Act, Ground } from '../../app/ground-types.ts';
import { foldCompounds } from './fold-compounds.ts';

const building = (id: string, households: number) => ({ id, name: id, units: 2, floors: 6, households, residents: households * 2 });
const ground = {
  compounds: {
    mark: 'm',
    content: {
      items: [
        {
          id: 'c',
          version: 3,
          otherHouseholds: 5,
          otherResidents: 9,
          households: 35,
          residents: 69,
          buildingList: [building('1', 10), building('2', 20)],
        },
      ],
    },
  },
} as unknown as Ground;
const correct = (version: number, households: number) =>
  ({
    operation: 'changeBuildings',
    subject: 'c',
    doneAt: '',
    input: { compoundId: 'c', version, put: [building('2', households)] },
  }) as unknown as Act;
const compound = (known: Ground) => known.compounds.content.items[0];

describe('a count corrected without network', () => {
  it('stands at once, and the sums follow from the buildings', () => {
    expect(compound(foldCompounds(ground, correct(3, 24)))).toMatchObject({ version: 4, households: 39, residents: 77 });
  });

  it('a second one builds on the first, as the server will see them', () => {
    const twice = foldCompounds(foldCompounds(ground, correct(3, 24)), correct(4, 26));
    expect(compound(twice)).toMatchObject({ version: 5, households: 41 });
  });

  it('of an older version changes nothing that is newer', () => {
    expect(foldCompounds(ground, correct(2, 99))).toBe(ground);
  });
});
