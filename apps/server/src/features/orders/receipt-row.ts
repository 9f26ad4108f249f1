import { deskName } from '@muster/contract/areas/desk-name';
import type { Answer } from '@muster/contract/orders/answers';
import { receiptAttention } from '@muster/contract/orders/receipt-attention';
import { type ReceiptCommand, type ReceiptState, receiptMove } from '@muster/contract/orders/receipt-machine';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { orderPolicy } from './orders.policy.ts';
import { countsOf, everywhere, progressWithin } from './progress.store.ts';
import { supportOf } from './support.store.ts';

/** A receipt as the views read it, with the name of its area and what its order says. */
export interface ReceiptRecord {
  id: string;
  order_id: string;
  recipient: 'desk' | 'person' | 'unit';
  recipient_name: string | null;
  area_code: string;
  area_name: string;
  person_id: string | null;
  unit_id: string | null;
  state: ReceiptState;
  asks_answer: boolean;
  unstaffed: boolean;
  sent_at: Date;
  acknowledge_by: Date;
  answer_by: Date | null;
  due_at: Date | null;
  delivered_at: Date | null;
  delivered_count: number;
  opened_at: Date | null;
  opened_by_name: string | null;
  acknowledged_at: Date | null;
  acknowledged_by_name: string | null;
  acknowledged_received_at: Date | null;
  answered_received_at: Date | null;
  signed_for_code: string | null;
  signed_for_name: string | null;
  answered_at: Date | null;
  answered_by_name: string | null;
  answer: Answer | null;
  sent_back_by_name: string | null;
  sent_back_reason: string | null;
  delegated_order_id: string | null;
  reminded_at: Date | null;
  reminded_count: number;
  escalated_at: Date | null;
  escalated_to: string | null;
  escalated_name: string | null;
  settled_at: Date | null;
  revision: number;
  change_by: Date | null;
  changed_from: number | null;
  changed_at: Date | null;
  change_acknowledged_at: Date | null;
  change_acknowledged_by_name: string | null;
  former_answer: Answer | null;
  version: number;
  issuer_code: string;
  is_running: boolean;
}

export const receiptColumns =
  sql.raw(`r.id, r.order_id, r.recipient, r.recipient_name, r.area_code, a.short_name as area_name, r.person_id, r.unit_id, r.state, r.asks_answer, r.unstaffed,
  r.sent_at, r.acknowledge_by, r.answer_by, r.due_at, r.delivered_at, r.delivered_count, r.opened_at, r.opened_by_name, r.acknowledged_at, r.acknowledged_by_name, r.acknowledged_received_at, r.answered_received_at, r.signed_for_code,
  (select s.short_name from areas s where s.code = r.signed_for_code) as signed_for_name, r.answered_at, r.answered_by_name, r.answer, r.sent_back_by_name, r.sent_back_reason,
  r.delegated_order_id, r.reminded_at, r.reminded_count, r.escalated_at, r.escalated_to, (select e.short_name from areas e where e.code = r.escalated_to) as escalated_name, r.settled_at, r.revision, r.change_by, r.changed_from, r.changed_at, r.change_acknowledged_at, r.change_acknowledged_by_name, r.former_answer, r.version,
  o.issuer_code, o.state = 'issued' and i.state = 'active' as is_running`);

export const receiptTables = sql.raw(
  'receipts r join orders o on o.id = r.order_id join areas a on a.code = r.area_code join incidents i on i.id = r.incident_id',
);

/** Records in the shape of the contract, with the progress of the child orders that they were delegated to. */
export async function receiptRows(tx: Tx, principal: Principal, records: readonly ReceiptRecord[], now: Date): Promise<ReceiptRow[]> {
  const [delegated, support] = await Promise.all([
    childProgress(tx, records, now),
    supportOf(tx, [...new Set(records.map((record) => record.order_id))]),
  ]);
  return records.map((record) => ({
    ...receiptRow(principal, record, now),
    delegated: (record.delegated_order_id && delegated.get(record.delegated_order_id)) || null,
    support: (record.recipient === 'desk' && support.get(`${record.order_id} ${record.area_code}`)) || null,
  }));
}

async function childProgress(
  tx: Tx,
  records: readonly ReceiptRecord[],
  now: Date,
): Promise<Map<string, NonNullable<ReceiptRow['delegated']>>> {
  const ids = records.flatMap((record) => record.delegated_order_id ?? []);
  if (ids.length === 0) return new Map();
  const progress = await progressWithin(tx, ids, everywhere);
  const orders = await tx
    .selectFrom('orders')
    .select(['id', 'acknowledge_by', 'answer_by', 'change_by'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(
    orders.flatMap((order) => {
      const child = progress.get(order.id);
      if (!child) return [];
      const counts = countsOf(child, { acknowledgeBy: order.acknowledge_by, answerBy: order.answer_by, changeBy: order.change_by }, now);
      return [[order.id, { orderId: order.id, total: child.total, done: child.done + child.for_review, counts }] as const];
    }),
  );
}

function receiptRow(principal: Principal, record: ReceiptRecord, now: Date): Omit<ReceiptRow, 'delegated' | 'support'> {
  const attention = receiptAttention(
    {
      state: record.state,
      asksAnswer: record.asks_answer,
      unstaffed: record.unstaffed,
      escalated: record.escalated_at !== null,
      sentAt: record.sent_at,
      acknowledgedAt: record.acknowledged_at,
      answeredAt: record.answered_at,
      settledAt: record.settled_at,
      acknowledgeBy: record.acknowledge_by,
      answerBy: record.answer_by,
      changeBy: record.change_by,
      changedAt: record.changed_at,
    },
    now,
  );
  return {
    id: record.id,
    orderId: record.order_id,
    recipient: record.recipient,
    areaCode: record.area_code,
    areaName: record.area_name,
    recipientName: record.recipient_name,
    state: record.state,
    attention: { ...attention, since: attention.since.toISOString(), until: attention.until?.toISOString() ?? null },
    sentAt: record.sent_at.toISOString(),
    deliveredCount: record.delivered_count,
    deliveredAt: record.delivered_at?.toISOString() ?? null,
    openedBy: record.opened_by_name,
    openedAt: record.opened_at?.toISOString() ?? null,
    acknowledgedBy: record.acknowledged_by_name,
    acknowledgedAt: record.acknowledged_at?.toISOString() ?? null,
    acknowledgedReceivedAt: record.acknowledged_received_at?.toISOString() ?? null,
    signedForBy: record.signed_for_code && record.signed_for_name ? deskName(record.signed_for_code, record.signed_for_name) : null,
    remindedCount: record.reminded_count,
    remindedAt: record.reminded_at?.toISOString() ?? null,
    escalatedTo: record.escalated_to && record.escalated_name ? deskName(record.escalated_to, record.escalated_name) : null,
    escalatedAt: record.escalated_at?.toISOString() ?? null,
    answer: record.answer,
    answeredBy: record.answered_by_name,
    answeredAt: record.answered_at?.toISOString() ?? null,
    answeredReceivedAt: record.answered_received_at?.toISOString() ?? null,
    sentBackReason: record.sent_back_reason,
    sentBackBy: record.sent_back_by_name,
    revision: record.revision,
    changeBy: record.change_by?.toISOString() ?? null,
    changedFrom: record.changed_from,
    changeAcknowledgedBy: record.change_acknowledged_by_name,
    changeAcknowledgedAt: record.change_acknowledged_at?.toISOString() ?? null,
    version: record.version,
    may: receiptMay(principal, record),
  };
}

/** What the reader may do with it now: what the machine allows from here, and the policy to him. */
function receiptMay(principal: Principal, record: ReceiptRecord): ReceiptRow['may'] {
  const owner = {
    recipient: record.recipient,
    areaCode: record.area_code,
    personId: record.person_id,
    unitId: record.unit_id,
    unstaffed: record.unstaffed,
    signedForCode: record.signed_for_code,
  };
  const ofOrder = { ...owner, issuerCode: record.issuer_code };
  const legal = (command: ReceiptCommand) =>
    record.is_running && receiptMove({ state: record.state, changeOwed: record.change_by !== null }, command) !== null;
  return {
    acknowledge: (legal('acknowledge') || legal('acknowledgeChange')) && may(orderPolicy, principal, 'receipt:acknowledge', owner),
    delegate: legal('delegate') && record.area_code.length < 15 && may(orderPolicy, principal, 'receipt:delegate', owner),
    answer: legal('answer') && record.asks_answer && may(orderPolicy, principal, 'receipt:answer', owner),
    signFor: legal('signFor') && may(orderPolicy, principal, 'receipt:signFor', owner),
    accept: legal('accept') && may(orderPolicy, principal, 'order:accept', { issuerCode: record.issuer_code }),
    sendBack: legal('sendBack') && may(orderPolicy, principal, 'receipt:sendBack', ofOrder),
    remind: legal('remind') && record.due_at !== null && may(orderPolicy, principal, 'receipt:remind', ofOrder),
    requestSupport:
      record.is_running &&
      record.recipient === 'desk' &&
      record.area_code === principal.areaCode &&
      may(orderPolicy, principal, 'support:request', null),
  };
}
