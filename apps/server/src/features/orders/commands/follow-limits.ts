import { orderLimitsMoved } from '@muster/contract/orders/orders.events';
import { sql } from 'kysely';
import { event, type NewEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { later } from '../amending.rules.ts';
import { recountProgress } from '../amending.store.ts';
import { lockOrder, orderPlace } from '../order-state.store.ts';

/** Moves the limits of a delegated order to those of the order above where these are later now. */
export async function followLimits(tx: Tx, orderId: string, parentId: string): Promise<NewEvent[]> {
  const order = await lockOrder(tx, orderId);
  const parent = await tx
    .selectFrom('orders')
    .select(['acknowledge_by', 'answer_by', 'number_text'])
    .where('id', '=', parentId)
    .executeTakeFirst();
  if (!parent || order.state !== 'issued') return [];
  const acknowledgeBy = later(order.acknowledgeBy, parent.acknowledge_by);
  const above = later(acknowledgeBy, parent.answer_by ?? acknowledgeBy);
  const answerBy = order.answerBy && later(order.answerBy, above);
  const isAcknowledgeMoved = acknowledgeBy > order.acknowledgeBy;
  const isAnswerMoved = order.answerBy !== null && answerBy !== null && answerBy > order.answerBy;
  const isMoved = isAcknowledgeMoved || isAnswerMoved;
  await tx
    .updateTable('orders')
    .set({
      acknowledge_by: acknowledgeBy,
      answer_by: answerBy,
      parent_acknowledge_by: parent.acknowledge_by,
      parent_answer_by: parent.answer_by,
      ...(isMoved ? { version: order.version + 1 } : {}),
    })
    .where('id', '=', order.id)
    .execute();
  if (!isMoved) return [];
  await sql`select count(*) from (select id from receipts where order_id = ${order.id} order by id for no key update) r`.execute(tx);
  const isFirst = sql`(state in ('sent', 'delivered', 'opened') and change_by is null)`;
  const isInHand = sql`(state in ('acknowledged', 'delegated', 'sentBack') and change_by is null and due_at is not null)`;
  const moves = sql`((${isAcknowledgeMoved}::boolean and ${isFirst}) or (${isAnswerMoved}::boolean and ${isInHand}))`;
  await sql`update receipts set answer_by = case when answer_by is null then null else ${answerBy}::timestamptz end,
      acknowledge_by = case when ${isFirst} then ${acknowledgeBy}::timestamptz else acknowledge_by end,
      due_at = case when ${isFirst} then ${acknowledgeBy}::timestamptz when ${isInHand} then ${answerBy}::timestamptz else due_at end,
      attention_at = case when not ${moves} then attention_at when ${isInHand} then ${answerBy}::timestamptz when unstaffed then sent_at
        else sent_at + (${acknowledgeBy}::timestamptz - sent_at) / 2 end,
      escalated_at = case when ${moves} then null else escalated_at end, escalated_to = case when ${moves} then null else escalated_to end,
      version = version + 1
    where order_id = ${order.id} and settled_at is null`.execute(tx);
  await recountProgress(tx, order.id, order.issuerCode);
  return [
    event(orderLimitsMoved, orderPlace(order), {
      number: order.number,
      numberText: order.numberText,
      acknowledgeBy: acknowledgeBy.toISOString(),
      answerBy: answerBy?.toISOString() ?? null,
      parentNumberText: parent.number_text,
    }),
  ];
}
