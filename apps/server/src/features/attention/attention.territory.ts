import { followCounters } from '../../platform/follow-columns.ts';
import type { TerritoryPart } from '../../platform/territory.ts';

export const attentionTerritory: TerritoryPart = {
  feature: 'attention',
  columns: { attention_hours: { area_code: 'own' } },
  /** What a subdistrict needed at an hour stays its own when one of its communities leaves it. */
  async follow(tx, change) {
    await followCounters(tx, change, { table: 'attention_hours', keys: ['incident_id', 'hour', 'area_code'], sums: ['needing'] });
    return {};
  },
};
