import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { notFound } from '../../platform/problem.ts';

export interface Person {
  id: string;
  name: string;
  area_code: string;
}

export async function findPerson(tx: Tx, id: string): Promise<Person> {
  const person = await tx.selectFrom('persons').select(['id', 'name', 'area_code']).where('id', '=', id).executeTakeFirst();
  if (!person) throw notFound();
  return person;
}

interface Link {
  person: Person;
  roleKey: string;
  patchIds: readonly string[];
  communityCode: string;
  from: Date;
  to: Date | null;
}

/** Whoever stands in the role there makes room at `from`; somebody who stands there already stays as he is. */
export async function linkPerson(
  tx: Tx,
  { person, roleKey, patchIds, communityCode, from, to }: Link,
): Promise<{ linked: number; replaced: number }> {
  const ended = await sql`update patch_people set to_at = greatest(from_at, ${from}::timestamptz)
    where patch_id = any (${patchIds}::uuid[]) and role_key = ${roleKey} and person_id <> ${person.id}::uuid and substitutes is null
      and (to_at is null or to_at > ${from})`.execute(tx);
  const { rows } = await sql<{
    id: string;
  }>`insert into patch_people (id, patch_id, community_code, role_key, person_id, person_name, from_at, to_at)
    select t.id, t.patch, ${communityCode}, ${roleKey}, ${person.id}::uuid, ${person.name}, ${from}::timestamptz, ${to}::timestamptz
    from unnest(${patchIds.map(() => newId())}::uuid[], ${patchIds}::uuid[]) as t(id, patch)
    on conflict (patch_id, role_key, person_id) where to_at is null do nothing returning id`.execute(tx);
  return { linked: rows.length, replaced: Number(ended.numAffectedRows ?? 0n) };
}

/** The people of one patch for others, in the roles that nobody fills there. */
export async function copyPeople(tx: Tx, fromId: string, toIds: readonly string[], communityCode: string, now: Date): Promise<number> {
  const { rows: wanted } = await sql<{ patch_id: string; role_key: string; person_id: string; person_name: string; to_at: Date | null }>`
    select t.id as patch_id, l.role_key, l.person_id, l.person_name, l.to_at from patches t join patch_people l on l.patch_id = ${fromId}::uuid
    where t.id = any (${toIds}::uuid[]) and l.role_key = any (t.lacking) and l.from_at <= ${now} and (l.to_at is null or l.to_at > ${now}) and l.substitutes is null
      and not exists (select 1 from patch_people k where k.patch_id = t.id and k.role_key = l.role_key and k.person_id = l.person_id and (k.to_at is null or k.to_at > ${now}))`.execute(
    tx,
  );
  if (wanted.length === 0) return 0;
  const { rows } = await sql<{
    id: string;
  }>`insert into patch_people (id, patch_id, community_code, role_key, person_id, person_name, from_at, to_at)
    select t.id, t.patch, ${communityCode}, t.role, t.person, t.name, ${now}::timestamptz, t.to_at
    from unnest(${wanted.map(() => newId())}::uuid[], ${wanted.map((one) => one.patch_id)}::uuid[], ${wanted.map((one) => one.role_key)}::text[],
      ${wanted.map((one) => one.person_id)}::uuid[], ${wanted.map((one) => one.person_name)}::text[], ${wanted.map((one) => one.to_at)}::timestamptz[])
      as t(id, patch, role, person, name, to_at)
    on conflict (patch_id, role_key, person_id) where to_at is null do nothing returning id`.execute(tx);
  return rows.length;
}

export interface LockedLink {
  id: string;
  patch_id: string;
  community_code: string;
  role_key: string;
  person_id: string;
  person_name: string;
  patch_name: string;
}

export async function lockLink(tx: Tx, id: string, now: Date): Promise<LockedLink> {
  const { rows } =
    await sql<LockedLink>`select l.id, l.patch_id, l.community_code, l.role_key, l.person_id, l.person_name, coalesce(p.name, '') as patch_name
    from patch_people l left join patches p on p.id = l.patch_id where l.id = ${id}::uuid and (l.to_at is null or l.to_at > ${now}) for no key update of l`.execute(
      tx,
    );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** Another person in all places of one, from and until; a place that he holds already is left out. */
export async function substitute(
  tx: Tx,
  person: Person,
  by: Person,
  from: Date,
  to: Date | null,
): Promise<{ codes: string[]; linked: number }> {
  const { rows: places } = await sql<{ patch_id: string; community_code: string; role_key: string }>`
    select l.patch_id, l.community_code, l.role_key from patch_people l join patches p on p.id = l.patch_id and p.closed_at is null
    where l.person_id = ${person.id}::uuid and l.substitutes is null and (l.to_at is null or l.to_at > ${from})
      and not exists (select 1 from patch_people k where k.patch_id = l.patch_id and k.role_key = l.role_key and k.person_id = ${by.id}::uuid and (k.to_at is null or k.to_at > ${from}))
    order by l.id for no key update of l`.execute(tx);
  if (places.length === 0) return { codes: [], linked: 0 };
  const { rows } = await sql<{
    id: string;
  }>`insert into patch_people (id, patch_id, community_code, role_key, person_id, person_name, from_at, to_at, substitutes)
    select t.id, t.patch, t.code, t.role, ${by.id}::uuid, ${by.name}, ${from}::timestamptz, ${to}::timestamptz, ${person.id}::uuid
    from unnest(${places.map(() => newId())}::uuid[], ${places.map((one) => one.patch_id)}::uuid[], ${places.map((one) => one.community_code)}::text[],
      ${places.map((one) => one.role_key)}::text[]) as t(id, patch, code, role)
    on conflict (patch_id, role_key, person_id) where to_at is null do nothing returning id`.execute(tx);
  return { codes: [...new Set(places.map((one) => one.community_code))], linked: rows.length };
}
