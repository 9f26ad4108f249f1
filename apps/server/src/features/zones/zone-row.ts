import type { ZoneRegime, ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import type { Zone, ZoneStretch } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';

/** A compound, a building or a stairwell, by name. */
export interface ControlledPlaceRow {
  id: string;
  compound_id: string;
  compound_name: string;
  building_id: string | null;
  building_name: string | null;
  unit: number | null;
  community_code: string;
  community_name: string;
}

export interface ZoneRow extends ControlledPlaceRow {
  regime_id: string;
  level_key: string | null;
  strictness: ZoneStrictness | null;
  from_at: Date;
  to_at: Date | null;
  since_at: Date;
  closed_since: Date;
  stepped_from: string | null;
  until_at: Date | null;
  notice_id: string;
  notice_number: string | null;
  due_at: Date | null;
  due_by: 'conditions' | 'end' | null;
}

/** For zones `z`, with their places by name and the number of their notice: a lookup each. */
export const zoneColumns = sql`z.id, z.compound_id, c.name as compound_name, z.building_id, b.name as building_name, z.unit, z.community_code, a.short_name as community_name,
  z.regime_id, z.level_key, z.strictness, z.from_at, z.to_at, z.since_at, z.closed_since, z.stepped_from, z.until_at, z.notice_id, n.number as notice_number, z.due_at, z.due_by`;
export const zoneJoins = sql`join compounds c on c.id = z.compound_id join areas a on a.code = z.community_code
  left join buildings b on b.id = z.building_id left join zone_notices n on n.id = z.notice_id`;

export function placeText(row: Pick<ZoneRow, 'compound_name' | 'building_name' | 'unit'>): string {
  return `${row.compound_name}${row.building_name ?? ''}${row.unit === null ? '' : `${row.unit}单元`}`;
}

const levelName = (regimes: ReadonlyMap<string, ZoneRegime>, row: Pick<ZoneRow, 'regime_id' | 'level_key'>) =>
  regimes.get(row.regime_id)?.levels.find(({ key }) => key === row.level_key)?.name ?? row.level_key;

/** A zone as it is shown, of a row that has a level. `at` is the moment that is looked at: what was due is said of now alone. */
export function toZone(
  row: ZoneRow,
  regimes: ReadonlyMap<string, ZoneRegime>,
  now: Date,
  release: Pick<Zone, 'conditions' | 'conditionsAt'>,
): Zone {
  return {
    id: row.id,
    compoundId: row.compound_id,
    compoundName: row.compound_name,
    buildingId: row.building_id,
    buildingName: row.building_name,
    unit: row.unit,
    communityCode: row.community_code,
    communityName: row.community_name,
    regimeId: row.regime_id,
    levelKey: row.level_key ?? '',
    levelName: levelName(regimes, row) ?? '',
    strictness: row.strictness ?? 'precaution',
    from: row.from_at.toISOString(),
    to: row.to_at?.toISOString() ?? null,
    since: row.since_at.toISOString(),
    closedSince: row.closed_since.toISOString(),
    until: row.until_at?.toISOString() ?? null,
    noticeId: row.notice_id,
    noticeNumber: row.notice_number ?? '',
    dueAt: row.due_at?.toISOString() ?? null,
    dueBy: row.due_by,
    isOverstaying: row.due_at !== null && row.due_at <= now && (row.to_at === null || row.to_at > now),
    ...release,
  };
}

export function toStretch(row: ZoneRow, regimes: ReadonlyMap<string, ZoneRegime>): ZoneStretch {
  return {
    id: row.id,
    compoundId: row.compound_id,
    place: placeText(row),
    buildingId: row.building_id,
    unit: row.unit,
    levelName: levelName(regimes, row),
    strictness: row.strictness,
    from: row.from_at.toISOString(),
    to: row.to_at?.toISOString() ?? null,
    noticeId: row.notice_id,
    noticeNumber: row.notice_number ?? '',
  };
}
