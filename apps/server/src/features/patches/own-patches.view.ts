import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { AbsenceReason, Patch } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { rolesAt } from './patch-roles.store.ts';
import { type PatchRow, patchColumns, toPatch } from './patches.views.ts';

/** A community has some tens of patches, a person carries a dozen at most: more than this no phone keeps. */
const patchesMost = 100;

interface Own {
  roles: readonly PatchRole[];
  items: (Patch & { cardPath: string })[];
  absences: { id: string; reason: AbsenceReason; from: string; to: string | null; version: number }[];
}

/** Patches where one answers for the doors oneself, and those of one's community; one's own first. */
export async function ownPatches(tx: Tx, principal: Principal, communityCode: string | null, now: Date): Promise<Own> {
  const [found, absences] = await Promise.all([
    sql<PatchRow>`select ${patchColumns(now)} from (
        select p.*, exists (select 1 from patch_people l where l.patch_id = p.id and l.community_code = p.community_code
          and l.person_id = ${principal.personId}::uuid and (l.to_at is null or l.to_at > ${now})) as is_own
        from patches p where p.closed_at is null and (p.community_code = ${communityCode ?? ''} or p.id in (
          select l.patch_id from patch_people l where l.person_id = ${principal.personId}::uuid and (l.to_at is null or l.to_at > ${now})))
        order by is_own desc, p.name, p.id limit ${patchesMost}) p join areas a on a.code = p.community_code
      order by p.is_own desc, p.name, p.id`.execute(tx),
    sql<{ id: string; reason: AbsenceReason; from_at: Date; to_at: Date | null; version: number }>`
      select id, reason, from_at, to_at, version from absences
      where person_id = ${principal.personId}::uuid and (to_at is null or to_at > ${now}) order by from_at, id`.execute(tx),
  ]);
  const at = communityCode ?? found.rows[0]?.community_code ?? principal.areaCode;
  const roles = at ? await rolesAt(tx, at, now) : [];
  const patch = toPatch(principal, roles);
  return {
    roles,
    items: found.rows.map((row) => ({ ...patch(row), cardPath: `/card/${row.card_token}` })),
    absences: absences.rows.map(({ id, reason, from_at, to_at, version }) => ({
      id,
      reason,
      from: from_at.toISOString(),
      to: to_at?.toISOString() ?? null,
      version,
    })),
  };
}
