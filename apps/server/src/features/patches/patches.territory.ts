import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { presentOf } from '../../platform/follow-columns.ts';
import { newId } from '../../platform/ids.ts';
import type { TerritoryChange, TerritoryPart } from '../../platform/territory.ts';
import { cardToken } from './patches.store.ts';

export const patchesTerritory: TerritoryPart = {
  feature: 'patches',
  columns: {
    patches: { community_code: 'own' },
    patch_parts: { community_code: { stays: 'follows its compound (on update cascade)' } },
    patch_people: { community_code: { stays: 'follows its patch (on update cascade)' } },
    absences: { area_code: 'code' },
    patch_roles: { area_code: 'own', roles: { stays: 'names of roles, no codes' } },
  },
  /** After the compounds: a patch goes with its community, and what of it lies in another community now becomes a patch there. */
  async follow(tx, change) {
    if (change.moves.length === 0) return {};
    await tellApart(tx, change);
    const from = change.moves.map((move) => move.from);
    await sql`update patches p set community_code = ${presentOf(sql`p.community_code`, change.id)} where p.community_code = any(${from}::text[])`.execute(
      tx,
    );
    await partWays(tx, change);
    // Where two areas are one now and both had roles of their own, those of the area that goes on hold.
    await sql`update patch_roles r set to_at = greatest(r.from_at, ${change.now}::timestamptz) from area_lineage l
      where l.former_code = r.area_code and l.change_id = ${change.id}::uuid and l.merges and r.to_at is null`.execute(tx);
    await sql`update patch_roles r set area_code = ${presentOf(sql`r.area_code`, change.id)} where r.area_code = any(${from}::text[])`.execute(
      tx,
    );
    return {};
  },
};

/** Two communities that are one now may both have a 一片: the one that came says whose it was. */
async function tellApart(tx: Tx, change: TerritoryChange): Promise<void> {
  await sql`with comes as materialized (
      select p.id, p.name, p.community_code, coalesce(l.present_code, p.community_code) as present
      from patches p left join area_lineage l on l.former_code = p.community_code and l.change_id = ${change.id}::uuid where p.closed_at is null),
    clash as (
      select t.id, t.name || '（原' || a.short_name || '）' as name from comes t join areas a on a.code = t.community_code
      where t.present <> t.community_code
        and exists (select 1 from comes o where o.present = t.present and o.name = t.name and o.id <> t.id and (o.present = o.community_code or o.id < t.id)))
    update patches p set name = c.name from clash c where p.id = c.id`.execute(tx);
}

/** A grid went to another community and took compounds with it: their part of a patch goes on there, under the same people. */
async function partWays(tx: Tx, change: TerritoryChange): Promise<void> {
  const { rows } = await sql<{
    id: string;
    name: string;
    duty_phone: string | null;
    lacking: string[];
    gap_at: Date | null;
    code: string;
    was: string;
  }>`
    select distinct p.id, p.name, p.duty_phone, p.lacking, p.gap_at, t.community_code as code, a.short_name as was from patches p
    join patch_parts t on t.patch_id = p.id join areas a on a.code = p.community_code
    where t.removed_at is null and p.closed_at is null and t.community_code <> p.community_code order by p.id, code`.execute(tx);
  for (const row of rows) {
    const id = newId();
    const { duty_phone, lacking, gap_at } = row;
    const name = `${row.name}（原${row.was}）`;
    await tx
      .insertInto('patches')
      .values({ id, community_code: row.code, name, duty_phone, card_token: cardToken(), lacking, gap_at, created_at: change.now })
      .execute();
    await sql`update patch_parts set patch_id = ${id}::uuid where patch_id = ${row.id}::uuid and community_code = ${row.code}`.execute(tx);
    const { rows: people } = await sql<{
      id: string;
    }>`select id from patch_people where patch_id = ${row.id}::uuid and (to_at is null or to_at > ${change.now})`.execute(tx);
    await sql`insert into patch_people (id, patch_id, community_code, role_key, person_id, person_name, from_at, to_at, substitutes, phone_agreed)
      select n.id, ${id}::uuid, ${row.code}, l.role_key, l.person_id, l.person_name, l.from_at, l.to_at, l.substitutes, l.phone_agreed
      from unnest(${people.map(() => newId())}::uuid[], ${people.map((one) => one.id)}::uuid[]) as n(id, was) join patch_people l on l.id = n.was
      returning id`.execute(tx);
  }
}
