import type { TerritoryPart } from '../../platform/territory.ts';
import { presentCodes } from './lineage.store.ts';
import { followOutlines } from './outlines.store.ts';

const then = { stays: 'tells what was called how, then' } as const;

/** The areas themselves are moved by the change, not by following it. */
export const areasTerritory: TerritoryPart = {
  feature: 'areas',
  columns: {
    areas: { code: 'own', parent_code: 'own' },
    area_changes: { from_codes: then, to_codes: then, told: then },
    area_lineage: { former_code: then, present_code: 'own' },
    area_former_names: { area_code: then },
    area_outlines: { area_code: 'own', shape: { stays: 'coordinates, no codes' } },
  },
  follow: async (tx, change) => {
    await followOutlines(tx, change);
    return {};
  },
  successors: (tx, { codes }) => presentCodes(tx, codes),
};
