import { codeAt } from '@muster/contract/areas/area-code';
import { cityDay } from '@muster/contract/city-time';
import { sql } from 'kysely';
import type { NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { type Metric, type TallyColumn, tallyColumns } from '../../platform/metric.ts';

type Row = Record<TallyColumn, number>;

/** Grids count at their community; what is not below a community counts at its own area. */
export function tallyArea(areaCode: string): string {
  return codeAt(areaCode, 'community') ?? areaCode;
}

/**
 * Statements that add the deltas of these events, sent without waiting. Rows are touched in code order, so that two
 * batches never wait for each other in a circle.
 */
export function addDeltas(tx: Tx, metrics: readonly Metric[], events: readonly NewEvent[], now: Date): Promise<unknown>[] {
  const statements: Promise<unknown>[] = [];
  for (const event of events) {
    if (!event.incidentId) continue;
    const rows = new Map<string, Row>();
    for (const metric of metrics) {
      for (const { areaCode, by } of metric.delta(event)) {
        if (by === 0) continue;
        const area = tallyArea(areaCode);
        let row = rows.get(area);
        if (!row) {
          row = Object.fromEntries(tallyColumns.map((column) => [column, 0])) as Row;
          rows.set(area, row);
        }
        row[metric.column] += by;
      }
    }
    if (rows.size === 0) continue;
    const areas = [...rows.keys()].sort();
    const column = (name: TallyColumn) => areas.map((area) => (rows.get(area) as Row)[name]);
    statements.push(
      sql`insert into tallies (incident_id, area_code, day, orders_issued, receipts_sent, receipts_acknowledged, receipts_acknowledged_in_time,
          acknowledge_seconds, receipts_answered, receipts_accepted, reminders_sent, escalations, changes_acknowledged)
        select ${event.incidentId}::uuid, t.area_code, ${cityDay(event.doneAt ?? now)}::date, t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i, t.j
        from unnest(${areas}::text[], ${column('orders_issued')}::int[], ${column('receipts_sent')}::int[], ${column('receipts_acknowledged')}::int[],
          ${column('receipts_acknowledged_in_time')}::int[], ${column('acknowledge_seconds')}::bigint[], ${column('receipts_answered')}::int[],
          ${column('receipts_accepted')}::int[], ${column('reminders_sent')}::int[], ${column('escalations')}::int[],
          ${column('changes_acknowledged')}::int[]) as t(area_code, a, b, c, d, e, f, g, h, i, j)
        on conflict (incident_id, area_code, day) do update set
          orders_issued = tallies.orders_issued + excluded.orders_issued,
          receipts_sent = tallies.receipts_sent + excluded.receipts_sent,
          receipts_acknowledged = tallies.receipts_acknowledged + excluded.receipts_acknowledged,
          receipts_acknowledged_in_time = tallies.receipts_acknowledged_in_time + excluded.receipts_acknowledged_in_time,
          acknowledge_seconds = tallies.acknowledge_seconds + excluded.acknowledge_seconds,
          receipts_answered = tallies.receipts_answered + excluded.receipts_answered,
          receipts_accepted = tallies.receipts_accepted + excluded.receipts_accepted,
          reminders_sent = tallies.reminders_sent + excluded.reminders_sent,
          escalations = tallies.escalations + excluded.escalations,
          changes_acknowledged = tallies.changes_acknowledged + excluded.changes_acknowledged`.execute(tx),
    );
  }
  return statements;
}
