import { rangeEnd } from '@muster/contract/areas/area-code';
import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { AbsenceReason, PatchPeopleProblem } from '@muster/contract/patches/patches.operations';
import * as operations from '@muster/contract/patches/patches.operations';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { maskMobile } from '../people/index.ts';
import { rolesAt } from './patch-roles.store.ts';
import { patchesPolicy, readsPatches } from './patches.policy.ts';

/** Whoever's time runs now, of the people of an area's patches. */
const inArea = (under: string, now: Date) =>
  sql`l.community_code >= ${under} and l.community_code < ${rangeEnd(under)} and (l.to_at is null or l.to_at > ${now})`;
const isAbsent = (now: Date) => sql`x.from_at <= ${now} and (x.to_at is null or x.to_at > ${now})`;

/** Read apart from the board: it goes through every link of the area, the board through its gaps. */
export const getPatchTroubles = view(operations.getPatchTroubles, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const { rows } = await sql<{ overloaded: number; absent: number; substituting: number }>`select
      (select count(*)::int from (${loads(under, await rolesAt(tx, under, now), now)}) o where o.is_too_many) as overloaded,
      (select count(distinct x.person_id)::int from absences x where ${isAbsent(now)}
        and exists (select 1 from patch_people l where l.person_id = x.person_id and ${inArea(under, now)})) as absent,
      (select count(distinct l.person_id)::int from patch_people l where l.substitutes is not null and l.from_at <= ${now} and ${inArea(under, now)}) as substituting`.execute(
      tx,
    );
    return rows[0] ?? { overloaded: 0, absent: 0, substituting: 0 };
  },
});

/** How many patches each person carries in an area now, and whether it is more in any role than one can. */
function loads(under: string, roles: readonly PatchRole[], now: Date): RawBuilder<unknown> {
  const limited = roles.filter(({ most }) => most !== null);
  return sql`select person_id, min(name) as name, count(distinct patch_id)::int as patches, bool_or(is_too_many) as is_too_many from (
      select l.person_id, l.person_name as name, l.patch_id, count(*) over (partition by l.person_id, l.role_key) > m.most as is_too_many
      from patch_people l left join unnest(${limited.map(({ key }) => key)}::text[], ${limited.map(({ most }) => most)}::int[]) as m(key, most) on m.key = l.role_key
      where l.community_code >= ${under} and l.community_code < ${rangeEnd(under)} and (l.to_at is null or l.to_at > ${now})) k
    group by person_id`;
}

export const listPatchPeople = view(operations.listPatchPeople, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['text', 'uuid']);
    const { rows } = await sql<{
      person_id: string;
      name: string;
      mobile: string | null;
      area_code: string | null;
      patches: number;
      absence_id: string | null;
      reason: AbsenceReason;
      from_at: Date;
      to_at: Date | null;
      version: number;
      stands_for: string | null;
      stands_from: Date;
      stands_to: Date | null;
    }>`select l.person_id, l.name, s.mobile, s.area_code, l.patches, x.id as absence_id, x.reason, x.from_at, x.to_at, x.version,
        z.person_name as stands_for, z.from_at as stands_from, z.to_at as stands_to
      from (${loads(under, await rolesAt(tx, under, now), now)}) l left join persons s on s.id = l.person_id
      left join lateral (select * from absences x where x.person_id = l.person_id and x.from_at <= ${now} and (x.to_at is null or x.to_at > ${now}) limit 1) x on true
      left join lateral (select l2.from_at, l2.to_at, (select n.person_name from patch_people n where n.person_id = l2.substitutes limit 1) as person_name
        from patch_people l2 where l2.person_id = l.person_id and l2.substitutes is not null and l2.from_at <= ${now} and (l2.to_at is null or l2.to_at > ${now}) limit 1) z on true
      where ${which(input.problem)}
        and ${after ? sql`(l.name, l.person_id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by l.name, l.person_id limit ${input.limit + 1}`.execute(tx);
    return page(
      rows,
      input.limit,
      (row) => ({
        personId: row.person_id,
        name: row.name,
        mobileMasked: maskMobile(row.mobile),
        patches: row.patches,
        absence: row.absence_id
          ? {
              id: row.absence_id,
              reason: row.reason,
              from: row.from_at.toISOString(),
              to: row.to_at?.toISOString() ?? null,
              version: row.version,
            }
          : null,
        standsInFor: row.stands_for
          ? { name: row.stands_for, from: row.stands_from.toISOString(), to: row.stands_to?.toISOString() ?? null }
          : null,
        may: { setAbsence: may(patchesPolicy, principal, 'patch:setAbsence', { personId: row.person_id, areaCode: row.area_code }) },
      }),
      (row) => [row.name, row.person_id],
    );
  },
});

function which(problem: PatchPeopleProblem | undefined): RawBuilder<unknown> {
  switch (problem) {
    case 'overloaded':
      return sql`l.is_too_many`;
    case 'absent':
      return sql`x.id is not null`;
    case 'substituting':
      return sql`z.person_name is not null`;
    default:
      return sql`true`;
  }
}
