import type { Question } from '@muster/contract/orders/answers';
import type { Urgency } from '@muster/contract/orders/limits';
import { type ReceiptCommand, type ReceiptState, receiptMove } from '@muster/contract/orders/receipt-machine';
import { type CompiledQuery, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { attentionAt, dueAt, progressArea, progressColumn } from './orders.rules.ts';

/** A receipt with what its commands need of its order, its row locked. */
export interface LockedReceipt {
  id: string;
  orderId: string;
  incidentId: string;
  incidentState: string;
  recipient: string;
  recipientName: string | null;
  areaCode: string;
  areaName: string;
  personId: string | null;
  unitId: string | null;
  state: ReceiptState;
  asksAnswer: boolean;
  unstaffed: boolean;
  sentAt: Date;
  acknowledgeBy: Date;
  answerBy: Date | null;
  acknowledgedAt: Date | null;
  answeredAt: Date | null;
  answeredByName: string | null;
  sentBackAt: Date | null;
  sentBackByName: string | null;
  acceptedByName: string | null;
  settledAt: Date | null;
  signedForCode: string | null;
  delegatedOrderId: string | null;
  escalatedAt: Date | null;
  /** The revision of the order that stands here. */
  revision: number;
  /** The limit to acknowledge a change of the order; null when none is owed. */
  changeBy: Date | null;
  /** The revision that had been acknowledged when the change came; null for who was added with it. */
  changedFrom: number | null;
  changedAt: Date | null;
  changeAcknowledgedAt: Date | null;
  changeAcknowledgedByName: string | null;
  version: number;
  acknowledgedByName: string | null;
  order: {
    number: number;
    numberText: string;
    kind: string;
    issuerCode: string;
    issuerName: string;
    title: string;
    body: string;
    urgency: Urgency;
    questions: Question[];
    state: string;
    revision: number;
    amendedAt: Date | null;
    changeBy: Date | null;
    acknowledgeBy: Date;
  };
}

/**
 * Reads receipts for a change. `for no key update of r` alone: two people who move one receipt at once follow each other, and
 * the second sees what the first did. In id order, so that two batches never wait for each other in a circle.
 */
function lockedReceipts(tx: Tx) {
  return tx
    .selectFrom('receipts as r')
    .innerJoin('orders as o', 'o.id', 'r.order_id')
    .innerJoin('incidents as i', 'i.id', 'r.incident_id')
    .innerJoin('areas as a', 'a.code', 'r.area_code')
    .select([
      'r.id',
      'r.order_id',
      'r.incident_id',
      'r.recipient',
      'r.recipient_name',
      'r.area_code',
      'r.person_id',
      'r.unit_id',
      'r.state',
      'r.asks_answer',
      'r.unstaffed',
      'r.sent_at',
      'r.acknowledge_by',
      'r.answer_by',
      'r.acknowledged_at',
      'r.acknowledged_by_name',
      'r.answered_at',
      'r.answered_by_name',
      'r.sent_back_at',
      'r.sent_back_by_name',
      'r.accepted_by_name',
      'r.settled_at',
      'r.signed_for_code',
      'r.delegated_order_id',
      'r.escalated_at',
      'r.version',
      'o.kind',
      'r.revision',
      'r.change_by',
      'r.changed_from',
      'r.changed_at',
      'r.change_acknowledged_at',
      'r.change_acknowledged_by_name',
      'o.number',
      'o.number_text',
      'o.issuer_code',
      'o.issuer_name',
      'o.title',
      'o.body',
      'o.urgency',
      'o.questions',
      'o.state as order_state',
      'o.revision as order_revision',
      'o.amended_at',
      'o.change_by as order_change_by',
      'o.acknowledge_by as order_acknowledge_by',
      'i.state as incident_state',
      'a.short_name',
    ])
    .orderBy('r.id')
    .forNoKeyUpdate('r');
}
type Row = Awaited<ReturnType<ReturnType<typeof lockedReceipts>['execute']>>[number];

/** The first statement of nearly every command: put together once, not 48,000 times an hour. */
let lockOne: CompiledQuery<Row> | undefined;

/** One receipt for a change; not visible = not there. */
export async function lockReceipt(tx: Tx, receiptId: string, again = false): Promise<LockedReceipt> {
  lockOne ??= lockedReceipts(tx).where('r.id', '=', receiptId).compile();
  const { rows } = await tx.executeQuery<Row>({ ...lockOne, parameters: [receiptId] });
  const row = rows[0];
  if (!row) throw notFound();
  if (isTorn(row) && !again) return lockReceipt(tx, receiptId, true);
  return lockedReceipt(row);
}

/**
 * Whoever waited for an amendment has the receipt as that left it, but the order as it was when the statement began: the
 * lock re-reads only what it locks. Read again, both are of one moment; what is locked is ours, so it ends there.
 */
function isTorn(row: Row): boolean {
  return row.revision !== row.order_revision;
}

/** Those of these receipts that one sees. */
export async function lockReceipts(tx: Tx, receiptIds: readonly string[], again = false): Promise<LockedReceipt[]> {
  const rows = await lockedReceipts(tx).where(sql<boolean>`r.id = any(${receiptIds}::uuid[])`).execute();
  if (rows.some(isTorn) && !again) return lockReceipts(tx, receiptIds, true);
  return rows.map(lockedReceipt);
}

function lockedReceipt(row: Row): LockedReceipt {
  return {
    id: row.id,
    orderId: row.order_id,
    incidentId: row.incident_id,
    incidentState: row.incident_state,
    recipient: row.recipient,
    recipientName: row.recipient_name,
    areaCode: row.area_code,
    areaName: row.short_name,
    personId: row.person_id,
    unitId: row.unit_id,
    state: row.state as ReceiptState,
    asksAnswer: row.asks_answer,
    unstaffed: row.unstaffed,
    sentAt: row.sent_at,
    acknowledgeBy: row.acknowledge_by,
    answerBy: row.answer_by,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedByName: row.acknowledged_by_name,
    answeredAt: row.answered_at,
    answeredByName: row.answered_by_name,
    sentBackAt: row.sent_back_at,
    sentBackByName: row.sent_back_by_name,
    acceptedByName: row.accepted_by_name,
    settledAt: row.settled_at,
    signedForCode: row.signed_for_code,
    delegatedOrderId: row.delegated_order_id,
    escalatedAt: row.escalated_at,
    revision: row.revision,
    changeBy: row.change_by,
    changedFrom: row.changed_from,
    changedAt: row.changed_at,
    changeAcknowledgedAt: row.change_acknowledged_at,
    changeAcknowledgedByName: row.change_acknowledged_by_name,
    version: row.version,
    order: {
      kind: row.kind,
      number: row.number,
      numberText: row.number_text,
      issuerCode: row.issuer_code,
      issuerName: row.issuer_name,
      title: row.title,
      body: row.body,
      urgency: row.urgency as Urgency,
      questions: row.questions as unknown as Question[],
      state: row.order_state,
      revision: row.order_revision,
      amendedAt: row.amended_at,
      changeBy: row.order_change_by,
      acknowledgeBy: row.order_acknowledge_by,
    },
  };
}

/** The state a command leads to, or 409 with where it stands now and who brought it there. */
export function moveReceipt(receipt: LockedReceipt, command: ReceiptCommand): ReceiptState {
  if (receipt.incidentState !== 'active') throw new Problem('incident.ended');
  // What was settled before the order ended was left as it was; it is over all the same.
  if (receipt.order.state !== 'issued') throw new Problem('state.moved-on', { state: receipt.order.state, by: null, at: null });
  const changeOwed = receipt.changeBy !== null;
  const to = receiptMove({ state: receipt.state, changeOwed }, command);
  if (to === null && changeOwed && (command === 'accept' || command === 'sendBack')) throw new Problem('order.change-not-acknowledged');
  if (to === null) throw movedOn(receipt);
  return to;
}

/** Why there is nothing to acknowledge here: the incident or the order is over, or somebody else was first. */
export function notOpen(receipt: LockedReceipt): Problem {
  try {
    moveReceipt(receipt, 'acknowledge');
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return movedOn(receipt);
}

/** Somebody else was first: by whom, when, and where it stands now. */
export function movedOn(receipt: LockedReceipt): Problem {
  const [by, at] = lastStep(receipt);
  return new Problem('state.moved-on', { state: receipt.state, by, at: at?.toISOString() ?? null });
}

/** Who brought a receipt to where it stands, and when. */
function lastStep(receipt: LockedReceipt): [string | null, Date | null] {
  switch (receipt.state) {
    case 'accepted':
      return [receipt.acceptedByName, receipt.settledAt];
    case 'sentBack':
      return [receipt.sentBackByName, receipt.sentBackAt];
    case 'answered':
      return [receipt.answeredByName, receipt.answeredAt];
    default:
      if (receipt.changeAcknowledgedAt && !receipt.changeBy) return [receipt.changeAcknowledgedByName, receipt.changeAcknowledgedAt];
      return [receipt.acknowledgedByName, receipt.acknowledgedAt];
  }
}

/** Columns that a step sets besides the state. */
export type ReceiptChange = Partial<{
  acknowledged_at: Date;
  acknowledged_by: string;
  acknowledged_by_name: string;
  acknowledged_received_at: Date | null;
  answered_received_at: Date | null;
  signed_for_code: string;
  opened_at: Date;
  opened_by_name: string;
  answered_at: Date;
  answered_by_name: string;
  answer: string;
  answer_seconds: number | null;
  sent_back_at: Date;
  sent_back_by_name: string;
  sent_back_reason: string | null;
  delegated_order_id: string;
  delivered_at: Date;
  change_by: Date | null;
  changed_from: number | null;
  changed_at: Date | null;
  change_acknowledged_at: Date;
  change_acknowledged_by_name: string;
}>;

/** Writes of a step, sent without waiting: the row is locked, so they meet it as it was read. */
export function stepWrites(tx: Tx, receipt: LockedReceipt, to: ReceiptState, now: Date, change: ReceiptChange): Promise<unknown>[] {
  const { change_by: changeBy = receipt.changeBy, changed_at: changedAt = receipt.changedAt } = change;
  const running = { ...receipt, state: to, changeBy, changedAt };
  const from = progressColumn(receipt.state, receipt.asksAnswer, receipt.changeBy !== null);
  const into = progressColumn(to, receipt.asksAnswer, changeBy !== null);
  const isEscalationOver = receipt.escalatedAt !== null && from !== into;
  const writes: Promise<unknown>[] = [
    tx
      .updateTable('receipts')
      .set({
        ...change,
        state: to,
        due_at: dueAt(running),
        attention_at: attentionAt(running),
        settled_at: into === 'done' ? now : null,
        version: receipt.version + 1,
        ...(isEscalationOver ? { escalated_at: null, escalated_to: null } : {}),
      })
      .where('id', '=', receipt.id)
      .execute(),
  ];
  if (from !== into) {
    writes.push(
      sql`update order_progress set ${sql.ref(from)} = ${sql.ref(from)} - 1, ${sql.ref(into)} = ${sql.ref(into)} + 1, escalated = escalated - ${isEscalationOver ? 1 : 0}::int
        where order_id = ${receipt.orderId} and area_code = ${progressArea(receipt.areaCode)}`.execute(tx),
    );
  }
  return writes;
}

/** Who of the desk got it, saw it, acknowledged it; each time is the first one. */
export function markWrite(
  tx: Tx,
  receipt: Pick<LockedReceipt, 'id' | 'orderId' | 'areaCode'>,
  principal: Principal,
  at: { delivered?: Date; opened?: Date; acknowledged?: Date },
): Promise<unknown> {
  return sql`insert into receipt_marks (receipt_id, person_id, person_name, order_id, area_code, delivered_at, opened_at, acknowledged_at)
    values (${receipt.id}, ${principal.personId}, ${principal.personName}, ${receipt.orderId}, ${receipt.areaCode}, ${at.delivered ?? at.opened ?? at.acknowledged ?? null}, ${at.opened ?? at.acknowledged ?? null}, ${at.acknowledged ?? null})
    on conflict (receipt_id, person_id) do update set
      delivered_at = coalesce(receipt_marks.delivered_at, excluded.delivered_at),
      opened_at = coalesce(receipt_marks.opened_at, excluded.opened_at),
      acknowledged_at = coalesce(receipt_marks.acknowledged_at, excluded.acknowledged_at)`.execute(tx);
}
