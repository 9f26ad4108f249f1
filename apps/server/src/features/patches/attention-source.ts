import { rangeEnd } from '@muster/contract/areas/area-code';
import { alarmAfter, alarmDepth, gapDueAt } from '@muster/contract/patches/gap-alarm.rules';
import { sql } from 'kysely';
import type { AttentionSource, OpenThing } from '../../platform/attention-source.ts';
import { rolesOf } from './patch-roles.store.ts';

/**
 * Patches that lack somebody: the community's at once, and of each desk above when it has lasted (gap-alarm.rules.ts). An index
 * holds only patches with a gap, so a city whose patches are filled pays nothing. Nobody is alarmed while nothing happens.
 */
export const patchesAttention: AttentionSource = {
  kinds: ['patchLacking'],
  open: (areaCode, now) => {
    const since = new Date(now.getTime() - alarmAfter(areaCode));
    const late = new Date(now.getTime() - (gapDueAt(now).getTime() - now.getTime()));
    return sql<OpenThing>`select 'patchLacking'::text as kind, p.id as subject_id, p.community_code as area_code, null::uuid as order_id,
        p.gap_at <= ${late} as is_late, null::text as limit_kind, p.gap_at <= ${late} as is_escalated, false as unstaffed,
        p.gap_at + ${sql.lit(`${(gapDueAt(now).getTime() - now.getTime()) / 1000} seconds`)}::interval as due_at, p.gap_at as since
      from patches p where p.community_code >= ${areaCode} and p.community_code < ${rangeEnd(areaCode)} and p.gap_at is not null and p.closed_at is null
        and p.gap_at <= ${since} and exists (select 1 from incidents where state = 'active')`;
  },
  async items(tx, ids, now) {
    const { rows } = await sql<{ id: string; community_code: string; area_name: string; name: string; lacking: string[]; gap_at: Date }>`
      select p.id, p.community_code, a.short_name as area_name, p.name, p.lacking, p.gap_at from patches p join areas a on a.code = p.community_code
      where p.id = any (${ids}::uuid[]) and p.gap_at is not null and p.closed_at is null`.execute(tx);
    const roles = await rolesOf(tx, [...new Set(rows.map((row) => row.community_code))], now);
    return rows.map((row) => {
      const named = new Map(roles.get(row.community_code)?.map(({ key, name }) => [key, name]));
      const due = gapDueAt(row.gap_at);
      const isLate = due <= now;
      return {
        kind: 'patchLacking' as const,
        subjectId: row.id,
        areaCode: row.community_code,
        areaName: row.area_name,
        order: null,
        title: row.name,
        detail: row.lacking.map((key) => named.get(key) ?? key).join('、'),
        attention: {
          state: isLate ? ('late' as const) : ('waiting' as const),
          reason: 'patchLacking' as const,
          limit: null,
          since: (isLate ? due : row.gap_at).toISOString(),
          until: due.toISOString(),
          escalated: alarmDepth(row.gap_at, now) > 0,
          nextStep: 'fillRole' as const,
        },
      };
    });
  },
};
