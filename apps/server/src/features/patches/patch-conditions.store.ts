import { rangeEnd } from '@muster/contract/areas/area-code';
import { defaultPatchRoles } from '@muster/contract/patches/patch-roles';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

/** Communities under an area with a patch in which nobody fills this role now. By `patches_gaps`: what lacks nothing is not read. */
export async function communitiesLackingRole(tx: Tx, role: string, under: string): Promise<string[]> {
  const { rows } = await sql<{ community_code: string }>`select distinct community_code from patches
    where gap_at is not null and closed_at is null and lacking @> array[${role}]::text[]
      and community_code >= ${under} and community_code < ${rangeEnd(under)} order by 1`.execute(tx);
  return rows.map((row) => row.community_code);
}

/** What a role of a patch is called: as a place named it, else by default; its key where nobody has one of it. */
export async function patchRoleName(tx: Tx, key: string): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select r.role ->> 'name' as name from patch_roles p cross join lateral jsonb_array_elements(p.roles) as r(role)
    where p.to_at is null and r.role ->> 'key' = ${key} order by length(p.area_code) limit 1`.execute(tx);
  return rows[0]?.name ?? defaultPatchRoles.find((role) => role.key === key)?.name ?? key;
}
