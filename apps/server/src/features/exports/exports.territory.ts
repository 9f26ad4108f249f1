import type { TerritoryPart } from '../../platform/territory.ts';

export const exportsTerritory: TerritoryPart = {
  feature: 'exports',
  columns: { exports: { filters: { stays: 'what was asked for, then; the file has left' } } },
};
