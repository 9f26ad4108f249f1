import { sql } from 'kysely';
import type { TerritoryPart } from '../../platform/territory.ts';

const withCompound = { community_code: { stays: 'follows its compound (on update cascade)' } } as const;

export const zonesTerritory: TerritoryPart = {
  feature: 'zones',
  columns: {
    zone_regimes: { area_code: 'own', levels: { stays: 'names and conditions of levels, no codes' } },
    zone_notices: { area_code: 'code', items: { json: 'id' }, reach_down: 'reach', reach_up: 'reach' },
    zones: withCompound,
    zone_facts: withCompound,
    zone_proposals: withCompound,
  },
  /** Rules of an area go with it. Where two areas are one now, those of the one that goes on hold: the others end, and stay under the code of then. */
  async follow(tx, change) {
    if (change.moves.length === 0) return {};
    await sql`update zone_regimes r set area_code = l.present_code from area_lineage l
      where l.former_code = r.area_code and l.change_id = ${change.id}::uuid and not l.merges`.execute(tx);
    await sql`update zone_regimes r set to_at = greatest(r.from_at + interval '1 second', ${change.now}::timestamptz) from area_lineage l
      where l.former_code = r.area_code and l.change_id = ${change.id}::uuid and l.merges and (r.to_at is null or r.to_at > ${change.now})`.execute(
      tx,
    );
    return {};
  },
};
