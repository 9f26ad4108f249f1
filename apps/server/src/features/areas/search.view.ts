import { ancestorCodes, rangeEnd } from '@muster/contract/areas/area-code';
import type { AreaKind } from '@muster/contract/areas/area-names';
import type { Area } from '@muster/contract/areas/areas.operations';
import * as operations from '@muster/contract/areas/areas.operations';
import { cityDay } from '@muster/contract/city-time';
import type { ResultOf } from '@muster/contract/operation';
import { sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { view } from '../../platform/view.ts';
import { marked, type SearchSource } from '../search/index.ts';

interface Found {
  code: string;
  name: string;
  short_name: string;
  level: string;
  kind: string;
  parent_code: string | null;
}

/**
 * Finds areas by a part of the name, the beginning of the code, or pinyin, whole or initials. First what is called so,
 * then what begins so; of equals those in one's own territory, then the shortest name, then the highest level. Reads all
 * names of the range (2,989 in 2 ms): no index is worth its upkeep here.
 */
export async function findAreas(facts: {
  tx: Tx;
  principal: Principal;
  now: Date;
  input: { q: string; under?: string | undefined; limit: number };
}): Promise<ResultOf<typeof operations.searchAreas>['items']> {
  const { tx, principal, now, input } = facts;
  const q = input.q.toLowerCase();
  const lo = input.under ?? '';
  const { rows } = await sql<Found>`
      select code, name, short_name, level, kind, parent_code
      from areas
      where code >= ${lo} and code < ${lo === '' ? ':' : rangeEnd(lo)} and strpos(search_text, ${q}) > 0
        and (valid_to is null or valid_to > ${cityDay(now)}::date)
        and (not ${/^\d+$/.test(q)}::boolean or code like ${q.replaceAll(/\D/g, '')} || '%' or strpos(name, ${q}) > 0 or strpos(search_text, ' ' || ${q}) > 0)
      order by short_name = ${input.q} or name = ${input.q} or code = ${q} desc, strpos(search_text, ' ' || ${q} || ' ') > 0 desc,
        strpos(search_text, ' ' || ${q}) > 0 desc,
        code >= ${principal.areaCode ?? ''} and code < ${principal.areaCode ? rangeEnd(principal.areaCode) : ''} desc,
        length(short_name), length(code), code
      limit ${input.limit}`.execute(tx);
  const above = [...new Set(rows.flatMap((row) => ancestorCodes(row.code)))];
  const names = new Map(
    (await tx.selectFrom('areas').select(['code', 'short_name']).where('code', '=', anyOf(above)).execute()).map((row) => [
      row.code,
      row.short_name,
    ]),
  );
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    level: row.level as Area['level'],
    kind: row.kind as AreaKind,
    parentCode: row.parent_code,
    // The city stands on every screen already.
    path: ancestorCodes(row.code)
      .slice(1)
      .map((code) => names.get(code) ?? code)
      .join(' › '),
  }));
}

export const searchAreas = view(operations.searchAreas, {
  allows: () => true,
  read: async (facts) => ({ items: await findAreas(facts) }),
});

/** Few, and known to everybody: they need no entries and no pages. */
export const areaSearch: SearchSource = {
  kind: 'area',
  reads: () => true,
  async find({ tx, principal, q, sought, cursor, limit, now }) {
    const areas = cursor === undefined ? await findAreas({ tx, principal, now, input: { q, limit } }) : [];
    const items = areas.map((area) => ({
      kind: 'area' as const,
      id: area.code,
      title: marked(area.shortName, sought, true),
      note: area.path,
      excerpt: null,
      at: null,
      areaCode: area.code,
      orderId: null,
    }));
    return { items, nextCursor: null };
  },
};
