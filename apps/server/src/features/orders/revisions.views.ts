import { listRevisions as listOperation, previewAmendment as previewOperation } from '@muster/contract/orders/amending.operations';
import type { Question } from '@muster/contract/orders/answers';
import { acknowledgeBy } from '@muster/contract/orders/limits';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { authorize } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaTree } from '../areas/index.ts';
import { planAmendment } from './amending.rules.ts';
import { readAmendable } from './amending.store.ts';
import { countPeople, type Recipients, resolveAudience } from './audience.store.ts';
import { checkEachOf } from './ground.store.ts';
import { moveOrder, readOrder } from './order-state.store.ts';
import { orderPolicy } from './orders.policy.ts';
import { readsOrders } from './receipts.views.ts';
import { readRevisions, revisionView } from './revisions.store.ts';

/** Every revision in full, newest first; of an order that was never amended the one that was sent. */
export const listRevisions = view(listOperation, {
  allows: readsOrders,
  async read({ tx, input }) {
    const order = await tx.selectFrom('orders').selectAll().where('id', '=', input.orderId).executeTakeFirst();
    if (!order) throw notFound();
    const rows = await readRevisions(tx, [order.id]);
    if (rows.length > 0) return { items: rows.reverse().map(revisionView) };
    const sent = {
      orderId: order.id,
      revision: 1,
      title: order.title,
      body: order.body,
      questions: order.questions as unknown as Question[],
      acknowledgeBy: order.acknowledge_by,
      answerBy: order.answer_by,
      changeBy: null,
      audienceText: order.audience_text,
      changed: [],
      reason: null,
      byName: order.issuer_person_name,
      at: order.issued_at,
    };
    return { items: [revisionView(sent)] };
  },
});

/** What amending does, before it is done: the same plan as the command, so that the two cannot differ. */
export const previewAmendment = view(previewOperation, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input, now, settings }) {
    const locked = await readOrder(tx, input.orderId);
    authorize(orderPolicy, principal, 'order:amend', locked);
    moveOrder(locked, 'amend');
    const order = await readAmendable(tx, locked);
    const window = acknowledgeBy(locked.urgency, now, settings.acknowledgeWithin).getTime() - now.getTime();
    const adds = input.add.length > 0;
    const amendment = planAmendment(order, input, { now, window, parent: order.parent, adds, changeBy: locked.changeBy });
    const { changed } = amendment;
    const isText = changed.length > 0;
    const { rows } = await sql<{ owing: number; answered: number }>`select count(*)::int as owing, count(answered_at)::int as answered
      from receipts where order_id = ${locked.id} and recipient <> 'merged' and state in ('acknowledged', 'delegated', 'answered', 'sentBack', 'accepted')`.execute(
      tx,
    );
    const recipients = adds
      ? await resolveAudience(
          tx,
          { include: input.add, except: [] },
          locked.issuerCode,
          await areaTree(tx, locked.issuerCode, now),
          now,
          '/add',
        )
      : null;
    await checkEachOf(tx, locked.id, amendment.questions, recipients);
    return {
      changed: [...changed, ...(adds ? (['recipients'] as const) : [])],
      owing: isText ? (rows[0]?.owing ?? 0) : 0,
      askedAgain: changed.includes('questions') ? (rows[0]?.answered ?? 0) : 0,
      added: recipients ? await countNew(tx, locked.id, recipients, now) : { desks: 0, persons: 0, units: 0 },
      acknowledgeBy: amendment.acknowledgeBy.toISOString(),
      answerBy: amendment.answerBy?.toISOString() ?? null,
      changeBy: amendment.changeBy.toISOString(),
    };
  },
});

/** Of who would be added, those who have the order not yet. Single people are counted as named: they are found at sending. */
async function countNew(tx: Tx, orderId: string, recipients: Recipients, now: Date) {
  const { rows } = await sql<{ area_code: string; unit_id: string | null }>`select area_code, unit_id from receipts
    where order_id = ${orderId} and ((recipient = 'desk' and area_code = any(${recipients.desks}::text[])) or unit_id = any(${recipients.units.map((unit) => unit.id)}::uuid[]))`.execute(
    tx,
  );
  const units = rows.filter((row) => row.unit_id !== null).length;
  return {
    desks: recipients.desks.length - (rows.length - units),
    persons: await countPeople(tx, recipients, now),
    units: recipients.units.length - units,
  };
}
