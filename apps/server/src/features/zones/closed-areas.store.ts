import type { ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { spansAt } from './spans.sql.ts';

/** Communities of an area in which a zone of this strictness holds now, as far as the reader sees: "all communities with a locked-down zone". */
export async function communitiesWithZone(tx: Tx, under: string, strictness: ZoneStrictness, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    code: string;
  }>`select distinct z.community_code as code from ${spansAt(under, now)} z where z.strictness = ${strictness} order by 1`.execute(tx);
  return rows.map(({ code }) => code);
}

export interface CompoundZone {
  compoundId: string;
  communityCode: string;
  /** The strictest that holds anywhere in the compound, and whether it holds for all of it. */
  strictness: ZoneStrictness;
  isWhole: boolean;
  isOverstaying: boolean;
}

/** One row a compound that has any zone at a moment, for a map or a list of compounds. */
export async function zonesOfCompounds(tx: Tx, under: string, at: Date): Promise<CompoundZone[]> {
  const { rows } = await sql<CompoundZone>`select z.compound_id as "compoundId", z.community_code as "communityCode",
      (array['locked', 'controlled', 'precaution'])[min(array_position(array['locked', 'controlled', 'precaution'], z.strictness))] as strictness,
      min(array_position(array['locked', 'controlled', 'precaution'], z.strictness)) = min(array_position(array['locked', 'controlled', 'precaution'], z.strictness)) filter (where z.building_id is null) as "isWhole",
      bool_or(z.due_at is not null and z.due_at <= ${at}) as "isOverstaying"
    from ${spansAt(under, at)} z where z.strictness is not null group by z.compound_id, z.community_code order by z.community_code, z.compound_id`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, isWhole: row.isWhole === true }));
}
