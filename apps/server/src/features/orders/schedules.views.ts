import { slotsAfter } from '@muster/contract/orders/slots';
import * as operations from '@muster/contract/orders/templates.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { orderPolicy } from './orders.policy.ts';
import type { ScheduleRow } from './schedules.store.ts';

interface Row extends ScheduleRow {
  is_drill: boolean;
  runs: number;
  last_slot_at: Date | null;
  last_issued_at: Date | null;
  last_missed: number | null;
  last_order_id: string | null;
  last_number_text: string | null;
}

const shownNext = 5;

export const listSchedules = view(operations.listSchedules, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input, now }) {
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } =
      await sql<Row>`select s.*, t.title, i.is_drill, (select count(*)::int from order_schedule_runs r where r.schedule_id = s.id) as runs,
        l.slot_at as last_slot_at, l.issued_at as last_issued_at, l.missed as last_missed, l.order_id as last_order_id, l.number_text as last_number_text
      from order_schedules s join order_templates t on t.id = s.template_id join incidents i on i.id = s.incident_id
        left join lateral (select r.slot_at, r.issued_at, r.missed, r.order_id, o.number_text from order_schedule_runs r join orders o on o.id = r.order_id
          where r.schedule_id = s.id order by r.slot_at desc limit 1) l on true
      where s.area_code = ${principal.areaCode} and ${input.ended === 'true' ? sql`s.state = 'ended'` : sql`s.state <> 'ended'`}
        and ${after ? sql`(s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by s.created_at desc, s.id desc limit ${input.limit + 1}`.execute(tx);
    const mayKeep = may(orderPolicy, principal, 'schedule:keep', { areaCode: principal.areaCode as string });
    return page(
      rows,
      input.limit,
      (row) => ({
        id: row.id,
        areaCode: row.area_code,
        templateId: row.template_id,
        title: row.title,
        recurrence: row.recurrence,
        state: row.state,
        pauseReason: row.pause_reason,
        personName: row.person_name,
        isDrill: row.is_drill,
        nextAt: row.next_at?.toISOString() ?? null,
        upcoming: row.state === 'ended' ? [] : slotsAfter(row.recurrence, now, shownNext).map((at) => at.toISOString()),
        lastRun:
          row.last_slot_at && row.last_issued_at && row.last_order_id
            ? {
                slotAt: row.last_slot_at.toISOString(),
                issuedAt: row.last_issued_at.toISOString(),
                missed: row.last_missed ?? 0,
                orderId: row.last_order_id,
                numberText: row.last_number_text ?? '',
              }
            : null,
        runs: row.runs,
        version: row.version,
        may: {
          pause: mayKeep && row.state === 'running',
          resume: mayKeep && row.state === 'paused',
          end: mayKeep && row.state !== 'ended',
        },
      }),
      (row) => [row.created_at.toISOString(), row.id],
    );
  },
});
