import { rangeEnd } from '@muster/contract/areas/area-code';
import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

export interface FigureRecord {
  at: string;
  areaCode: string;
  areaName: string;
  orderId: string;
  numberText: string;
  title: string;
  receiptId: string | null;
  personName: string | null;
  minutes: number | null;
  count: number;
  cursorKey: string;
}

interface Row {
  at: Date;
  area_code: string;
  area_name: string;
  order_id: string;
  number_text: string;
  title: string;
  receipt_id: string | null;
  person_name: string | null;
  seconds: number | null;
  count: number;
  cursor_key: string;
}

interface Range {
  incidentId: string;
  areaCode: string;
  from: Date;
  to: Date;
  after: (string | number | null)[] | null;
  limit: number;
}

/** Records behind a figure, newest first, as far as one sees them: orders, receipts, or the events of reminding and escalating. */
export async function readFigureRecords(tx: Tx, key: FigureKey, range: Range): Promise<FigureRecord[]> {
  const lo = range.areaCode;
  const hi = rangeEnd(lo);
  const within = (at: string, id: string) => sql`${sql.raw(at)} >= ${range.from} and ${sql.raw(at)} < ${range.to}
    and ${range.after ? sql`(${sql.raw(at)}, ${sql.raw(id)}) < (${range.after[0]}::timestamptz, ${range.after[1]}::uuid)` : sql`true`}
    order by ${sql.raw(at)} desc, ${sql.raw(id)} desc limit ${range.limit}`;
  const ofReceipts = (
    at: string,
    person: string,
    condition: string,
  ) => sql<Row>`select ${sql.raw(at)} as at, r.area_code, a.short_name as area_name, r.order_id, o.number_text, o.title, r.id as receipt_id, ${sql.raw(person)} as person_name,
      extract(epoch from r.acknowledged_at - r.sent_at)::float8 as seconds, 1 as count, r.id as cursor_key
    from receipts r join orders o on o.id = r.order_id join areas a on a.code = r.area_code
    where r.incident_id = ${range.incidentId}::uuid and r.area_code >= ${lo} and r.area_code < ${hi} and ${sql.raw(condition)} and ${within(at, 'r.id')}`;
  // Told with the codes of then; it counts for who goes on with them.
  const placed = sql.raw(`jsonb_each_text(e.payload -> 'byCommunity') c(code, n) left join area_lineage l on l.former_code = c.code
    cross join lateral (select coalesce(l.present_code, c.code)) as p(code)`);
  const ofEvents = (
    type: string,
  ) => sql<Row>`select e.done_at as at, coalesce(e.area_code, '') as area_code, coalesce(a.short_name, '') as area_name, e.order_id, o.number_text, o.title, null as receipt_id, e.actor_name as person_name,
      null::float8 as seconds,
      (select sum(c.n::int)::int from ${placed} where p.code >= ${lo} and p.code < ${hi}) as count, e.id as cursor_key
    from events e join orders o on o.id = e.order_id left join areas a on a.code = e.area_code
    where e.type = ${type} and e.incident_id = ${range.incidentId}::uuid and exists (select 1 from ${placed} where p.code >= ${lo} and p.code < ${hi}) and ${within('e.done_at', 'e.id')}`;
  const query = {
    ordersIssued:
      () => sql<Row>`select o.issued_at as at, o.issuer_code as area_code, a.short_name as area_name, o.id as order_id, o.number_text, o.title, null as receipt_id, o.issuer_person_name as person_name,
        null::float8 as seconds, 1 as count, o.id as cursor_key
      from orders o join areas a on a.code = o.issuer_code
      where o.incident_id = ${range.incidentId}::uuid and o.kind = 'order' and o.issuer_code >= ${lo} and o.issuer_code < ${hi} and ${within('o.issued_at', 'o.id')}`,
    receiptsSent: () => ofReceipts('r.sent_at', 'r.recipient_name', 'true'),
    receiptsAcknowledged: () => ofReceipts('r.acknowledged_at', 'r.acknowledged_by_name', 'r.acknowledged_at is not null'),
    receiptsAcknowledgedInTime: () => ofReceipts('r.acknowledged_at', 'r.acknowledged_by_name', 'r.acknowledged_at <= r.acknowledge_by'),
    minutesToAcknowledge: () => ofReceipts('r.acknowledged_at', 'r.acknowledged_by_name', 'r.acknowledged_at is not null'),
    receiptsAnswered: () => ofReceipts('r.answered_at', 'r.answered_by_name', 'r.answered_at is not null'),
    receiptsAccepted: () => ofReceipts('r.accepted_at', 'r.answered_by_name', 'r.accepted_at is not null'),
    remindersSent: () => ofEvents('order.reminded'),
    escalations: () => ofEvents('order.escalated'),
    changesAcknowledged:
      () => sql<Row>`select e.done_at as at, e.area_code, a.short_name as area_name, e.order_id, o.number_text, o.title, e.receipt_id, e.actor_name as person_name,
        null::float8 as seconds, 1 as count, e.id as cursor_key
      from events e join orders o on o.id = e.order_id join areas a on a.code = e.area_code
      where e.type = 'receipt.changeAcknowledged' and e.incident_id = ${range.incidentId}::uuid and e.area_code >= ${lo} and e.area_code < ${hi} and ${within('e.done_at', 'e.id')}`,
  }[key]();
  const { rows } = await query.execute(tx);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    areaCode: row.area_code,
    areaName: row.area_name,
    orderId: row.order_id,
    numberText: row.number_text,
    title: row.title,
    receiptId: row.receipt_id,
    personName: row.person_name,
    minutes: row.seconds === null ? null : Math.round(row.seconds / 6) / 10,
    count: row.count,
    cursorKey: row.cursor_key,
  }));
}
