import { parentCode, rangeEnd } from '@muster/contract/areas/area-code';
import type { Bounds, CoordinateSystem } from '@muster/contract/geo/coordinates';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { presentOf } from '../../platform/follow-columns.ts';
import { around, boundsOf, type Shape } from '../../platform/geo/outline.ts';
import { newId } from '../../platform/ids.ts';
import type { TerritoryChange } from '../../platform/territory.ts';

export interface Outline {
  code: string;
  shape: Shape;
}

/** What a position of this city lies in: around the outlines that are known, the country before there are any. */
export async function cityBounds(tx: Tx): Promise<Bounds> {
  const { rows } = await sql<{
    [K in keyof Bounds]: number | null;
  }>`select min(west) as west, min(south) as south, max(east) as east, max(north) as north
    from area_outlines where replaced_at is null and length(area_code) <= 6`.execute(tx);
  const [known] = rows;
  return around(known && known.west !== null ? (known as Bounds) : null);
}

/** As texts, to tell what is new from what is there already. */
export async function outlineTexts(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ area_code: string; shape: Shape }>`select area_code, shape from area_outlines
    where replaced_at is null and area_code = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.area_code, JSON.stringify(row.shape)]));
}

/** One statement for all: the former ones end, the new ones are there. `area_outlines_one_now` holds it. */
export async function replaceOutlines(tx: Tx, outlines: readonly Outline[], given: CoordinateSystem, now: Date): Promise<void> {
  const codes = outlines.map(({ code }) => code);
  await sql`update area_outlines set replaced_at = ${now} where replaced_at is null and area_code = any(${codes}::text[])`.execute(tx);
  await tx
    .insertInto('area_outlines')
    .values(
      outlines.map(({ code, shape }) => ({
        id: newId(now.getTime()),
        area_code: code,
        shape: JSON.stringify(shape),
        ...boundsOf(shape),
        given_as: given,
        entered_at: now,
      })),
    )
    .execute();
}

/** Outlines of a range, those above first. */
export async function outlinesUnder(
  tx: Tx,
  under: string,
  length: number | null,
): Promise<(Outline & { name: string; shortName: string })[]> {
  const { rows } = await sql<
    Outline & { name: string; shortName: string }
  >`select o.area_code as code, o.shape, a.name, a.short_name as "shortName"
    from area_outlines o join areas a on a.code = o.area_code
    where o.replaced_at is null and o.area_code >= ${under} and o.area_code < ${rangeEnd(under)} and ${length === null ? sql`true` : sql`length(o.area_code) = ${length}`}
    order by length(o.area_code), o.area_code`.execute(tx);
  return rows;
}

/**
 * A new code takes the outline along. What is drawn no longer holds for areas that were merged or divided, nor for those that
 * lost or gained one below them: those outlines end, and the map says that there is none.
 */
export async function followOutlines(tx: Tx, change: TerritoryChange): Promise<void> {
  const from = change.moves.map((move) => move.from);
  const untrue = new Set([
    ...change.moves.flatMap((move) => (move.merges ? [move.from, move.to] : [])),
    ...change.touched,
    ...change.tops.flatMap((move) => {
      const [left, joined] = [parentCode(move.from), parentCode(move.to)];
      return left && joined && left !== joined ? [left, joined] : [];
    }),
  ]);
  await sql`update area_outlines set replaced_at = ${change.now} where replaced_at is null and area_code = any(${[...untrue]}::text[])`.execute(
    tx,
  );
  if (from.length === 0) return;
  await sql`update area_outlines o set area_code = ${presentOf(sql`o.area_code`, change.id)}
    where replaced_at is null and area_code = any(${from}::text[])`.execute(tx);
}
