import { rangeEnd } from '@muster/contract/areas/area-code';
import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { Patch, PatchPerson } from '@muster/contract/patches/patches.operations';
import * as operations from '@muster/contract/patches/patches.operations';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { maskMobile } from '../people/index.ts';
import { rolesAt } from './patch-roles.store.ts';
import { patchesPolicy, readsPatches } from './patches.policy.ts';

export interface PatchRow {
  id: string;
  community_code: string;
  community_name: string;
  name: string;
  lacking: string[];
  gap_at: Date | null;
  duty_phone: string | null;
  card_token: string;
  version: number;
  parts: { compoundId: string; buildingId: string | null; unit: number | null; text: string }[];
  households: number;
  people: (Omit<PatchPerson, 'mobileMasked' | 'isTooMany'> & { mobile: string | null })[];
}

/** Patches `p` of a page with what belongs to them and who stands there now: lookups by patch, never the tables. */
export function patchColumns(now: Date): RawBuilder<unknown> {
  return sql`p.id, p.community_code, a.short_name as community_name, p.name, p.lacking, p.gap_at, p.duty_phone, p.card_token, p.version,
    (select coalesce(json_agg(json_build_object('compoundId', t.compound_id, 'buildingId', t.building_id, 'unit', t.unit,
        'text', concat_ws(' ', c.name, b.name, t.unit || '单元')) order by c.name, (substring(b.name_key from '^[0-9]{1,9}'))::int nulls first, t.unit), '[]')
      from patch_parts t join compounds c on c.id = t.compound_id left join buildings b on b.id = t.building_id
      where t.patch_id = p.id and t.community_code = p.community_code and t.removed_at is null) as parts,
    -- A stairwell is its building's share; a whole compound is all that stands in it.
    (select coalesce(sum(case when t.building_id is null
        then c.other_households + (select coalesce(sum(k.households), 0) from buildings k where k.compound_id = c.id and k.community_code = c.community_code and k.removed_at is null)
        when t.unit is null then b.households else round(b.households::numeric / greatest(b.units, 1)) end), 0)::int
      from patch_parts t join compounds c on c.id = t.compound_id left join buildings b on b.id = t.building_id
      where t.patch_id = p.id and t.community_code = p.community_code and t.removed_at is null) as households,
    (select coalesce(json_agg(json_build_object('linkId', l.id, 'roleKey', l.role_key, 'personId', l.person_id, 'name', l.person_name, 'mobile', s.mobile,
        'from', l.from_at, 'to', l.to_at, 'substitutesFor', (select z.person_name from patch_people z where z.person_id = l.substitutes limit 1), 'phoneAgreed', l.phone_agreed,
        'absent', (select x.reason from absences x where x.person_id = l.person_id and x.from_at <= ${now} and (x.to_at is null or x.to_at > ${now}) limit 1),
        'patches', (select count(*) from patch_people n where n.person_id = l.person_id and n.role_key = l.role_key and (n.to_at is null or n.to_at > ${now}))) order by l.role_key, l.from_at), '[]')
      from patch_people l left join persons s on s.id = l.person_id
      where l.patch_id = p.id and l.community_code = p.community_code and (l.to_at is null or l.to_at > ${now})) as people`;
}

export function toPatch(principal: Principal, roles: readonly PatchRole[]): (row: PatchRow) => Patch {
  const most = new Map(roles.map((role) => [role.key, role.most ?? Number.POSITIVE_INFINITY]));
  return (row) => ({
    id: row.id,
    communityCode: row.community_code,
    communityName: row.community_name,
    name: row.name,
    parts: row.parts,
    households: row.households,
    people: row.people.map(({ mobile, ...person }) => ({
      ...person,
      from: new Date(person.from).toISOString(),
      to: person.to ? new Date(person.to).toISOString() : null,
      mobileMasked: maskMobile(mobile),
      isTooMany: person.patches > (most.get(person.roleKey) ?? Number.POSITIVE_INFINITY),
    })),
    lacking: row.lacking,
    gapSince: row.gap_at?.toISOString() ?? null,
    dutyPhone: row.duty_phone,
    version: row.version,
    may: { change: may(patchesPolicy, principal, 'patch:change', { communityCode: row.community_code }) },
  });
}

export const listPatches = view(operations.listPatches, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['text', 'text', 'uuid']);
    const { rows } = await sql<PatchRow>`select ${patchColumns(now)} from (
        select * from patches where closed_at is null and community_code >= ${under} and community_code < ${rangeEnd(under)}
          and ${input.lacking ? sql`gap_at is not null` : sql`true`} and ${input.lacking && input.lacking !== 'any' ? sql`${input.lacking} = any (lacking)` : sql`true`}
          and ${input.compoundId ? sql`id in (select patch_id from patch_parts where compound_id = ${input.compoundId}::uuid and removed_at is null)` : sql`true`}
          and ${input.mine ? sql`id in (select patch_id from patch_people where person_id = ${principal.personId}::uuid and (to_at is null or to_at > ${now}))` : sql`true`}
          and ${after ? sql`(community_code, name, id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
        order by community_code, name, id limit ${input.limit + 1}) p join areas a on a.code = p.community_code
      order by p.community_code, p.name, p.id`.execute(tx);
    const roles = await rolesAt(tx, under, now);
    const listed = page(rows, input.limit, toPatch(principal, roles), (row) => [row.community_code, row.name, row.id]);
    return { ...listed, roles };
  },
});

export const getPatch = view(operations.getPatch, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const { rows } = await sql<PatchRow>`select ${patchColumns(now)} from patches p join areas a on a.code = p.community_code
      where p.id = ${input.patchId} and p.closed_at is null`.execute(tx);
    const [row] = rows;
    if (!row) throw notFound();
    const roles = await rolesAt(tx, row.community_code, now);
    return { ...toPatch(principal, roles)(row), roles, cardPath: `/card/${row.card_token}` };
  },
});

interface AreaRow {
  code: string;
  name: string;
  patches: number;
  lacking: number;
  undivided: number;
  by_role: Record<string, number>;
}

/** The areas directly below with what their patches lack. Costs one pass over the patches' narrow index and the gaps. */
async function coverageBelow(tx: Tx, under: string): Promise<AreaRow[]> {
  const length = under.length === 4 ? 6 : under.length === 6 ? 9 : 12;
  const { rows } = await sql<AreaRow>`
    with counted as (
      select left(community_code, ${length}) as code, count(*)::int as patches, count(gap_at)::int as lacking from patches
      where closed_at is null and community_code >= ${under} and community_code < ${rangeEnd(under)} group by 1),
    roles as (
      select code, jsonb_object_agg(role, n) as by_role from (
        select left(community_code, ${length}) as code, role, count(*)::int as n from patches cross join unnest(lacking) as role
        where gap_at is not null and closed_at is null and community_code >= ${under} and community_code < ${rangeEnd(under)} group by 1, 2) r group by 1),
    bare as (
      select left(c.community_code, ${length}) as code, count(*)::int as undivided from compounds c
      where c.closed_at is null and c.community_code >= ${under} and c.community_code < ${rangeEnd(under)}
        and not exists (select 1 from patch_parts t where t.compound_id = c.id and t.community_code = c.community_code and t.removed_at is null) group by 1)
    select a.code, a.short_name as name, coalesce(n.patches, 0) as patches, coalesce(n.lacking, 0) as lacking, coalesce(b.undivided, 0) as undivided,
      coalesce(r.by_role, '{}') as by_role
    from areas a left join counted n on n.code = a.code left join roles r on r.code = a.code left join bare b on b.code = a.code
    where length(a.code) = ${length} and a.code >= ${under} and a.code < ${rangeEnd(under)} and a.valid_to is null order by a.code`.execute(
    tx,
  );
  return rows;
}

export const getCoverage = view(operations.getCoverage, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const [roles, areas] = await Promise.all([rolesAt(tx, under, now), coverageBelow(tx, under)]);
    const sum = (key: 'patches' | 'lacking' | 'undivided') => areas.reduce((total, area) => total + area[key], 0);
    return {
      roles,
      patches: sum('patches'),
      lacking: sum('lacking'),
      undivided: sum('undivided'),
      areas: areas.map(({ by_role, ...area }) => ({ ...area, byRole: by_role })),
    };
  },
});
