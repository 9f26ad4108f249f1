import type { Building, CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { compoundColumnsShown, compoundJoins } from './compound-row.ts';
import { type DetailRow, toDetail } from './compounds.views.ts';

/** A community has some ten compounds; a phone keeps no more than this. */
const compoundsMost = 100;

/** All compounds of a community with their buildings, in two reads however many there are. */
export async function communityCompounds(tx: Tx, principal: Principal, communityCode: string): Promise<CompoundDetail[]> {
  const { rows } = await sql<DetailRow>`select ${compoundColumnsShown}, c.other_households, c.other_residents, c.closed_at, c.close_reason,
      c.longitude, c.latitude, c.position_source, c.position_accuracy, c.outline is not null as has_outline,
      c.merged_into, null as merged_name
    from (select * from compounds where closed_at is null and community_code = ${communityCode} order by name, id limit ${compoundsMost}) c ${compoundJoins}
    order by c.name, c.id`.execute(tx);
  const { rows: buildings } = await sql<Building & { compound_id: string }>`
    select compound_id, id, name, units, floors, households, residents from buildings
    where community_code = ${communityCode} and compound_id = any (${rows.map((row) => row.id)}::uuid[]) and removed_at is null
    order by compound_id, (substring(name_key from '^[0-9]{1,9}'))::int nulls last, name_key`.execute(tx);
  const lists = new Map<string, Building[]>(rows.map((row) => [row.id, []]));
  for (const { compound_id, ...building } of buildings) lists.get(compound_id)?.push(building);
  return rows.map((row) => toDetail(principal, row, lists.get(row.id) ?? []));
}
