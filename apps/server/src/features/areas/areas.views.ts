import { ancestorCodes, areaLevels, codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import type { AreaKind } from '@muster/contract/areas/area-names';
import type { Area } from '@muster/contract/areas/areas.operations';
import * as operations from '@muster/contract/areas/areas.operations';
import { cityDay } from '@muster/contract/city-time';
import { grantsAnything } from '@muster/contract/people/granting';
import { deskRoles } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areasPolicy, isInScope, mayIssueTo } from './areas.policy.ts';

interface AreaRow {
  code: string;
  name: string;
  short_name: string;
  level: string;
  kind: string;
  parent_code: string | null;
}
const columns = ['code', 'name', 'short_name', 'level', 'kind', 'parent_code'] as const;

function toArea(row: AreaRow): Area {
  return {
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    level: row.level as Area['level'],
    kind: row.kind as AreaKind,
    parentCode: row.parent_code,
  };
}

/** Areas of now and a range, in code order. The city's 2,989 take 5 ms by the unique index on code. */
function areasOfNow(tx: Tx, under: string, now: Date) {
  return tx
    .selectFrom('areas')
    .select(columns)
    .where('code', '>=', under)
    .where('code', '<', under === '' ? ':' : rangeEnd(under)) // ':' comes after all digits
    .where(isValid(now))
    .orderBy('code');
}

function isValid(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(valid_to is null or valid_to > ${cityDay(now)}::date)`;
}

export const listAreas = view(operations.listAreas, {
  allows: () => true,
  async read({ tx, principal, input, now }) {
    // Without a place: the whole territory, which is no secret to anybody who is signed in.
    const under = input.under ?? principal.areaCode?.slice(0, codeLength('city')) ?? '';
    const downTo = codeLength(input.downTo);
    const rows = await areasOfNow(tx, under, now).where(sql<boolean>`length(code) <= ${downTo}::int`).execute();
    return { items: rows.map(toArea) };
  },
});

export const listChildAreas = view(operations.listChildAreas, {
  allows: () => true,
  async read({ tx, principal, input, now }) {
    // Desks outside of the scope are not visible; to count them as empty would be a lie, so there is no such list.
    if (!isInScope(principal, input.code)) throw notFound();
    const after = decodeCursor(input.cursor, ['text'])?.[0] ?? '';
    const areas = await areasOfNow(tx, input.code, now)
      .where('parent_code', '=', input.code)
      .where('code', '>', after as string)
      .limit(input.limit + 1)
      .execute();
    const codes = areas.map((area) => area.code);
    const { rows: counts } = await sql<{ code: string; desk_people: number; on_duty: number; child_count: number }>`
      select c.code, coalesce(d.people, 0)::int as desk_people, coalesce(d.on_duty, 0)::int as on_duty,
        (select count(*)::int from areas k where k.parent_code = c.code and (k.valid_to is null or k.valid_to > ${cityDay(now)}::date)) as child_count
      from unnest(${codes}::text[]) as c(code)
      left join lateral (
        select count(*) as people, count(*) filter (where a.on_duty) as on_duty from assignments a
        where a.area_code = c.code and a.role = any(${deskRoles}::text[]) and a.from_at <= ${now} and (a.to_at is null or a.to_at > ${now})
      ) d on true`.execute(tx);
    const byCode = new Map(counts.map((row) => [row.code, row]));
    return page(
      areas,
      input.limit,
      (area) => {
        const count = byCode.get(area.code);
        return { ...toArea(area), deskPeople: count?.desk_people ?? 0, onDuty: count?.on_duty ?? 0, childCount: count?.child_count ?? 0 };
      },
      (area) => [area.code],
    );
  },
});

export const getArea = view(operations.getArea, {
  allows: () => true,
  async read({ tx, principal, input, now }) {
    const { code } = input;
    const [area, ancestors, below, successor] = await Promise.all([
      tx
        .selectFrom('areas')
        .select([...columns, 'valid_from', 'valid_to'])
        .where('code', '=', code)
        .executeTakeFirst(),
      tx
        .selectFrom('areas')
        .select(columns)
        .where('code', '=', anyOf(ancestorCodes(code)))
        .orderBy('code')
        .execute(),
      tx
        .selectFrom('areas')
        .select(['level', (count) => count.fn.countAll<number>().as('count')])
        .where('code', '>', code)
        .where('code', '<', rangeEnd(code))
        .where(isValid(now))
        .groupBy('level')
        .execute(),
      tx
        .selectFrom('area_lineage as l')
        .innerJoin('areas as a', 'a.code', 'l.present_code')
        .select(['a.code', 'a.short_name'])
        .where('l.former_code', '=', code)
        .whereRef('l.former_code', '<>', 'l.present_code')
        .executeTakeFirst(),
    ]);
    if (!area) throw notFound();
    const isOpen = area.valid_to === null;
    const numbers = new Map(below.map((row) => [row.level, Number(row.count)]));
    return {
      ...toArea(area),
      validFrom: area.valid_from,
      validTo: area.valid_to,
      ancestors: ancestors.map(toArea),
      below: Object.fromEntries(areaLevels.filter((level) => numbers.has(level)).map((level) => [level, numbers.get(level) ?? 0])),
      successor: successor ? { code: successor.code, shortName: successor.short_name } : null,
      may: {
        addGrid: isOpen && area.level === 'community' && may(areasPolicy, principal, 'area:addGrid', { code }),
        issueOrder: isOpen && mayIssueTo(principal, code),
        grant: isOpen && isInScope(principal, code) && grantsAnything(principal.role),
        change: isOpen && may(areasPolicy, principal, 'area:change', {}),
      },
    };
  },
});
