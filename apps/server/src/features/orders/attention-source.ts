import { rangeEnd } from '@muster/contract/areas/area-code';
import type { Urgency } from '@muster/contract/orders/limits';
import { receiptAttention } from '@muster/contract/orders/receipt-attention';
import type { ReceiptState } from '@muster/contract/orders/receipt-machine';
import { type RawBuilder, sql } from 'kysely';
import type { AttentionSource, OpenThing } from '../../platform/attention-source.ts';
import { currentIncidentId } from '../incidents/index.ts';

/**
 * Receipts of desks whose time for attention has come. An index holds only those (`receipts_attention`), so the cost is
 * that of the answer, however many orders there are. Single recipients are not among them: they stand on the page of
 * their order.
 */
export const ordersAttention: AttentionSource = {
  kinds: ['receipt'],
  open: (areaCode, now) => receipts(areaCode, now, sql`r.attention_at <= ${now}`),
  listed: (areaCode, now) => receipts(areaCode, now, sql`r.due_at is not null`),
  async items(tx, ids, now) {
    const { rows } =
      await sql<Row>`select r.id, r.area_code, a.short_name as area_name, r.order_id, o.number_text, o.urgency, o.title, r.state, r.asks_answer,
        r.unstaffed, r.escalated_at, r.sent_at, r.acknowledged_at, r.answered_at, r.settled_at, r.acknowledge_by, r.answer_by, r.change_by, r.changed_at
      from receipts r join orders o on o.id = r.order_id join areas a on a.code = r.area_code where r.id = any (${ids}::uuid[])`.execute(
        tx,
      );
    return rows.map((row) => {
      const attention = receiptAttention(
        {
          state: row.state,
          asksAnswer: row.asks_answer,
          unstaffed: row.unstaffed,
          escalated: row.escalated_at !== null,
          sentAt: row.sent_at,
          acknowledgedAt: row.acknowledged_at,
          answeredAt: row.answered_at,
          settledAt: row.settled_at,
          acknowledgeBy: row.acknowledge_by,
          answerBy: row.answer_by,
          changeBy: row.change_by,
          changedAt: row.changed_at,
        },
        now,
      );
      return {
        kind: 'receipt',
        subjectId: row.id,
        areaCode: row.area_code,
        areaName: row.area_name,
        order: { id: row.order_id, numberText: row.number_text, urgency: row.urgency },
        title: row.title,
        detail: null,
        attention: { ...attention, since: attention.since.toISOString(), until: attention.until?.toISOString() ?? null },
      };
    });
  },
};

function receipts(areaCode: string, now: Date, which: RawBuilder<unknown>): RawBuilder<OpenThing> {
  return sql`select 'receipt'::text as kind, r.id as subject_id, r.area_code, r.order_id, r.due_at < ${now} as is_late,
      case when r.change_by is not null then 'change' when r.state in ('sent', 'delivered', 'opened') then 'acknowledge' else 'answer' end as limit_kind,
      r.escalated_at is not null as is_escalated, r.unstaffed, r.due_at, r.sent_at as since
    from receipts r where r.area_code >= ${areaCode} and r.area_code < ${rangeEnd(areaCode)} and ${which} and r.recipient = 'desk'
      and r.incident_id = ${currentIncidentId}`;
}

interface Row {
  id: string;
  area_code: string;
  area_name: string;
  order_id: string;
  number_text: string;
  urgency: Urgency;
  title: string;
  state: ReceiptState;
  asks_answer: boolean;
  unstaffed: boolean;
  escalated_at: Date | null;
  sent_at: Date;
  acknowledged_at: Date | null;
  answered_at: Date | null;
  settled_at: Date | null;
  acknowledge_by: Date;
  answer_by: Date | null;
  change_by: Date | null;
  changed_at: Date | null;
}
