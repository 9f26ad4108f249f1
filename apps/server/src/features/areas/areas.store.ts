import { type AreaLevel, levelOfCode, parentCode, rangeEnd } from '@muster/contract/areas/area-code';
import { areaKind, shortName } from '@muster/contract/areas/area-names';
import { cityDay } from '@muster/contract/city-time';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { searchText } from './search-text.ts';

const batchMost = 500;

/** Names of all areas of a range, by code; those that have ended too: their codes are taken. */
export async function namesByCode(tx: Tx, lo: string, hi: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('areas').select(['code', 'name']).where('code', '>=', lo).where('code', '<', hi).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** All areas that are, of a territory. */
export async function areasUnder(tx: Tx, scope: string): Promise<{ code: string; name: string; shortName: string }[]> {
  const { rows } = await sql<{ code: string; name: string; shortName: string }>`select code, name, short_name as "shortName" from areas
    where valid_to is null and code >= ${scope} and code < ${scope === '' ? ':' : rangeEnd(scope)}`.execute(tx);
  return rows;
}

/**
 * Adds areas, or renames those whose code is known. Arrays of one text whatever their length, 500 rows at a time; parents
 * before children is not needed within a batch, and between batches the caller's order (by level) sees to it.
 */
export async function upsertAreas(
  tx: Tx,
  areas: readonly { code: string; name: string }[],
  now: Date,
  progress: (done: number) => void = () => {},
): Promise<void> {
  for (let from = 0; from < areas.length; from += batchMost) {
    const batch = areas.slice(from, from + batchMost).map(({ code, name }) => {
      const level = levelOfCode(code) as AreaLevel;
      const short = shortName(name);
      return {
        code,
        name,
        short,
        level,
        kind: areaKind(level, code, name),
        parent: parentCode(code),
        search: searchText([short, name], [code]),
      };
    });
    const column = <K extends keyof (typeof batch)[number]>(key: K) => batch.map((area) => area[key]);
    await sql`insert into areas (id, code, name, short_name, level, kind, parent_code, search_text, valid_from)
      select t.id, t.code, t.name, t.short, t.level, t.kind, t.parent, t.search, ${cityDay(now)}::date
      from unnest(${batch.map(() => newId(now.getTime()))}::uuid[], ${column('code')}::text[], ${column('name')}::text[], ${column('short')}::text[],
        ${column('level')}::text[], ${column('kind')}::text[], ${column('parent')}::text[], ${column('search')}::text[])
        as t(id, code, name, short, level, kind, parent, search)
      on conflict (code) do update set name = excluded.name, short_name = excluded.short_name, kind = excluded.kind,
        search_text = excluded.search_text, valid_to = null`.execute(tx);
    progress(from + batch.length);
  }
}

/** Locks a community's row, so that of two grids added at once the second sees the first; null when there is no such area. */
export async function lockArea(tx: Tx, code: string): Promise<{ code: string; level: string } | null> {
  // No policy lets a narrow scope update an area outside of it, so a lock there finds nothing: the same answer as "not there".
  // Nor where an area is no more; one that is closed while this waits for it is seen as closed.
  const row = await tx
    .selectFrom('areas')
    .select(['code', 'level'])
    .where('code', '=', code)
    .where('valid_to', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function lastGridCode(tx: Tx, communityCode: string): Promise<string | null> {
  const row = await tx
    .selectFrom('areas')
    .select('code')
    .where('parent_code', '=', communityCode)
    .orderBy('code', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.code ?? null;
}
