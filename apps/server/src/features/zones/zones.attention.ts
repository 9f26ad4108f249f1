import { rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { AttentionSource } from '../../platform/attention-source.ts';
import { regimesById } from './regimes.store.ts';
import { noRelease } from './release.store.ts';
import { placeText, toZone, type ZoneRow, zoneColumns, zoneJoins } from './zone-row.ts';
import { soonMs } from './zones.views.ts';

/**
 * The alarm of over-control (九不准 no. 3): a zone that met its conditions or passed its end and is still closed is late, at its
 * community and everywhere above; one that is due within a day waits for its notice. The index `zones_due` holds only closed
 * zones whose hour is known.
 */
export const zonesAttention: AttentionSource = {
  kinds: ['zoneOverstaying', 'zoneToRelease'],
  open: (
    areaCode,
    now,
  ) => sql`select case when z.due_at <= ${now} then 'zoneOverstaying' else 'zoneToRelease' end as kind, z.id as subject_id, z.community_code as area_code,
      null::uuid as order_id, z.due_at <= ${now} as is_late, null::text as limit_kind, z.escalated_at is not null and z.due_at <= ${now} as is_escalated, false as unstaffed, z.due_at,
      greatest(z.due_at, z.since_at) as since
    from zones z where z.community_code >= ${areaCode} and z.community_code < ${rangeEnd(areaCode)} and z.due_at is not null
      and z.due_at <= ${new Date(now.getTime() + soonMs)} and z.from_at <= ${now} and (z.to_at is null or z.to_at > ${now})`,
  async items(tx, ids, now) {
    const { rows } = await sql<ZoneRow & { escalated_at: Date | null }>`select ${zoneColumns}, z.escalated_at from zones z ${zoneJoins}
      where z.id = any (${ids}::uuid[]) and z.due_at is not null and (z.to_at is null or z.to_at > ${now})`.execute(tx);
    const regimes = await regimesById(tx);
    return rows.map((row) => {
      const { levelName, isOverstaying } = toZone(row, regimes, now, noRelease);
      const dueAt = (row.due_at as Date).toISOString();
      const kind = isOverstaying ? 'zoneOverstaying' : 'zoneToRelease';
      return {
        kind,
        subjectId: row.id,
        areaCode: row.community_code,
        areaName: row.community_name,
        order: null,
        title: placeText(row),
        detail: levelName,
        attention: {
          state: isOverstaying ? 'late' : 'waiting',
          reason: kind,
          limit: null,
          since: isOverstaying ? dueAt : row.since_at.toISOString(),
          until: dueAt,
          escalated: isOverstaying && row.escalated_at !== null,
          nextStep: 'decideZone',
        },
      };
    });
  },
};
