import { buildingNameKey } from '@muster/contract/compounds/compound-names';
import type { Building } from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { compoundColumns, type WrittenCompound } from './compounds.store.ts';

export interface EnteredCompound extends WrittenCompound {
  id: string;
  communityCode: string;
  buildings: readonly Building[];
}

const batchMost = 1000;

/** New compounds with their buildings, a thousand rows a statement: a city's 10,000 and 60,000 are some seconds. */
export async function insertCompounds(tx: Tx, compounds: readonly EnteredCompound[], isMadeUp: boolean, now: Date): Promise<void> {
  for (const batch of batches(compounds)) {
    const rows = batch.map(({ id, communityCode, buildings: _, ...written }) => ({
      id,
      community_code: communityCode,
      ...compoundColumns(written),
    }));
    await sql`insert into compounds (id, community_code, grid_code, name, name_key, sound_key, aliases, road, number, yard, kind, lacks, gates,
        other_households, other_residents, search_text, is_made_up, created_at)
      select t.id, t.community_code, t.grid_code, t.name, t.name_key, t.sound_key, t.aliases, t.road, t.number, t.yard, t.kind, t.lacks, t.gates,
        t.other_households, t.other_residents, t.search_text, ${isMadeUp}::boolean, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, community_code text, grid_code text, name text, name_key text, sound_key text,
        aliases text[], road text, number text, yard text, kind text, lacks text[], gates text[], other_households int, other_residents int, search_text text)
      returning id`.execute(tx);
  }
  const buildings = compounds.flatMap(({ id, communityCode, buildings }) =>
    buildings.map((one) => ({ ...one, compoundId: id, communityCode })),
  );
  for (const batch of batches(buildings)) {
    const rows = batch.map((one) => ({ ...one, key: buildingNameKey(one.name) }));
    await sql`insert into buildings (id, compound_id, community_code, name, name_key, units, floors, households, residents, created_at)
      select t.id, t."compoundId", t."communityCode", t.name, t.key, t.units, t.floors, t.households, t.residents, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, "compoundId" uuid, "communityCode" text, name text, key text, units int, floors int,
        households int, residents int)
      returning id`.execute(tx);
  }
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += batchMost) yield rows.slice(from, from + batchMost);
}
