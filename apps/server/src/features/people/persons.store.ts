import type { Tx } from '../../platform/db/scope.ts';
import { searchText } from '../areas/index.ts';
import { addEntry } from '../search/index.ts';
import { personEntry } from './people.search.ts';

export interface PersonRow {
  id: string;
  name: string;
  mobile: string | null;
  memberCategory: string;
  areaCode: string;
  unitId: string | null;
}

/** A person as far as he exists for whoever asks; null when not visible. */
export async function personOf(tx: Tx, personId: string): Promise<PersonRow | null> {
  return (await selectPersons(tx).where('id', '=', personId).executeTakeFirst()) ?? null;
}

/** The same, locked: whoever changes what he is waits for whoever does so now. */
export async function lockPerson(tx: Tx, personId: string): Promise<PersonRow | null> {
  return (await selectPersons(tx).where('id', '=', personId).forNoKeyUpdate().executeTakeFirst()) ?? null;
}

function selectPersons(tx: Tx) {
  return tx
    .selectFrom('persons')
    .select(['id', 'name', 'mobile', 'member_category as memberCategory', 'area_code as areaCode', 'unit_id as unitId']);
}

export async function insertPerson(tx: Tx, person: PersonRow, now: Date): Promise<void> {
  const written = tx
    .insertInto('persons')
    .values({
      id: person.id,
      name: person.name,
      mobile: person.mobile,
      member_category: person.memberCategory,
      area_code: person.areaCode,
      unit_id: person.unitId,
      search_text: searchText([person.name]),
      created_at: now,
    })
    .execute();
  await Promise.all([written, addEntry(tx, personEntry(person, now))]);
}
