import { rangeEnd } from '@muster/contract/areas/area-code';
import type { Each } from '@muster/contract/orders/ground';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { groundThings, isAskedOf } from './ground.store.ts';

export interface AskedOrder {
  id: string;
  key: string;
  each: Each;
}

/**
 * A row for each piece of the ground that a question of an order asks about within an area, with what was said of it: what its
 * desks have now, and what was answered about and has gone since. From the answers themselves, so that answering pays nothing;
 * the desks of an order by `receipts_order`, their ground by the index of its community.
 */
export function groundCells({ id, key, each }: AskedOrder, under: string): RawBuilder<unknown> {
  const within = sql`t.community_code >= ${under.slice(0, 12)} and t.community_code < ${rangeEnd(under.slice(0, 12))}
    and ${under.length > 12 ? sql`a.area_code = ${under}` : sql`true`}`;
  // ':' comes after every digit: the end of the range of a code.
  const isAsked = isAskedOf(each, sql`a.area_code`, sql`left(a.area_code, 12) || ':'`);
  const columns = sql`a.receipt_id, a.area_code, a.answered_by, a.answered_at, t.id, t.of, t.kind, t.name, t.at, t.community_code,
    case when length(a.area_code) = 15 then a.area_code else t.community_code end as place_code`;
  return sql`(
    with asked as materialized (
      select r.id as receipt_id, r.area_code, r.answer -> 'values' -> ${key}::text as given, r.answered_by_name as answered_by, r.answered_at
      from receipts r where r.order_id = ${id} and r.recipient = 'desk'
        and ((r.area_code >= ${under} and r.area_code < ${rangeEnd(under)}) or starts_with(${under}::text, r.area_code)))
    select ${columns}, false as is_gone, a.given -> t.id::text as value from asked a join ${groundThings} t on ${isAsked} where ${within}
    union all
    select ${columns}, true as is_gone, e.value from asked a
      cross join lateral jsonb_each(case when jsonb_typeof(a.given) = 'object' then a.given else '{}'::jsonb end) e
      join ${groundThings} t on t.id = e.key::uuid where not (${isAsked}) and ${within})`;
}

/** Pieces of the ground of which nothing was said yet. */
export async function countOpenGround(tx: Tx, order: AskedOrder, under: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${groundCells(order, under)} c where c.value is null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
