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
