import type { TerritoryPart } from '../../platform/territory.ts';

export const registersTerritory: TerritoryPart = {
  feature: 'registers',
  columns: { registers: { content: { stays: 'what was printed, then' } } },
};
