import { separatedRoles } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { searchText } from '../areas/index.ts';
import { putEntries } from '../search/index.ts';
import type { NewAssignment } from './assignments.store.ts';
import { entriesOf, personEntry } from './people.search.ts';
import type { PersonRow } from './persons.store.ts';

const batchMost = 1000;

async function inBatches<T>(
  rows: readonly T[],
  write: (batch: readonly T[]) => Promise<void>,
  progress: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < rows.length; from += batchMost) {
    const batch = rows.slice(from, from + batchMost);
    await write(batch);
    progress(from + batch.length);
  }
}

export interface KnownPerson {
  id: string;
  name: string;
  mobile: string | null;
  areaCode: string;
  unitId: string | null;
}

/** People whom a roster may mean: by mobile number, or by name when it gives none. Locked, so that none is changed meanwhile. */
export async function knownPeople(tx: Tx, mobiles: readonly string[], names: readonly string[]): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`select id, name, mobile, area_code as "areaCode", unit_id as "unitId" from persons
    where mobile = any(${mobiles}::text[]) or name = any(${names}::text[]) order by id for no key update`.execute(tx);
  return rows;
}

export interface HeldAssignment {
  id: string;
  personId: string;
  role: string;
  areaCode: string | null;
  unitId: string | null;
  title: string | null;
}

export async function heldAssignments(tx: Tx, personIds: readonly string[], now: Date): Promise<HeldAssignment[]> {
  const { rows } = await sql<HeldAssignment>`select id, person_id as "personId", role, area_code as "areaCode", unit_id as "unitId", title
    from assignments where person_id = any(${personIds}::uuid[]) and from_at <= ${now} and (to_at is null or to_at > ${now})`.execute(tx);
  return rows;
}

/**
 * Adds people; gives the ids of those who were added. A mobile number that belongs to somebody outside of one's territory
 * is skipped by its constraint: he is not visible, and the row is reported.
 */
export async function insertPeople(tx: Tx, people: readonly PersonRow[], now: Date): Promise<Set<string>> {
  const added = new Set<string>();
  const write = async (batch: readonly PersonRow[]) => {
    const column = <K extends keyof PersonRow>(key: K) => batch.map((person) => person[key]);
    const { rows } = await sql<{
      id: string;
    }>`insert into persons (id, name, mobile, member_category, area_code, unit_id, search_text, created_at)
      select t.id, t.name, t.mobile, t.category, t.area, t.unit, t.search, ${now}
      from unnest(${column('id')}::uuid[], ${column('name')}::text[], ${column('mobile')}::text[], ${column('memberCategory')}::text[],
        ${column('areaCode')}::text[], ${column('unitId')}::uuid[], ${batch.map((person) => searchText([person.name]))}::text[])
        as t(id, name, mobile, category, area, unit, search)
      on conflict (mobile) do nothing returning id`.execute(tx);
    for (const row of rows) added.add(row.id);
    await putEntries(
      tx,
      batch.filter((person) => added.has(person.id)).map((person) => personEntry(person, now)),
    );
  };
  await inBatches(people, write, () => {});
  return added;
}

export async function insertAssignments(tx: Tx, assignments: readonly NewAssignment[], progress: (done: number) => void): Promise<void> {
  const write = async (batch: readonly NewAssignment[]) => {
    const column = <K extends keyof NewAssignment>(key: K) => batch.map((assignment) => assignment[key]);
    await sql`insert into assignments (id, person_id, person_name, role, area_code, managed_code, unit_id, title, from_at, duty_changed_at)
      select t.id, t.person, t.name, t.role, t.area, t.managed, t.unit, t.title, t.since, t.since
      from unnest(${column('id')}::uuid[], ${column('personId')}::uuid[], ${column('personName')}::text[], ${column('role')}::text[],
        ${column('areaCode')}::text[], ${column('managedCode')}::text[], ${column('unitId')}::uuid[], ${column('title')}::text[],
        ${column('from')}::timestamptz[]) as t(id, person, name, role, area, managed, unit, title, since)
      returning id`.execute(tx);
  };
  await inBatches(assignments, write, progress);
}

export async function changeTitles(tx: Tx, titles: readonly { id: string; title: string }[]): Promise<void> {
  await sql`update assignments a set title = t.title, version = a.version + 1
    from unnest(${titles.map((each) => each.id)}::uuid[], ${titles.map((each) => each.title)}::text[]) as t(id, title) where a.id = t.id`.execute(
    tx,
  );
}

export async function changeUnits(tx: Tx, units: readonly { personId: string; unitId: string }[]): Promise<void> {
  await sql`update persons p set unit_id = t.unit
    from unnest(${units.map((each) => each.personId)}::uuid[], ${units.map((each) => each.unitId)}::uuid[]) as t(id, unit) where p.id = t.id`.execute(
    tx,
  );
  await putEntries(
    tx,
    await entriesOf(
      tx,
      units.map((each) => each.personId),
    ),
  );
}

export function isSeparated(role: string): boolean {
  return (separatedRoles as readonly string[]).includes(role);
}
