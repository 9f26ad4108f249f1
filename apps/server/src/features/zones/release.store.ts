import type { ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { releaseOf } from '@muster/contract/zones/zone-release.rules';
import type { Zone } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { factsAt, factsOf } from './facts.store.ts';
import { levelOf } from './regimes.store.ts';
import { spansAt } from './spans.sql.ts';
import type { ZoneRow } from './zone-row.ts';

export type Release = Pick<Zone, 'conditions' | 'conditionsAt'>;
export const noRelease: Release = { conditions: [], conditionsAt: null };

/** The conditions of each of these zones as they stand now: by its own version of its regime and what is known of its place. */
export async function releasesOf(
  tx: Tx,
  rows: readonly ZoneRow[],
  regimes: ReadonlyMap<string, ZoneRegime>,
  now: Date,
): Promise<Map<string, Release>> {
  const facts = Map.groupBy(await factsOf(tx, [...new Set(rows.map((row) => row.compound_id))]), (fact) => fact.compound_id);
  const others = new Map<string, Record<string, number>>();
  const found = new Map<string, Release>();
  for (const row of rows) {
    const regime = regimes.get(row.regime_id);
    if (!regime || row.level_key === null) continue;
    const level = levelOf(regime, row.level_key);
    const district = row.community_code.slice(0, 6);
    const asksOthers = level.release.some(({ kind }) => kind === 'othersLifted');
    const key = `${row.regime_id} ${district}`;
    if (asksOthers && !others.has(key)) others.set(key, await leftIn(tx, row.regime_id, district, now));
    const place = { compoundId: row.compound_id, buildingId: row.building_id, unit: row.unit };
    const stay = { since: row.since_at, closedSince: row.closed_since, steppedFrom: row.stepped_from };
    const release = releaseOf(level, stay, factsAt(facts.get(row.compound_id) ?? [], place, others.get(key) ?? {}), now);
    found.set(row.id, {
      conditions: release.conditions.map((one) => ({
        ...one,
        at: one.at?.toISOString() ?? null,
        roundFrom: one.roundFrom?.toISOString() ?? null,
      })),
      conditionsAt: release.at?.toISOString() ?? null,
    });
  }
  return found;
}

/** How many zones of each level of a regime hold in a district now. */
async function leftIn(tx: Tx, regimeId: string, district: string, now: Date): Promise<Record<string, number>> {
  const { rows } = await sql<{ level_key: string; n: number }>`select z.level_key, count(*)::int as n from ${spansAt(district, now)} z
    where z.level_key is not null and z.regime_id = ${regimeId}::uuid group by 1`.execute(tx);
  return Object.fromEntries(rows.map((one) => [one.level_key, one.n]));
}
