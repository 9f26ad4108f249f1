import type { TerritoryPart } from '../../platform/territory.ts';

const sealed = { stays: 'the journal is sealed: it is read by what an area was called then (app.was_mine, area_lineage)' } as const;

export const journalTerritory: TerritoryPart = {
  feature: 'journal',
  columns: { events: { area_code: sealed, reach_down: sealed, reach_up: sealed, payload: sealed, result: sealed } },
};
