import { lineage } from '@muster/contract/areas/area-code';
import { defaultPatchRoles, type PatchRole } from '@muster/contract/patches/patch-roles';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';

/** The roles in force at an area: its own, else those of the nearest area above, else 3+2. */
export async function rolesAt(tx: Tx, areaCode: string): Promise<PatchRole[]> {
  const { rows } = await sql<{ roles: PatchRole[] }>`select roles from patch_roles
    where area_code = any (${lineage(areaCode)}::text[]) and to_at is null order by length(area_code) desc limit 1`.execute(tx);
  return rows[0]?.roles ?? [...defaultPatchRoles];
}

export async function setRoles(tx: Tx, areaCode: string, roles: readonly PatchRole[], now: Date): Promise<void> {
  await sql`update patch_roles set to_at = ${now}::timestamptz where area_code = ${areaCode} and to_at is null`.execute(tx);
  await tx
    .insertInto('patch_roles')
    .values({ id: newId(), area_code: areaCode, roles: JSON.stringify(roles), from_at: now })
    .execute();
}
