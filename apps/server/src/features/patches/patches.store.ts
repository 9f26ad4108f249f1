import { randomBytes } from 'node:crypto';
import { firstOverlap, type PatchPart } from '@muster/contract/patches/patch-parts.rules';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface LockedPatch {
  id: string;
  community_code: string;
  name: string;
  version: number;
}

export async function lockPatch(tx: Tx, id: string, version?: number): Promise<LockedPatch> {
  const row = await tx
    .selectFrom('patches')
    .select(['id', 'community_code', 'name', 'version', 'closed_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.closed_at) throw new Problem('patch.closed', { name: row.name });
  if (version !== undefined && row.version !== version) throw new Problem('version.stale', { version: row.version });
  return row;
}

/** The end of a card's address, which nobody guesses. */
export function cardToken(): string {
  return randomBytes(15).toString('base64url');
}

export async function insertPatch(
  tx: Tx,
  patch: { id: string; communityCode: string; name: string; dutyPhone: string | null; lacking: string[]; now: Date },
): Promise<void> {
  await tx
    .insertInto('patches')
    .values({
      id: patch.id,
      community_code: patch.communityCode,
      name: patch.name,
      duty_phone: patch.dutyPhone,
      card_token: cardToken(),
      lacking: patch.lacking,
      gap_at: patch.lacking.length > 0 ? patch.now : null,
      created_at: patch.now,
    })
    .execute();
}

/**
 * What belongs to a patch, replaced. The compounds are locked first: of two who give one door to different patches at
 * once the second sees the first. Every part stands in the patch's community, every building in its compound.
 */
export async function writeParts(
  tx: Tx,
  patch: { id: string; communityCode: string },
  parts: readonly PatchPart[],
  now: Date,
): Promise<void> {
  const compoundIds = [...new Set(parts.map(({ compoundId }) => compoundId))].sort();
  const { rows: compounds } = await sql<{ id: string }>`select id from compounds
    where id = any (${compoundIds}::uuid[]) and community_code = ${patch.communityCode} and closed_at is null order by id for no key update`.execute(
    tx,
  );
  if (compounds.length !== compoundIds.length) throw new Problem('patch.part-elsewhere');
  const buildingIds = [...new Set(parts.flatMap(({ buildingId }) => buildingId ?? []))];
  const { rows: buildings } = await sql<{
    id: string;
    compound_id: string;
    units: number;
    name: string;
  }>`select id, compound_id, units, name from buildings
    where id = any (${buildingIds}::uuid[]) and removed_at is null`.execute(tx);
  for (const part of parts) {
    if (part.buildingId === null) continue;
    const building = buildings.find(({ id }) => id === part.buildingId);
    if (!building || building.compound_id !== part.compoundId || (part.unit !== null && part.unit > building.units))
      throw new Problem('patch.part-elsewhere', { name: building?.name ?? null });
  }
  const { rows: others } = await sql<{ compoundId: string; buildingId: string | null; unit: number | null; name: string }>`
    select t.compound_id as "compoundId", t.building_id as "buildingId", t.unit, p.name from patch_parts t join patches p on p.id = t.patch_id
    where t.compound_id = any (${compoundIds}::uuid[]) and t.patch_id <> ${patch.id}::uuid and t.removed_at is null`.execute(tx);
  const clash = firstOverlap(parts, others);
  if (clash) throw new Problem('patch.overlaps', { name: 'name' in clash.other ? (clash.other.name as string) : null });
  await freeParts(tx, patch.id, now);
  await sql`insert into patch_parts (id, patch_id, community_code, compound_id, building_id, unit, created_at)
    select t.id, ${patch.id}::uuid, ${patch.communityCode}, t.compound, t.building, t.unit, ${now}::timestamptz
    from unnest(${parts.map(() => newId())}::uuid[], ${parts.map((part) => part.compoundId)}::uuid[], ${parts.map((part) => part.buildingId)}::uuid[],
      ${parts.map((part) => part.unit)}::int[]) as t(id, compound, building, unit)
    returning id`.execute(tx);
}

export async function updatePatch(
  tx: Tx,
  id: string,
  change: { name?: string; duty_phone?: string | null; closed_at?: Date; lacking?: string[]; gap_at?: null; alarm_depth?: 0 },
): Promise<void> {
  await tx
    .updateTable('patches')
    .set((e) => ({ ...change, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** The doors are free for other patches; what belonged to this one stays on record. */
export async function freeParts(tx: Tx, patchId: string, now: Date): Promise<void> {
  await sql`update patch_parts set removed_at = ${now}::timestamptz where patch_id = ${patchId}::uuid and removed_at is null`.execute(tx);
}

/** Open patches of a community, locked in the order of their ids; all of them, or those that are named. */
export async function lockPatchesOf(tx: Tx, communityCode: string, ids?: readonly string[]): Promise<LockedPatch[]> {
  const { rows } = await sql<LockedPatch>`select id, community_code, name, version from patches
    where community_code = ${communityCode} and closed_at is null and ${ids ? sql`id = any (${ids}::uuid[])` : sql`true`}
    order by id for no key update`.execute(tx);
  if (ids && rows.length !== new Set(ids).size) throw notFound();
  if (rows.length === 0) throw new Problem('patch.none');
  return rows;
}
