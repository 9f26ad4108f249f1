import { lineage } from '@muster/contract/areas/area-code';
import type { ZoneLevel, ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';

interface RegimeRow {
  id: string;
  key: string;
  name: string;
  area_code: string | null;
  levels: ZoneLevel[];
  from_at: Date | null;
  to_at: Date | null;
}

const toRegime = (row: RegimeRow): ZoneRegime => ({
  id: row.id,
  key: row.key,
  name: row.name,
  areaCode: row.area_code,
  levels: row.levels,
  from: row.from_at?.toISOString() ?? null,
  to: row.to_at?.toISOString() ?? null,
});

/** Those of the country and of the areas above and around one, the newest first. There are a handful. */
export async function regimesFor(tx: Tx, areaCode: string): Promise<ZoneRegime[]> {
  const { rows } = await sql<RegimeRow>`select id, key, name, area_code, levels, from_at, to_at from zone_regimes
    where area_code is null or area_code = any (${lineage(areaCode)}::text[]) or starts_with(area_code, ${areaCode})
    order by from_at desc nulls last, key`.execute(tx);
  return rows.map(toRegime);
}

/** All of them by id: what a zone means is read from its own version, whatever holds now. */
export async function regimesById(tx: Tx): Promise<Map<string, ZoneRegime>> {
  const { rows } = await sql<RegimeRow>`select id, key, name, area_code, levels, from_at, to_at from zone_regimes`.execute(tx);
  return new Map(rows.map((row) => [row.id, toRegime(row)]));
}

/** A regime by which a notice may speak of an area at its hour. To lift what an ended one left behind is always allowed. */
export async function regimeInForce(tx: Tx, id: string, areaCode: string, at: Date, onlyLifts: boolean): Promise<ZoneRegime> {
  const regime = (await regimesById(tx)).get(id);
  if (!regime || (regime.areaCode !== null && !areaCode.startsWith(regime.areaCode))) throw new Problem('zone.level-unknown');
  if (!onlyLifts && ((regime.from && new Date(regime.from) > at) || (regime.to && new Date(regime.to) <= at)))
    throw new Problem('zone.regime-not-in-force', { name: regime.name });
  return regime;
}

export function levelOf(regime: ZoneRegime, key: string): ZoneLevel {
  const level = regime.levels.find((one) => one.key === key);
  if (!level) throw new Problem('zone.level-unknown', { level: key });
  return level;
}

/** The next version of a regime: the one before ends where it begins. */
export async function insertRegime(tx: Tx, regime: ZoneRegime & { areaCode: string; from: string }): Promise<void> {
  const { id, key, name, areaCode, levels, from, to } = regime;
  const { rows } = await sql<{ from_at: Date }>`select from_at from zone_regimes
    where area_code = ${areaCode} and key = ${key} and (to_at is null or to_at > ${from}) for update`.execute(tx);
  if (rows.some((row) => row.from_at >= new Date(from))) throw new Problem('zone.regime-overlaps');
  await sql`update zone_regimes set to_at = ${from}::timestamptz where area_code = ${areaCode} and key = ${key} and (to_at is null or to_at > ${from})`.execute(
    tx,
  );
  await sql`insert into zone_regimes (id, key, name, area_code, levels, from_at, to_at)
    values (${id}, ${key}, ${name}, ${areaCode}, ${JSON.stringify(levels)}::jsonb, ${from}::timestamptz, ${to}::timestamptz)`.execute(tx);
}
