import type { LimitKind } from '@muster/contract/attention/attention';
import type { Urgency } from '@muster/contract/orders/limits';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Notice, NoticeSource, Waiting } from '../../platform/notice.ts';
import type { SealedEvent } from '../../platform/reaction.ts';

const columns = sql.raw('id as target_id, recipient, area_code, person_id, unit_id');

/** Whom an event of an order concerns, and in which words; null: it concerns nobody below. */
type Told = { headline: string; who: Notice['who']; limit: LimitKind | null };

function told(event: SealedEvent): Told | null {
  const { orderId, receiptId, recordedAt, payload } = event;
  switch (event.type) {
    case 'order.issued':
      return {
        headline: '新指令',
        who: sql`select ${columns} from receipts where order_id = ${orderId} and recipient <> 'merged'`,
        limit: 'acknowledge',
      };
    case 'order.supportRequested':
      return {
        headline: '请求支持',
        who: sql`select ${columns} from receipts where order_id = ${orderId} and recipient <> 'merged'`,
        limit: 'acknowledge',
      };
    case 'order.amended':
      // Whoever acknowledges the change, and whoever was added with it; those who have not acknowledged at all read the new text.
      return {
        headline: '修订',
        who: sql`select ${columns} from receipts where order_id = ${orderId} and change_by is not null and changed_at = ${recordedAt}`,
        limit: 'change',
      };
    case 'order.reminded':
      // A reminder marks its receipts with its own time. One that was reminded again since is told by that.
      return {
        headline: '催办',
        who: sql`select ${columns} from receipts where order_id = ${orderId} and reminded_at = ${recordedAt}`,
        limit: payload.limit as LimitKind,
      };
    case 'order.escalated':
      // The desks above, which have no receipt of their own on it; how many are late there is a matter of the page.
      return {
        headline: '督办',
        who: sql`select null::uuid as target_id, 'desk' as recipient, e.code as area_code, null::uuid as person_id, null::uuid as unit_id
          from (select distinct escalated_to as code from receipts where order_id = ${orderId} and escalated_at = ${recordedAt}) e`,
        limit: payload.limit as LimitKind,
      };
    case 'order.withdrawn':
      return {
        headline: '撤回',
        who: sql`select ${columns} from receipts where order_id = ${orderId} and recipient <> 'merged'`,
        limit: null,
      };
    case 'receipt.sentBack':
      return { headline: '退回反馈', who: sql`select ${columns} from receipts where id = ${receiptId}`, limit: 'answer' };
    case 'receipt.answered':
      // Of a request for support: whoever asked, and stands below whoever answers him, waits for it.
      if (event.reachUp.length === 0) return null;
      return {
        headline: '支持答复',
        who: sql`select null::uuid as target_id, 'desk' as recipient, issuer_code as area_code, null::uuid as person_id, null::uuid as unit_id
          from orders where id = ${orderId} and kind = 'supportRequest'`,
        limit: null,
      };
    default:
      return null;
  }
}

const limitWords = { acknowledge: '签收限', answer: '反馈限', change: '变更签收限' } as const;

async function notice(tx: Tx, event: SealedEvent): Promise<Notice | null> {
  const what = told(event);
  if (!what || event.orderId === null) return null;
  const order = await tx
    .selectFrom('orders')
    .select(['number_text', 'title', 'urgency', 'acknowledge_by', 'answer_by', 'change_by', 'reach_down'])
    .where('id', '=', event.orderId)
    .executeTakeFirst();
  if (!order) return null;
  const limits = { acknowledge: order.acknowledge_by, answer: order.answer_by, change: order.change_by };
  const at = what.limit && limits[what.limit];
  return {
    who: what.who,
    urgency: order.urgency as Urgency,
    aboutId: event.orderId,
    reachDown: order.reach_down,
    facts: {
      headline: what.headline,
      number: order.number_text,
      title: order.title,
      limit: at && what.limit && { word: limitWords[what.limit], at: at.toISOString() },
      link: { one: '/m/orders/{target}', group: `/orders/${event.orderId}` },
    },
  };
}

/** New, reminded or sent back, and dealt with meanwhile; or the order is over. That it was withdrawn is always told. */
async function moot(tx: Tx, waiting: readonly Waiting[]): Promise<string[]> {
  const asked = waiting.filter((one) => one.what !== 'order.withdrawn' && one.aboutId !== null);
  if (asked.length === 0) return [];
  const { rows } = await sql<{ id: string }>`with w as (
      select * from unnest(${asked.map((one) => one.id)}::uuid[], ${asked.map((one) => one.what)}::text[],
        ${asked.map((one) => one.aboutId)}::uuid[], ${asked.map((one) => one.targetId)}::uuid[]) as w(id, what, order_id, receipt_id))
    select w.id from w join orders o on o.id = w.order_id left join receipts r on r.id = w.receipt_id
    where o.state <> 'issued'
      or (w.what in ('order.issued', 'order.supportRequested') and r.state not in ('sent', 'delivered', 'opened'))
      or (w.what = 'order.amended' and r.change_by is null)
      or (w.what = 'order.reminded' and r.due_at is null)
      or (w.what = 'receipt.sentBack' and r.state <> 'sentBack')`.execute(tx);
  return rows.map((row) => row.id);
}

export const orderNotices: NoticeSource = {
  on: [
    'order.issued',
    'order.supportRequested',
    'order.amended',
    'order.reminded',
    'order.escalated',
    'order.withdrawn',
    'receipt.sentBack',
    'receipt.answered',
  ],
  notice,
  moot,
};
