import { rangeEnd } from '@muster/contract/areas/area-code';
import { groundSteps } from '@muster/contract/attention/attention';
import { shortAheadMinutes, shortages } from '@muster/contract/places/place-times.rules';
import { sql } from 'kysely';
import type { AttentionSource } from '../../platform/attention-source.ts';
import { type PlaceRow, placeColumnsShown, placeJoins } from './place-row.ts';
import { isShortSoon } from './places.views.ts';

/** What begins in that very minute belongs to it. */
const ahead = shortAheadMinutes * 60_000 + 1;

/**
 * Places that are open, or open within the hour, with fewer people than they need. Late from the moment at which somebody
 * should stand there. An index (`places_short`) holds only what is short within a day.
 */
export const placesAttention: AttentionSource = {
  kinds: ['placeUnstaffed'],
  open: (
    areaCode,
    now,
  ) => sql`select 'placeUnstaffed'::text as kind, p.id as subject_id, p.community_code as area_code, null::uuid as order_id,
      p.short_from <= ${now}::timestamptz as is_late, null::text as limit_kind, false as is_escalated, false as unstaffed, p.short_from as due_at, p.short_from as since
    from places p where p.community_code >= ${areaCode} and p.community_code < ${rangeEnd(areaCode)} and p.closed_at is null and ${isShortSoon(now)}`,
  async items(tx, ids, now) {
    const { rows } = await sql<PlaceRow>`select ${placeColumnsShown(now)} from places p ${placeJoins}
      where p.id = any (${ids}::uuid[]) and p.closed_at is null and ${isShortSoon(now)}`.execute(tx);
    return rows.map((row) => {
      const from = row.short_from as Date;
      const isLate = from <= now;
      const [first] = shortages(row.opening, row.shifts, now, new Date(now.getTime() + ahead));
      const shift = row.shifts.find(({ id }) => id === first?.shiftId);
      return {
        kind: 'placeUnstaffed' as const,
        subjectId: row.id,
        areaCode: row.community_code,
        areaName: row.community_name,
        order: null,
        title: row.name,
        detail: first && shift ? `${shift.name} ${shift.from}–${shift.to} ${first.standing}/${first.needed}` : null,
        attention: {
          state: isLate ? ('late' as const) : ('waiting' as const),
          reason: 'placeUnstaffed' as const,
          limit: null,
          since: from.toISOString(),
          until: from.toISOString(),
          escalated: false,
          nextStep: groundSteps.placeUnstaffed,
        },
      };
    });
  },
};
