import { lineage } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, encodeCursor } from '../../platform/paging.ts';
import { spellings } from '../areas/index.ts';
import { type Entry, type EntrySource, marked, newest, type SearchSource } from '../search/index.ts';
import { readsPeople } from './people.policy.ts';

interface PersonWords {
  id: string;
  name: string;
  areaCode: string;
  unitId: string | null;
}

/** A person by name, seen by whom row-level security lets see him: who manages him, his unit, himself. Never by number. */
export function personEntry(person: PersonWords, at: Date): Entry {
  return {
    subject: 'person',
    id: person.id,
    at,
    seenBy: { areas: lineage(person.areaCode), units: person.unitId ? [person.unitId] : [], personId: person.id },
    texts: [person.name],
    also: spellings(person.name),
  };
}

const columns = sql.raw('id, name, area_code as "areaCode", unit_id as "unitId", created_at as "createdAt"');
type Row = PersonWords & { createdAt: Date };

/** Of people who have changed. */
export async function entriesOf(tx: Tx, personIds: readonly string[]): Promise<Entry[]> {
  const { rows } = await sql<Row>`select ${columns} from persons where id = any(${personIds}::uuid[])`.execute(tx);
  return rows.map((row) => personEntry(row, row.createdAt));
}

export const personEntries: EntrySource = {
  subject: 'person',
  version: 1,
  async page(tx, afterId, limit) {
    const { rows } = await sql<Row>`select ${columns} from persons where id > ${afterId}::uuid order by id limit ${limit}`.execute(tx);
    return {
      entries: rows.map((row) => personEntry(row, row.createdAt)),
      lastId: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
    };
  },
};

interface PersonHit {
  id: string;
  at: Date;
  name: string;
  area_code: string;
  area_name: string;
  unit_name: string | null;
}

export const personSearch: SearchSource = {
  kind: 'person',
  reads: readsPeople,
  async find({ tx, sought, cursor, limit, now }) {
    const keys = decodeCursor(cursor, ['instant', 'uuid']);
    const after = keys && { at: String(keys[0]), id: String(keys[1]) };
    const rows = await newest<PersonHit>(
      tx,
      { sought, subject: 'person', after, now, limit },
      (
        conditions,
        order,
      ) => sql<PersonHit>`select e.subject_id as id, e.at, p.name, p.area_code, a.short_name as area_name, u.name as unit_name
        from search_entries e join persons p on p.id = e.subject_id join areas a on a.code = p.area_code left join units u on u.id = p.unit_id
        where ${conditions} ${order}`,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        kind: 'person' as const,
        id: row.id,
        title: marked(row.name, sought, true),
        note: row.unit_name ?? row.area_name,
        excerpt: null,
        at: null,
        areaCode: row.area_code,
        orderId: null,
      })),
      nextCursor: rows.length > limit && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    };
  },
};
