import { buildingNameKey } from '@muster/contract/compounds/compound-names';
import type { Building } from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';

/** Adds buildings, or corrects those whose id is known here. One statement whatever their number. */
export async function putBuildings(
  tx: Tx,
  compound: { id: string; community_code: string },
  buildings: readonly Building[],
  now: Date,
): Promise<void> {
  const keys = buildings.map(({ name }) => buildingNameKey(name));
  const twice = buildings.find((_, at) => keys.indexOf(keys[at] as string) !== at);
  if (twice) throw new Problem('compound.building-twice', { name: twice.name });
  const column = <K extends keyof Building>(key: K) => buildings.map((building) => building[key]);
  // The condition keeps an id that belongs to another compound from being written over.
  const { rows } = await sql<{
    id: string;
  }>`insert into buildings (id, compound_id, community_code, name, name_key, units, floors, households, residents, created_at)
    select t.id, ${compound.id}::uuid, ${compound.community_code}, t.name, t.key, t.units, t.floors, t.households, t.residents, ${now}::timestamptz
    from unnest(${column('id')}::uuid[], ${column('name')}::text[], ${keys}::text[], ${column('units')}::int[], ${column('floors')}::int[],
      ${column('households')}::int[], ${column('residents')}::int[]) as t(id, name, key, units, floors, households, residents)
    on conflict (id) do update set name = excluded.name, name_key = excluded.name_key, units = excluded.units, floors = excluded.floors,
      households = excluded.households, residents = excluded.residents, removed_at = null
      where buildings.compound_id = excluded.compound_id
    returning id`.execute(tx);
  if (rows.length !== buildings.length) throw new Problem('not-found');
}

export async function removeBuildings(tx: Tx, compoundId: string, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('buildings')
    .set({ removed_at: now })
    .where('compound_id', '=', compoundId)
    .where('id', '=', anyOf(ids))
    .where('removed_at', 'is', null)
    .execute();
}

/**
 * Buildings of a merged compound go to the one that stays. One that both have is one building: the larger counts stay,
 * since a record that was filled later says more than one that was not. Answers how many moved and how many were the same.
 */
export async function moveBuildings(
  tx: Tx,
  from: string,
  to: { id: string; community_code: string },
  now: Date,
): Promise<{ moved: number; same: number }> {
  const same = await sql`with pairs as (
      select b.id as gone, k.id as kept, b.units, b.floors, b.households, b.residents from buildings b
      join buildings k on k.compound_id = ${to.id}::uuid and k.name_key = b.name_key and k.removed_at is null
      where b.compound_id = ${from}::uuid and b.removed_at is null)
    update buildings k set units = greatest(k.units, p.units), floors = greatest(k.floors, p.floors),
      households = greatest(k.households, p.households), residents = greatest(k.residents, p.residents)
    from pairs p where k.id = p.kept`.execute(tx);
  await sql`update buildings b set removed_at = ${now}::timestamptz from buildings k
    where b.compound_id = ${from}::uuid and b.removed_at is null and k.compound_id = ${to.id}::uuid and k.name_key = b.name_key and k.removed_at is null`.execute(
    tx,
  );
  const moved = await tx
    .updateTable('buildings')
    .set({ compound_id: to.id, community_code: to.community_code })
    .where('compound_id', '=', from)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return { moved: Number(moved.numUpdatedRows), same: Number(same.numAffectedRows ?? 0n) };
}
