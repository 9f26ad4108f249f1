import { rangeEnd } from '@muster/contract/areas/area-code';
import type { PlaceKind } from '@muster/contract/places/place-kinds';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

/** Places as things that others ask about one by one, closed ones too. One at a compound is of the grid of that compound. */
export const placeThings = sql`select p.id, 'place'::text as of, p.kind, p.name, nullif(concat(c.name, p.gate), '') as at,
  p.community_code, c.grid_code, p.closed_at, null::uuid as merged_into from places p left join compounds c on c.id = p.compound_id`;

/** Communities under an area that have a place of this kind now, in code order. */
export async function communitiesWithPlace(tx: Tx, kind: PlaceKind, under: string): Promise<string[]> {
  const { rows } = await sql<{ community_code: string }>`select distinct community_code from places
    where closed_at is null and kind = ${kind} and community_code >= ${under} and community_code < ${rangeEnd(under)} order by 1`.execute(
    tx,
  );
  return rows.map((row) => row.community_code);
}
