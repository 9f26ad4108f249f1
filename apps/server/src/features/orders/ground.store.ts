import { rangeEnd } from '@muster/contract/areas/area-code';
import type { Answer, Question } from '@muster/contract/orders/answers';
import type { Each, GroundThing } from '@muster/contract/orders/ground';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { compoundThings } from '../compounds/index.ts';
import { placeThings } from '../places/index.ts';
import { answeredIds, asksOfGround, checkEach, type Reached } from './ground.rules.ts';

/** All that can be asked about one by one, of whatever kind. */
export const groundThings: RawBuilder<unknown> = sql`(${compoundThings} union all ${placeThings})`;

interface ThingRow {
  id: string;
  of: GroundThing['of'];
  kind: string;
  name: string;
  at: string | null;
  is_gone: boolean;
  merged_into: string | null;
}

export interface KnownThing extends GroundThing {
  mergedInto: string | null;
}

/**
 * What a desk is asked about one by one: the ground of its area now, and whatever `answered` names besides, as far as it was
 * ever there. A grid has the compounds that are its own. Nothing is read for questions that ask about none.
 */
export async function knownGround(
  tx: Tx,
  areaCode: string,
  questions: readonly Question[],
  answered: readonly (Answer | null)[] = [],
): Promise<KnownThing[]> {
  const asked = asksOfGround(questions);
  if (asked.length === 0) return [];
  const ids = answeredIds(questions, answered);
  const community = areaCode.slice(0, 12);
  const mine = sql`${areaCode.length === 15 ? sql`t.grid_code = ${areaCode}` : sql`true`}`;
  const { rows } =
    await sql<ThingRow>`select t.id, t.of, t.kind, t.name, t.at, t.merged_into, not (t.closed_at is null and ${mine}) as is_gone
    from ${groundThings} t where t.of = any(${asked}::text[]) and t.community_code >= ${community} and t.community_code < ${rangeEnd(community)}
      and ((t.closed_at is null and ${mine}) or t.id = any(${ids}::uuid[])) order by t.community_code, t.name, t.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    of: row.of,
    kind: row.kind,
    name: row.name,
    at: row.at,
    isGone: row.is_gone,
    mergedInto: row.merged_into,
  }));
}

/** The same of an order that runs: who has it already, and whom an amendment adds. */
export async function checkEachOf(tx: Tx, orderId: string, questions: readonly Question[], added: Reached | null): Promise<void> {
  if (asksOfGround(questions).length === 0) return;
  const { rows } = await sql<{ area_code: string; recipient: string }>`select area_code, recipient from receipts
    where order_id = ${orderId} and (recipient in ('person', 'unit') or (recipient = 'desk' and length(area_code) < 9)) limit 1`.execute(
    tx,
  );
  const desks = rows.flatMap((row) => (row.recipient === 'desk' ? [row.area_code] : []));
  checkEach(questions, { desks, people: rows.filter((row) => row.recipient !== 'desk'), units: [] });
  if (added) checkEach(questions, added);
}

interface CountRow {
  things: number;
  without: number;
}

/** How many pieces of the ground each question asks these desks about, and how many desks have none of it. */
export async function countGround(tx: Tx, questions: readonly Question[], desks: readonly string[]) {
  const counted: { questionKey: string; things: number; desksWithout: number }[] = [];
  for (const { key, each } of questions) {
    if (!each) continue;
    const { rows } = await sql<CountRow>`select coalesce(sum(c.n), 0)::int as things, count(*) filter (where c.n = 0)::int as without
      from unnest(${desks}::text[], ${desks.map((code) => rangeEnd(code.slice(0, 12)))}::text[]) as d(code, hi)
        cross join lateral (select count(*) as n from ${groundThings} t where ${isAskedOf(each, sql`d.code`, sql`d.hi`)}) c`.execute(tx);
    counted.push({ questionKey: key, things: rows[0]?.things ?? 0, desksWithout: rows[0]?.without ?? 0 });
  }
  return counted;
}

/** Whether a thing `t` is among those that a question asks a desk about: its sort and kind, open, in the desk's area. */
export function isAskedOf(each: Each, code: RawBuilder<unknown>, hi: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`t.of = ${each.of} and t.closed_at is null and ${each.kind ? sql`t.kind = ${each.kind}` : sql`true`}
    and t.community_code >= left(${code}, 12) and t.community_code < ${hi} and (length(${code}) < 15 or t.grid_code = ${code})`;
}
