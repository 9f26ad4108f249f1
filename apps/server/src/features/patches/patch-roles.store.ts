import { lineage } from '@muster/contract/areas/area-code';
import { defaultPatchRoles, type PatchRole } from '@muster/contract/patches/patch-roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';

/** The incident that is being answered; roles of another one hold no longer. */
const activeIncidentId = sql`(select id from incidents where state = 'active')`;

/** Rows `r` of `patch_roles` that hold at a moment, for `codes` (an array of areas, itself and above). */
export function rolesInForce(codes: RawBuilder<unknown>, now: Date): RawBuilder<unknown> {
  return sql`r.area_code = any (${codes}) and r.from_at <= ${now} and (r.to_at is null or r.to_at > ${now})
    and (r.incident_id is null or r.incident_id = ${activeIncidentId})`;
}

/** The nearest area's first; of one area those of the incident before those for always. */
export const nearestRoles = sql`length(r.area_code) desc, r.incident_id is null`;

/** The roles in force at an area: its own, else those of the nearest area above, else 3+2. */
export async function rolesAt(tx: Tx, areaCode: string, now: Date): Promise<PatchRole[]> {
  const { rows } = await sql<{ roles: PatchRole[] }>`select r.roles from patch_roles r
    where ${rolesInForce(sql`${lineage(areaCode)}::text[]`, now)} order by ${nearestRoles} limit 1`.execute(tx);
  return rows[0]?.roles ?? [...defaultPatchRoles];
}

/** The same for several areas. */
export async function rolesOf(tx: Tx, areaCodes: readonly string[], now: Date): Promise<Map<string, PatchRole[]>> {
  const { rows } = await sql<{ code: string; roles: PatchRole[] | null }>`select t.code, (select r.roles from patch_roles r
      where ${rolesInForce(sql`array[left(t.code, 4), left(t.code, 6), left(t.code, 9), t.code]`, now)} order by ${nearestRoles} limit 1) as roles
    from unnest(${areaCodes}::text[]) as t(code)`.execute(tx);
  return new Map(rows.map(({ code, roles }) => [code, roles ?? [...defaultPatchRoles]]));
}

/**
 * From `from` on these are in force for the area (in this incident, where one is named), until others are set. What was planned
 * for later than that is given up: whoever sets now has decided anew.
 */
export async function setRoles(
  tx: Tx,
  set: { areaCode: string; incidentId: string | null; roles: readonly PatchRole[]; from: Date },
): Promise<void> {
  const { areaCode, incidentId, roles, from } = set;
  await sql`update patch_roles set to_at = greatest(from_at, ${from}::timestamptz)
    where area_code = ${areaCode} and incident_id is not distinct from ${incidentId}::uuid and (to_at is null or to_at > ${from})`.execute(
    tx,
  );
  await tx
    .insertInto('patch_roles')
    .values({ id: newId(), area_code: areaCode, incident_id: incidentId, roles: JSON.stringify(roles), from_at: from })
    .execute();
}

export interface RolesRow {
  area_code: string;
  area_name: string;
  incident_name: string | null;
  is_of_now: boolean;
  roles: PatchRole[];
  from_at: Date;
  to_at: Date | null;
}

/** All that was set for an area and those above it, the newest first. */
export async function readRoles(tx: Tx, areaCode: string): Promise<RolesRow[]> {
  const { rows } = await sql<RolesRow>`select r.area_code, a.short_name as area_name, i.name as incident_name,
      (r.incident_id is null or r.incident_id = ${activeIncidentId}) as is_of_now, r.roles, r.from_at, r.to_at
    from patch_roles r join areas a on a.code = r.area_code left join incidents i on i.id = r.incident_id
    where r.area_code = any (${lineage(areaCode)}::text[]) and (r.to_at is null or r.to_at > r.from_at) order by r.from_at desc limit 100`.execute(
    tx,
  );
  return rows;
}
