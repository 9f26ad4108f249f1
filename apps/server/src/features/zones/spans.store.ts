import type { ZoneRegime, ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { Begun, Span } from './notice-plan.rules.ts';

interface SpanRow {
  id: string;
  compound_id: string;
  building_id: string | null;
  unit: number | null;
  regime_id: string;
  level_key: string | null;
  strictness: ZoneStrictness | null;
  since_at: Date;
  closed_since: Date;
  stepped_from: string | null;
  until_at: Date | null;
}

/** What holds in these compounds at a moment, in every place that has a stretch of its own. */
export async function spansOf(tx: Tx, compoundIds: readonly string[], at: Date, regimes: ReadonlyMap<string, ZoneRegime>): Promise<Span[]> {
  const { rows } =
    await sql<SpanRow>`select id, compound_id, building_id, unit, regime_id, level_key, strictness, since_at, closed_since, stepped_from, until_at
    from zones where compound_id = any (${compoundIds}::uuid[]) and from_at <= ${at} and (to_at is null or to_at > ${at})`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    place: { compoundId: row.compound_id, buildingId: row.building_id, unit: row.unit },
    status:
      row.level_key === null || row.strictness === null
        ? null
        : {
            regimeId: row.regime_id,
            regimeKey: regimes.get(row.regime_id)?.key ?? '',
            levelKey: row.level_key,
            strictness: row.strictness,
            since: row.since_at,
            closedSince: row.closed_since,
            steppedFrom: row.stepped_from,
            until: row.until_at,
          },
  }));
}

/**
 * A notice builds on what holds; where something was decided for later already, the two would contradict each other. Whoever
 * means it withdraws that one first.
 */
export async function refuseLaterChanges(tx: Tx, compoundIds: readonly string[], at: Date): Promise<void> {
  const { rows } = await sql<{ name: string; number: string }>`select c.name, n.number from zones z join compounds c on c.id = z.compound_id
      join zone_notices n on n.id = case when z.from_at > ${at} then z.notice_id else z.ended_by end
    where z.compound_id = any (${compoundIds}::uuid[]) and (z.to_at is null or z.to_at > z.from_at) and (z.from_at > ${at} or z.to_at > ${at})
    order by z.from_at limit 1`.execute(tx);
  if (rows[0]) throw new Problem('zone.changed-later', { name: rows[0].name, number: rows[0].number });
}

export async function endSpans(tx: Tx, ids: readonly string[], at: Date, noticeId: string, now: Date): Promise<void> {
  await sql`update zones set to_at = ${at}::timestamptz, ended_by = ${noticeId}::uuid${at <= now ? sql`, due_at = null, due_by = null` : sql``}
    where id = any (${ids}::uuid[])`.execute(tx);
}

export async function insertSpans(
  tx: Tx,
  begins: readonly (Begun & { communityCode: string })[],
  notice: { id: string; regimeId: string; at: Date },
): Promise<void> {
  const column = <T>(of: (one: Begun & { communityCode: string }) => T) => begins.map(of);
  await sql`insert into zones (id, compound_id, community_code, building_id, unit, regime_id, level_key, strictness, from_at, since_at, closed_since, stepped_from, until_at, notice_id)
    select t.id, t.compound, t.community, t.building, t.unit, t.regime, t.level, t.strictness, ${notice.at}::timestamptz, t.since, t.closed, t.stepped, t.until, ${notice.id}::uuid
    from unnest(${column(() => newId())}::uuid[], ${column(({ place }) => place.compoundId)}::uuid[], ${column((one) => one.communityCode)}::text[],
      ${column(({ place }) => place.buildingId)}::uuid[], ${column(({ place }) => place.unit)}::int[], ${column(({ status }) => status?.regimeId ?? notice.regimeId)}::uuid[],
      ${column(({ status }) => status?.levelKey ?? null)}::text[], ${column(({ status }) => status?.strictness ?? null)}::text[],
      ${column(({ status }) => status?.since ?? notice.at)}::timestamptz[], ${column(({ status }) => status?.closedSince ?? notice.at)}::timestamptz[],
      ${column(({ status }) => status?.steppedFrom ?? null)}::text[], ${column(({ status }) => status?.until ?? null)}::timestamptz[])
      as t(id, compound, community, building, unit, regime, level, strictness, since, closed, stepped, until)
    returning id`.execute(tx);
}
