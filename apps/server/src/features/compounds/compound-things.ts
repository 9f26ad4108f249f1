import { rangeEnd } from '@muster/contract/areas/area-code';
import type { CompoundKind } from '@muster/contract/compounds/compound-kinds';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

/**
 * Compounds as things that others ask about one by one, closed ones too: a condition on `closed_at` and the community walks
 * `compounds_by_community`.
 */
export const compoundThings = sql`select id, 'compound'::text as of, kind, name, nullif(concat(road, number, yard), '') as at,
  community_code, grid_code, closed_at, merged_into from compounds`;

/** Communities under an area that have a compound of this kind now, in code order. */
export async function communitiesWithCompound(tx: Tx, kind: CompoundKind, under: string): Promise<string[]> {
  const { rows } = await sql<{ community_code: string }>`select distinct community_code from compounds
    where closed_at is null and kind = ${kind} and community_code >= ${under} and community_code < ${rangeEnd(under)} order by 1`.execute(
    tx,
  );
  return rows.map((row) => row.community_code);
}
