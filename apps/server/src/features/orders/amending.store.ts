import { ancestorCodes, lineage } from '@muster/contract/areas/area-code';
import type { Question } from '@muster/contract/orders/answers';
import type { Audience, AudienceTerm } from '@muster/contract/orders/audience';
import { orderAmended } from '@muster/contract/orders/orders.events';
import { deskRoles } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { event, type NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { widenReach } from '../files/index.ts';
import { putEntries } from '../search/index.ts';
import type { Amendment, OrderText } from './amending.rules.ts';
import type { Recipients } from './audience.store.ts';
import { unreadCopiesWrite } from './copies.store.ts';
import { insertFacts } from './facts.store.ts';
import { checkEachOf } from './ground.store.ts';
import { type LockedOrder, orderPlace } from './order-state.store.ts';
import { type Limits, questionShape } from './orders.rules.ts';
import { orderEntry } from './orders.search.ts';
import { countReceipts, insertReceipts } from './sending.store.ts';

/** An order that is locked, with what it says. */
export interface AmendableOrder extends OrderText {
  locked: LockedOrder;
  audience: Audience;
  audienceText: string;
  issuerName: string;
  parent: Limits | null;
  parentRevision: number | null;
}

/** What a locked order says. A statement of its own: read with the lock, it would be as it was before whoever held it. */
export async function readAmendable(tx: Tx, locked: LockedOrder): Promise<AmendableOrder> {
  const row = await tx
    .selectFrom('orders')
    .select([
      'title',
      'body',
      'questions',
      'audience',
      'audience_text',
      'issuer_name',
      'parent_acknowledge_by',
      'parent_answer_by',
      'parent_revision',
    ])
    .where('id', '=', locked.id)
    .executeTakeFirstOrThrow();
  return {
    locked,
    title: row.title,
    body: row.body,
    questions: row.questions as unknown as Question[],
    acknowledgeBy: locked.acknowledgeBy,
    answerBy: locked.answerBy,
    audience: row.audience as unknown as Audience,
    audienceText: row.audience_text,
    issuerName: row.issuer_name,
    parent: row.parent_acknowledge_by && { acknowledgeBy: row.parent_acknowledge_by, answerBy: row.parent_answer_by },
    parentRevision: row.parent_revision,
  };
}

export interface Adding {
  terms: readonly AudienceTerm[];
  recipients: Recipients;
}

export interface Amended {
  revision: number;
  owing: number;
  askedAgain: number;
  added: number;
  event: NewEvent;
}

/**
 * Writes an amendment: the revision, what every receipt owes now, whom it adds, the counters. All of it holds the order and
 * then its receipts in id order, as ending and reminding do, so that nobody waits in a circle.
 */
export async function amend(
  tx: Tx,
  principal: Principal,
  order: AmendableOrder,
  change: { amendment: Amendment; adding: Adding | null; reason: string; parentRevision?: number; now: Date },
): Promise<Amended> {
  const { locked } = order;
  const { amendment, adding, reason, now } = change;
  const isText = amendment.changed.length > 0;
  const revision = isText ? locked.revision + 1 : locked.revision;
  const next = withAdded(order, adding);
  await checkEachOf(tx, locked.id, amendment.questions, adding?.recipients ?? null);
  await tx
    .updateTable('orders')
    .set({
      title: amendment.title,
      body: amendment.body,
      questions: JSON.stringify(amendment.questions),
      question_shape: questionShape(amendment.questions),
      asks_answer: amendment.questions.length > 0,
      acknowledge_by: amendment.acknowledgeBy,
      answer_by: amendment.answerBy,
      change_by: amendment.changeBy,
      amended_at: now,
      revision,
      audience: JSON.stringify(next.audience),
      audience_text: next.audienceText,
      reach_down: next.reachDown,
      reach_up: next.reachUp,
      reach_units: next.reachUnits,
      version: locked.version + 1,
      ...(change.parentRevision === undefined ? {} : { parent_revision: change.parentRevision }),
    })
    .where('id', '=', locked.id)
    .execute();
  await insertFacts(tx, amendment.questions, now);
  await putEntries(tx, [
    orderEntry({
      id: locked.id,
      issuedAt: locked.issuedAt,
      issuerCode: locked.issuerCode,
      issuerName: order.issuerName,
      numberText: locked.numberText,
      urgency: locked.urgency,
      title: amendment.title,
      body: amendment.body,
      asked: '',
      audienceText: next.audienceText,
      reachDown: next.reachDown,
      reachUp: next.reachUp,
      reachUnits: next.reachUnits,
    }),
  ]);
  if (isText) await insertRevisions(tx, principal, order, { ...change, revision, ...next });
  if (adding)
    await sql`update order_revisions set reach_down = ${next.reachDown}::text[], reach_up = ${next.reachUp}::text[], reach_units = ${next.reachUnits}::uuid[] where order_id = ${locked.id}`.execute(
      tx,
    );
  if (adding) await widenReach(tx, 'order', locked.id, { reachDown: next.reachDown, reachUp: next.reachUp, reachUnits: next.reachUnits });
  await sql`select count(*) from (select id from receipts where order_id = ${locked.id} order by id for no key update) r`.execute(tx);
  await changeUnacknowledged(tx, order, amendment, revision, now);
  const { owing, askedAgain } = isText ? await owe(tx, order, amendment, revision, now) : { owing: 0, askedAgain: 0 };
  // What was merged owes nothing any more, and stands at the order's revision like everything else.
  await sql`update receipts set revision = ${revision} where order_id = ${locked.id} and revision <> ${revision}`.execute(tx);
  const added = adding ? await add(tx, order, amendment, adding, revision, now) : { total: 0, byCommunity: {} };
  await recountProgress(tx, locked.id, locked.issuerCode);
  if (isText) await unreadCopiesWrite(tx, locked.id);
  const place = { ...orderPlace(locked), reachDown: next.reachDown, reachUp: next.reachUp, reachUnits: next.reachUnits };
  return {
    revision,
    owing,
    askedAgain,
    added: added.total,
    event: event(orderAmended, place, {
      number: locked.number,
      numberText: locked.numberText,
      title: amendment.title,
      revision,
      changed: [...amendment.changed, ...(added.total > 0 ? (['recipients'] as const) : [])],
      reason,
      owing,
      askedAgain,
      added: added.total,
      acknowledgeBy: amendment.acknowledgeBy.toISOString(),
      answerBy: amendment.answerBy?.toISOString() ?? null,
      changeBy: amendment.changeBy.toISOString(),
      byCommunity: added.byCommunity,
    }),
  };
}

/** The audience and who sees it, with whom an amendment adds. */
function withAdded(order: AmendableOrder, adding: Adding | null) {
  const { locked } = order;
  const { reachDown, reachUp, reachUnits } = locked;
  if (!adding) return { audience: order.audience, audienceText: order.audienceText, reachDown, reachUp, reachUnits };
  const down = [...new Set([...reachDown, ...adding.recipients.cover])];
  const cover = down.filter((code) => !lineage(code).some((above) => above !== code && down.includes(above))).sort();
  return {
    audience: { include: [...order.audience.include, ...adding.terms], except: order.audience.except },
    audienceText: `${order.audienceText}，另加${adding.recipients.text}`,
    reachDown: cover,
    reachUp: [...new Set([...reachUp, ...cover.flatMap(ancestorCodes)])].sort(),
    reachUnits: [...new Set([...reachUnits, ...adding.recipients.units.map((unit) => unit.id)])],
  };
}

/** The first amendment keeps what was sent, too. */
async function insertRevisions(
  tx: Tx,
  principal: Principal,
  order: AmendableOrder,
  made: ReturnType<typeof withAdded> & { amendment: Amendment; reason: string; revision: number; now: Date },
): Promise<void> {
  const { locked } = order;
  const { amendment } = made;
  const common = {
    order_id: locked.id,
    issuer_code: locked.issuerCode,
    reach_down: made.reachDown,
    reach_up: made.reachUp,
    reach_units: made.reachUnits,
  };
  if (locked.revision === 1) {
    const sent = await tx
      .selectFrom('orders')
      .select(['issuer_person_id', 'issuer_person_name'])
      .where('id', '=', locked.id)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('order_revisions')
      .values({
        ...common,
        revision: 1,
        title: order.title,
        body: order.body,
        questions: JSON.stringify(order.questions),
        acknowledge_by: order.acknowledgeBy,
        answer_by: order.answerBy,
        change_by: null,
        audience: JSON.stringify(order.audience),
        audience_text: order.audienceText,
        changed: [],
        reason: null,
        by_id: sent.issuer_person_id,
        by_name: sent.issuer_person_name,
        made_at: locked.issuedAt,
      })
      .execute();
  }
  await tx
    .insertInto('order_revisions')
    .values({
      ...common,
      revision: made.revision,
      title: amendment.title,
      body: amendment.body,
      questions: JSON.stringify(amendment.questions),
      acknowledge_by: amendment.acknowledgeBy,
      answer_by: amendment.answerBy,
      change_by: amendment.changeBy,
      audience: JSON.stringify(made.audience),
      audience_text: made.audienceText,
      changed: amendment.changed,
      reason: made.reason,
      by_id: principal.personId,
      by_name: principal.personName,
      made_at: made.now,
    })
    .execute();
}

const unacknowledged = sql`state in ('sent', 'delivered', 'opened')`;

/**
 * Whoever has not acknowledged yet acknowledges the new text by his old limit, or by the one that the issuer set. Who came
 * with a change before shares the limit of this one. Where a limit moved, attention and escalation begin anew.
 */
async function changeUnacknowledged(tx: Tx, order: AmendableOrder, amendment: Amendment, revision: number, now: Date): Promise<void> {
  const isMoved = amendment.acknowledgeBy.getTime() !== order.acknowledgeBy.getTime();
  const by = sql`case when change_by is null then ${amendment.acknowledgeBy}::timestamptz else ${amendment.changeBy}::timestamptz end`;
  const since = sql`case when change_by is null then sent_at else ${now}::timestamptz end`;
  const moved = sql`(change_by is not null or ${isMoved}::boolean)`;
  await sql`update receipts set revision = ${revision}, asks_answer = ${amendment.questions.length > 0}, answer_by = ${amendment.answerBy}::timestamptz,
      acknowledge_by = ${by}, due_at = ${by},
      attention_at = case when not ${moved} then attention_at when unstaffed then ${since} else ${since} + (${by} - ${since}) / 2 end,
      escalated_at = case when ${moved} then null else escalated_at end, escalated_to = case when ${moved} then null else escalated_to end,
      changed_at = case when change_by is null then null else ${now}::timestamptz end,
      change_by = case when change_by is null then null else ${amendment.changeBy}::timestamptz end, version = version + 1
    where order_id = ${order.locked.id} and ${unacknowledged} and recipient <> 'merged'`.execute(tx);
}

/** Whoever had acknowledged owes the change; where the questions changed, the answer again, with the one he gave as its start. */
async function owe(tx: Tx, order: AmendableOrder, amendment: Amendment, revision: number, now: Date) {
  const askAgain = amendment.changed.includes('questions');
  const half = new Date((now.getTime() + amendment.changeBy.getTime()) / 2);
  const isAskedAgain = sql`(${askAgain}::boolean and state in ('answered', 'sentBack', 'accepted'))`;
  await sql`update receipts r set revision = ${revision}, asks_answer = ${amendment.questions.length > 0}, answer_by = ${amendment.answerBy}::timestamptz,
      state = case when ${isAskedAgain} then 'acknowledged' else state end,
      former_answer = case when ${askAgain}::boolean and answer is not null then answer else former_answer end,
      answer = case when ${askAgain}::boolean then null else answer end,
      changed_from = coalesce(changed_from, ${order.locked.revision}), changed_at = ${now}::timestamptz, change_by = ${amendment.changeBy}::timestamptz,
      due_at = ${amendment.changeBy}::timestamptz, settled_at = null, escalated_at = null, escalated_to = null,
      unstaffed = s.is_unstaffed, attention_at = case when s.is_unstaffed then ${now}::timestamptz else ${half}::timestamptz end, version = version + 1
    from (select d.id, d.recipient = 'desk' and not exists (select 1 from assignments a where a.area_code = d.area_code and a.from_at <= ${now}
        and (a.to_at is null or a.to_at > ${now}) and a.on_duty and a.role = any(${[...deskRoles]}::text[])) as is_unstaffed
      from receipts d where d.order_id = ${order.locked.id} and d.recipient <> 'merged' and d.state in ('acknowledged', 'delegated', 'answered', 'sentBack', 'accepted')) s
    where r.id = s.id`.execute(tx);
  const { rows } = await sql<{ owing: number; asked_again: number }>`select count(*)::int as owing,
      count(*) filter (where ${askAgain}::boolean and state = 'acknowledged' and answered_at is not null)::int as asked_again
    from receipts where order_id = ${order.locked.id} and changed_from is not null`.execute(tx);
  return { owing: rows[0]?.owing ?? 0, askedAgain: rows[0]?.asked_again ?? 0 };
}

/** More recipients: their limit to acknowledge is that of the change. Who has a receipt already keeps it. */
async function add(tx: Tx, order: AmendableOrder, amendment: Amendment, { recipients }: Adding, revision: number, now: Date) {
  const { locked } = order;
  const idsFrom = newId();
  // Who owes a change before this one shares its limit, as all who owe a change of an order do.
  await sql`update receipts set change_by = ${amendment.changeBy}::timestamptz, due_at = ${amendment.changeBy}::timestamptz
    where order_id = ${locked.id} and change_by is not null and changed_from is not null`.execute(tx);
  await insertReceipts(tx, {
    orderId: locked.id,
    incidentId: locked.incidentId,
    idsFrom,
    recipients,
    limits: { acknowledgeBy: amendment.changeBy, answerBy: amendment.answerBy },
    asksAnswer: amendment.questions.length > 0,
    isChange: true,
    revision,
    askerCode: null,
    now,
  });
  const counted = await countReceipts(tx, locked.id, idsFrom);
  const total = counted.desks + counted.persons + counted.units;
  await sql`update orders set receipt_count = receipt_count + ${total}::int where id = ${locked.id}`.execute(tx);
  return { total, byCommunity: counted.byCommunity };
}

/** Counts the receipts of an order again: an amendment moves most of them at once. Their rows are locked, so nobody else counts. */
export async function recountProgress(tx: Tx, orderId: string, issuerCode: string): Promise<void> {
  await sql`with counted as (
      select left(area_code, 9) as area_code, count(*)::int as total, count(*) filter (where change_by is not null)::int as changed,
        count(*) filter (where ${unacknowledged} and change_by is null)::int as unacknowledged,
        count(*) filter (where state in ('acknowledged', 'delegated', 'sentBack') and settled_at is null and change_by is null)::int as in_hand,
        count(*) filter (where state = 'answered' and change_by is null)::int as for_review,
        count(*) filter (where settled_at is not null)::int as done,
        count(*) filter (where escalated_at is not null and settled_at is null)::int as escalated
      from receipts where order_id = ${orderId} and recipient <> 'merged' group by 1)
    insert into order_progress (order_id, area_code, issuer_code, total, unacknowledged, changed, in_hand, for_review, done, escalated)
    select ${orderId}::uuid, area_code, ${issuerCode}, total, unacknowledged, changed, in_hand, for_review, done, escalated from counted order by area_code
    on conflict (order_id, area_code) do update set total = excluded.total, unacknowledged = excluded.unacknowledged, changed = excluded.changed,
      in_hand = excluded.in_hand, for_review = excluded.for_review, done = excluded.done, escalated = excluded.escalated`.execute(tx);
}
