import type { ZoneLevel } from '@muster/contract/zones/zone-regimes';
import type { Zone } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { regimesById } from './regimes.store.ts';
import { noRelease, releasesOf } from './release.store.ts';
import { spansAt } from './spans.sql.ts';
import { toZone, type ZoneRow, zoneColumns, zoneJoins } from './zone-row.ts';

/** A community of fifty buildings, each with a status of its own: more than this no phone keeps. */
const zonesMost = 120;

interface Kept {
  items: Zone[];
  /** What each of their levels means for those who live there, by regime and key. */
  levels: { regimeId: string; level: ZoneLevel }[];
}

/** What is closed in a community now, the strictest first, and the rules that hold there. */
export async function communityZones(tx: Tx, communityCode: string, now: Date): Promise<Kept> {
  const { rows } = await sql<ZoneRow>`select ${zoneColumns} from ${spansAt(communityCode, now)} z ${zoneJoins}
    where z.level_key is not null and z.community_code = ${communityCode}
    order by array_position(array['locked', 'controlled', 'precaution'], z.strictness), c.name, coalesce(b.name_key, ''), z.unit nulls first, z.id
    limit ${zonesMost}`.execute(tx);
  const regimes = await regimesById(tx);
  const releases = await releasesOf(tx, rows, regimes, now);
  const items = rows.map((row) => toZone(row, regimes, now, releases.get(row.id) ?? noRelease));
  const levels = new Map<string, Kept['levels'][number]>();
  for (const { regimeId, levelKey } of items) {
    const level = regimes.get(regimeId)?.levels.find((one) => one.key === levelKey);
    if (level) levels.set(`${regimeId} ${levelKey}`, { regimeId, level });
  }
  return { items, levels: [...levels.values()] };
}
