import { defaultPatchRoles } from '@muster/contract/patches/patch-roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { nearestRoles, rolesInForce } from './patch-roles.store.ts';

/**
 * Writes down which roles nobody fills now, for the patches that `which` names, and since when. A role is filled by
 * whoever is linked to it now and is not absent; substitutes are linked like anybody. Kept beside the patch, so that a
 * board costs its gaps and not the links of a city. Answers how many patches changed, by community.
 */
export async function refreshCoverage(tx: Tx, which: RawBuilder<boolean>, now: Date): Promise<{ community_code: string; n: number }[]> {
  const byDefault = JSON.stringify(defaultPatchRoles);
  const { rows } = await sql<{ community_code: string; n: number }>`
    with wanted as (
      select p.id, p.community_code, coalesce((select r.roles from patch_roles r
          where ${rolesInForce(sql`array[left(p.community_code, 4), left(p.community_code, 6), left(p.community_code, 9), p.community_code]`, now)}
          order by ${nearestRoles} limit 1), ${byDefault}::jsonb) as roles
      from patches p where p.closed_at is null and ${which} order by p.id for no key update of p),
    gaps as (
      select w.id, coalesce(array_agg(r.role ->> 'key' order by r.at) filter (where not exists (
          select 1 from patch_people l where l.patch_id = w.id and l.role_key = r.role ->> 'key' and l.from_at <= ${now} and (l.to_at is null or l.to_at > ${now})
            and not exists (select 1 from absences a where a.person_id = l.person_id and a.from_at <= ${now} and (a.to_at is null or a.to_at > ${now})))), '{}') as lacking
      from wanted w cross join lateral jsonb_array_elements(w.roles) with ordinality as r(role, at) group by w.id),
    changed as (
      update patches p set lacking = g.lacking,
        gap_at = case when cardinality(g.lacking) = 0 then null else coalesce(p.gap_at, ${now}::timestamptz) end,
        alarm_depth = case when cardinality(g.lacking) = 0 then 0 else p.alarm_depth end
      from gaps g where p.id = g.id and p.lacking <> g.lacking returning p.community_code)
    select community_code, count(*)::int as n from changed group by 1`.execute(tx);
  return rows;
}

/** All patches in which a person stands or whose place somebody takes. */
export function patchesOf(personId: string): RawBuilder<boolean> {
  return sql<boolean>`p.id in (select patch_id from patch_people where person_id = ${personId})`;
}

/** Patches for which somebody's time began or ended since `since`: no event tells it. */
export function patchesTurnedSince(since: Date, now: Date): RawBuilder<boolean> {
  return sql<boolean>`p.id in (
    select patch_id from patch_people where from_at > ${since} and from_at <= ${now}
    union select patch_id from patch_people where to_at > ${since} and to_at <= ${now}
    union select l.patch_id from patch_people l join absences a on a.person_id = l.person_id
      where (a.from_at > ${since} and a.from_at <= ${now}) or (a.to_at > ${since} and a.to_at <= ${now}))
    -- Roles that were planned begin by time, those of an incident begin and end with it.
    or exists (select 1 from patch_roles r left join incidents i on i.id = r.incident_id
      where left(p.community_code, length(r.area_code)) = r.area_code and r.to_at is distinct from r.from_at
        and (r.from_at > ${since} and r.from_at <= ${now} or i.activated_at > ${since} and i.activated_at <= ${now} or i.ended_at > ${since} and i.ended_at <= ${now}))`;
}
