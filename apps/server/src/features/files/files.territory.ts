import type { TerritoryPart } from '../../platform/territory.ts';

export const filesTerritory: TerritoryPart = {
  feature: 'files',
  columns: { attachments: { area_code: 'code', reach_down: 'reach', reach_up: 'reach' } },
};
