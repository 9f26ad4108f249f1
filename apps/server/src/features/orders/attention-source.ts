import { rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import { currentIncidentId } from '../incidents/index.ts';

/**
 * Receipts of desks whose time for attention has come, as the kind `receipt` of the one attention model. An index holds
 * only those (`receipts_attention`), so the cost is that of the answer, however many orders there are. Single
 * recipients are not among them: they stand on the page of their order.
 */
export function receiptsNeedingAttention(areaCode: string, now: Date) {
  return sql`select 'receipt'::text as kind, r.id as subject_id, r.area_code, r.order_id, r.due_at, r.sent_at, r.due_at < ${now} as is_late,
      case when r.change_by is not null then 'change' when r.state in ('sent', 'delivered', 'opened') then 'acknowledge' else 'answer' end as limit_kind, r.unstaffed, r.escalated_at is not null as is_escalated
    from receipts r where r.area_code >= ${areaCode} and r.area_code < ${rangeEnd(areaCode)} and r.attention_at <= ${now} and r.recipient = 'desk'
      and r.incident_id = ${currentIncidentId}`;
}
