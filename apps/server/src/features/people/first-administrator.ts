import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { searchText } from '../areas/index.ts';
import { putEntries } from '../search/index.ts';
import { personEntry } from './people.search.ts';

/**
 * The first person of an empty system and his assignment, under ids that are the same at every attempt: a set-up that
 * was cut off is simply done again, perhaps under another name.
 */
export async function enterFirstAdministrator(
  tx: Tx,
  first: { personId: string; assignmentId: string; name: string; cityCode: string; now: Date },
): Promise<void> {
  const { personId, assignmentId, name, cityCode, now } = first;
  await sql`insert into persons (id, name, member_category, area_code, search_text, created_at)
    values (${personId}, ${name}, 'staff', ${cityCode}, ${searchText([name])}, ${now})
    on conflict (id) do update set name = excluded.name, search_text = excluded.search_text`.execute(tx);
  await putEntries(tx, [personEntry({ id: personId, name, areaCode: cityCode, unitId: null }, now)]);
  await sql`insert into assignments (id, person_id, person_name, role, area_code, managed_code, from_at, duty_changed_at)
    values (${assignmentId}, ${personId}, ${name}, 'systemAdministrator', ${cityCode}, ${cityCode}, ${now}, ${now})
    on conflict (id) do update set person_name = excluded.person_name`.execute(tx);
}
