import { lineage, parentCode, rangeEnd } from '@muster/contract/areas/area-code';
import { cityDay } from '@muster/contract/city-time';
import { type RawBuilder, sql } from 'kysely';
import type { Lineage } from '../../platform/db/former-codes.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { Move } from '../../platform/territory.ts';
import type { TerritoryNow } from './area-change.plan.ts';
import { searchText } from './search-text.ts';

/** Every code that is no more and who goes on with it. */
export async function readLineage(tx: Tx): Promise<Lineage[]> {
  const rows = await tx.selectFrom('area_lineage').select(['former_code', 'present_code', 'until_at']).execute();
  return rows.map((row) => ({ formerCode: row.former_code, presentCode: row.present_code, until: row.until_at }));
}

/** Of these codes those that are no more, with the present one. */
export async function presentCodes(tx: Tx, codes: readonly string[]): Promise<[string, string][]> {
  const { rows } = await sql<{ former_code: string; present_code: string }>`select former_code, present_code from area_lineage
    where former_code = any(${codes}::text[]) and former_code <> present_code`.execute(tx);
  return rows.map((row) => [row.former_code, row.present_code]);
}

/** The territory as it is, for planning. All 2,989 areas of a city: 6 ms. */
export async function territoryNow(tx: Tx): Promise<TerritoryNow> {
  const rows = await tx.selectFrom('areas').select(['code', 'name', 'short_name', 'valid_to']).orderBy('code').execute();
  const former = new Map(
    (await readLineage(tx)).filter((row) => row.formerCode !== row.presentCode).map((row) => [row.formerCode, row.presentCode]),
  );
  const areas = new Map<string, { name: string; shortName: string }>();
  for (const row of rows) {
    if (row.valid_to === null) areas.set(row.code, { name: row.name, shortName: row.short_name });
    // Closed without a successor: taken all the same.
    else if (!former.has(row.code)) former.set(row.code, '');
  }
  return { areas, former };
}

/**
 * Keeps everybody from adding to these areas until the commit: whoever names one (a person, an assignment, a grid) holds a lock on its row
 * by its foreign key, or asks for it (`requireOpenArea`) and sees afterwards that it is closed.
 */
export async function lockAreas(tx: Tx, codes: readonly string[]): Promise<void> {
  await sql`select count(*) from (select 1 from areas where code = any(${codes}::text[]) order by code for update) locked`.execute(tx);
}

/**
 * The areas themselves: each former row is closed and keeps its code and name of then; the present one has the id, which is the
 * area's own. A code that an area has back opens its row again.
 */
export async function moveAreas(tx: Tx, moves: readonly Move[], now: Date, kindOf: (code: string, name: string) => string): Promise<void> {
  const from = moves.map((move) => move.from);
  const { rows } = await sql<{ id: string; code: string; name: string; short_name: string; level: string; search_text: string }>`
    select id, code, name, short_name, level, search_text from areas where code = any(${from}::text[])`.execute(tx);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  await sql`update areas a set valid_to = ${cityDay(now)}::date, id = m.id
    from unnest(${from}::text[], ${from.map(() => newId(now.getTime()))}::uuid[]) as m(code, id) where a.code = m.code`.execute(tx);
  const begun = moves
    .filter((move) => !move.merges)
    .flatMap((move) => {
      const row = byCode.get(move.from);
      return row ? [{ ...row, to: move.to }] : [];
    });
  // Those above first: a child's foreign key asks for its parent.
  begun.sort((a, b) => a.to.length - b.to.length);
  const batchMost = 500;
  for (let at = 0; at < begun.length; at += batchMost) {
    const batch = begun.slice(at, at + batchMost);
    await sql`insert into areas (id, code, name, short_name, level, kind, parent_code, search_text, valid_from)
      select t.id, t.code, t.name, t.short, t.level, t.kind, t.parent, t.search, ${cityDay(now)}::date
      from unnest(${batch.map((row) => row.id)}::uuid[], ${batch.map((row) => row.to)}::text[], ${batch.map((row) => row.name)}::text[],
        ${batch.map((row) => row.short_name)}::text[], ${batch.map((row) => row.level)}::text[], ${batch.map((row) => kindOf(row.to, row.name))}::text[],
        ${batch.map((row) => parentCode(row.to))}::text[],
        ${batch.map((row) => `${row.search_text} ${row.to}`)}::text[]) as t(id, code, name, short, level, kind, parent, search)
      on conflict (code) do update set id = excluded.id, name = excluded.name, short_name = excluded.short_name, kind = excluded.kind,
        search_text = excluded.search_text, valid_to = null`.execute(tx);
  }
  // Whoever looks for what an absorbed area was called, or for its code, finds the one that goes on.
  const absorbed = moves.filter((move) => move.merges);
  if (absorbed.length > 0)
    await sql`update areas a set search_text = a.search_text || w.words
      from (select m.to_code, string_agg(f.search_text, '' order by f.code) as words
        from unnest(${absorbed.map((move) => move.from)}::text[], ${absorbed.map((move) => move.to)}::text[]) as m(from_code, to_code)
        join areas f on f.code = m.from_code group by 1) w where a.code = w.to_code`.execute(tx);
}

/** Another name. What it was called stays findable, and is what the journal of then shows. */
export async function renameArea(tx: Tx, code: string, name: string, shortName: string, kind: string, now: Date): Promise<void> {
  await sql`insert into area_former_names (area_code, until_at, name, short_name)
    select code, ${now}::timestamptz, name, short_name from areas where code = ${code}
    on conflict (area_code, until_at) do nothing`.execute(tx);
  await sql`update areas set name = ${name}, short_name = ${shortName}, kind = ${kind}, search_text = ${searchText([shortName, name], [code])} || search_text
    where code = ${code}`.execute(tx);
}

export async function writeChange(
  tx: Tx,
  change: { id: string; kind: string; now: Date; byName: string | null; from: readonly string[]; to: readonly string[]; told: object },
): Promise<void> {
  await sql`insert into area_changes (id, kind, changed_at, changed_by_name, from_codes, to_codes, told)
    values (${change.id}, ${change.kind}, ${change.now}, ${change.byName}, ${change.from}::text[], ${change.to}::text[], ${JSON.stringify(change.told)}::jsonb)`.execute(
    tx,
  );
}

/** Who goes on with what, straight to the present: what had become of a moved area before moves along. */
export async function writeLineage(tx: Tx, changeId: string, moves: readonly Move[], now: Date): Promise<void> {
  const from = moves.map((move) => move.from);
  const to = moves.map((move) => move.to);
  await sql`update area_lineage l set present_code = m.to_code
    from unnest(${from}::text[], ${to}::text[]) as m(from_code, to_code) where l.present_code = m.from_code`.execute(tx);
  await sql`insert into area_lineage (former_code, present_code, until_at, change_id, merges)
    select m.from_code, m.to_code, ${now}::timestamptz, ${changeId}::uuid, m.merges
    from unnest(${from}::text[], ${to}::text[], ${moves.map((move) => move.merges)}::boolean[]) as m(from_code, to_code, merges)
    on conflict (former_code) do update set present_code = excluded.present_code, until_at = excluded.until_at, change_id = excluded.change_id,
      merges = excluded.merges`.execute(tx);
}

/** That an area is one of now, and goes on being one until the commit; says so to whoever adds something to it. */
export function requireOpenArea(tx: Tx, code: string): Promise<void> {
  return requireOpenAreas(tx, [code]);
}

/** The same of many, locked in the order in which changes lock them. */
export async function requireOpenAreas(tx: Tx, codes: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('areas')
    .select('code')
    .where('code', 'in', codes.length > 0 ? codes : [''])
    .where('valid_to', 'is', null)
    .orderBy('code')
    .forKeyShare()
    .execute();
  const open = new Set(rows.map((row) => row.code));
  const gone = codes.find((code) => !open.has(code));
  if (gone !== undefined) throw new Problem('area.unknown', { code: gone }, [{ pointer: '/areaCode', code: 'area.unknown', detail: gone }]);
}

/**
 * The areas that are above this one, itself included, and those that were above what it is made of: whatever was sent to it came from one
 * of these. An array, found once a statement; as long as nothing was ever changed it costs one look into an empty index.
 */
export function aboveNowOrThen(code: string): RawBuilder<string[]> {
  return sql<string[]>`(${lineage(code)}::text[] || array(select coalesce(p.present_code, left(l.former_code, d.digits)) from area_lineage l
    cross join (values (4), (6), (9), (12)) as d(digits) left join area_lineage p on p.former_code = left(l.former_code, d.digits)
    where l.present_code >= ${code} and l.present_code < ${rangeEnd(code)} and d.digits < length(l.former_code)))`;
}
