import { lineage } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

/** What adds to, takes from or renames what a question asks about one by one. */
const changesGround = /^compounds?\.|^place\.(added|changed|closed)$/;

/** A device that was away for more than this of its own desk reads everything anew. */
const changesMost = 2000;

export interface Watched {
  id: string;
  orderId: string;
  delegatedOrderId: string | null;
  areaCode: string;
  /** It asks about each compound: what is registered or closed in the community changes what it asks. */
  asksGround: boolean;
}

export interface Changes {
  receiptIds: Set<string>;
  /** The area, its people or those below have changed. */
  place: boolean;
  /** Areas themselves: what is asked about has changed with them. */
  areas: boolean;
}

/**
 * What happened since a position to these receipts and this desk; null when it is too much to tell one by one. Each leg
 * walks an index from that position on: events of these areas, of these orders as a whole, and of the orders they were
 * broken down into. Nobody else's receipts are read, however many an order went to.
 */
export async function changesSince(
  tx: Tx,
  position: number,
  watched: readonly Watched[],
  areaCodes: readonly string[],
): Promise<Changes | null> {
  const ground = watched.filter((one) => one.asksGround);
  // A grid's compounds are registered with the community.
  const areas = [...new Set([...areaCodes, ...watched.map((one) => one.areaCode), ...ground.map((one) => one.areaCode.slice(0, 12))])];
  const { rows: here } = await sql<{ type: string; receipt_id: string | null; area_code: string }>`
    select e.type, e.receipt_id, e.area_code from events e where e.area_code = any(${areas}::text[]) and e.position > ${position}
    order by e.area_code, e.position desc limit ${changesMost + 1}`.execute(tx);
  if (here.length > changesMost) return null;
  const orderIds = [...new Set(watched.map((one) => one.orderId))];
  const childIds = watched.flatMap((one) => (one.delegatedOrderId ? [one.delegatedOrderId] : []));
  const { rows: orders } = await sql<{ id: string }>`
    select o.id from unnest(${orderIds}::uuid[]) as o(id) where exists (
      select 1 from events e where e.order_id = o.id and e.receipt_id is null and e.position > ${position})
    union all
    select c.id from unnest(${childIds}::uuid[]) as c(id) where exists (
      select 1 from events e where e.order_id = c.id and e.position > ${position})`.execute(tx);
  const moved = new Set(orders.map((row) => row.id));
  const receiptIds = new Set(here.flatMap((row) => (row.receipt_id ? [row.receipt_id] : [])));
  for (const one of watched)
    if (moved.has(one.orderId) || (one.delegatedOrderId && moved.has(one.delegatedOrderId))) receiptIds.add(one.id);
  const changed = here.filter((row) => changesGround.test(row.type)).map((row) => row.area_code);
  for (const one of ground) if (changed.some((code) => code.startsWith(one.areaCode.slice(0, 12)))) receiptIds.add(one.id);
  // A change of the territory is told once, at the city: of the few that there ever were, those since that concern one.
  const { rows: changes } = await sql<{ id: string }>`select c.id from area_changes c join events e on e.command_id = c.id
    where e.position > ${position} and e.reach_down && ${[...new Set(areas.flatMap(lineage))]}::text[] limit 1`.execute(tx);
  const begins = (...words: string[]) => here.some((row) => words.some((word) => row.type.startsWith(word)));
  return {
    receiptIds,
    place: begins('assignment.', 'person.', 'people.', 'area', 'receipt.staffing'),
    areas: begins('area') || changes.length > 0,
  };
}

/** Of some receipts, as far as they exist for the reader, what is watched of them. */
export async function watchedOf(tx: Tx, ids: readonly string[]): Promise<Watched[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('receipts as r')
    .innerJoin('orders as o', 'o.id', 'r.order_id')
    .select(['r.id', 'r.order_id', 'r.delegated_order_id', 'r.area_code', 'o.question_shape'])
    .where(sql<boolean>`r.id = any(${ids}::uuid[])`)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    delegatedOrderId: row.delegated_order_id,
    areaCode: row.area_code,
    asksGround: row.question_shape?.includes('@') ?? false,
  }));
}
