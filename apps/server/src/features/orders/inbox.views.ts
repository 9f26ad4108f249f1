import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import type { Thing } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import {
  getReceipt as getOperation,
  listInbox as listOperation,
  type ReceiptDetail,
  getInboxSummary as summaryOperation,
} from '@muster/contract/orders/receipts.operations';
import { isDeskRole } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { filesOf } from '../files/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { passedOn } from './amending.rules.ts';
import { countUnreadCopies } from './copies.store.ts';
import { knownGround } from './ground.store.ts';
import { attachmentsThrough, chainOf, medianAnswerSeconds } from './order-detail.store.ts';
import { type OrderRow, orderColumns, orderSummary } from './orders.views.ts';
import { noProgress, progressOfPage } from './progress.store.ts';
import { type ReceiptRecord, receiptColumns, receiptRows, receiptTables } from './receipt-row.ts';
import { readsOrders } from './receipts.views.ts';
import { readRevisions, revisionView } from './revisions.store.ts';
import { aboutOf } from './support.store.ts';
import { knownThings } from './things.store.ts';

/** What was sent to this principal: to himself, to his desk, to the unit he speaks for. No receipt is two of these. */
function mine(principal: Principal): RawBuilder<unknown>[] {
  const desk = principal.areaCode !== null && principal.role !== 'system' && isDeskRole(principal.role);
  const kinds: RawBuilder<unknown>[] = [sql`r.person_id = ${principal.personId}`];
  if (desk) kinds.push(sql`r.recipient = 'desk' and r.area_code = ${principal.areaCode}`);
  if (principal.role === 'unitLiaison' && principal.unitId) kinds.push(sql`r.unit_id = ${principal.unitId}`);
  return kinds;
}

/** One leg a kind, so that each walks its own index and stops: joined by `or`, all that a desk ever got would be read. */
function eachOfMine(principal: Principal, columns: RawBuilder<unknown>, rest: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(
    mine(principal).map((kind) => sql`(select ${columns} from receipts r where ${kind} and ${rest})`),
    sql` union all `,
  );
}

type Key = { id: string; due_at: Date | null; sent_at: Date };

/** Keys first, by the indexes of the inbox; then the page's rows by id. Joined at once, the planner reads all orders. */
async function inboxKeys(tx: Tx, principal: Principal, input: { isOpen: boolean; cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor, ['instant', 'uuid']);
  const [condition, order] = input.isOpen
    ? [
        sql`r.due_at is not null and ${after ? sql`(r.due_at, r.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}`,
        sql`r.due_at, r.id`,
      ]
    : [
        sql`r.due_at is null and ${after ? sql`(r.sent_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}`,
        sql`r.sent_at desc, r.id desc`,
      ];
  const legs = eachOfMine(
    principal,
    sql`r.id, r.due_at, r.sent_at`,
    sql`${condition} and r.incident_id = ${currentIncidentId} order by ${order} limit ${input.limit}`,
  );
  return (await sql<Key>`select * from (${legs}) r order by ${order} limit ${input.limit}`.execute(tx)).rows;
}

/** A desk with more open than this is no desk of one phone. */
const openMost = 1000;

/** What this principal owes now, in the incident of now: by the indexes of the inbox, nothing but ids. */
export async function openReceiptIds(tx: Tx, principal: Principal): Promise<string[]> {
  const legs = eachOfMine(
    principal,
    sql`r.id, r.due_at`,
    sql`r.due_at is not null and r.incident_id = ${currentIncidentId} order by r.due_at, r.id limit ${openMost}`,
  );
  return (await sql<{ id: string }>`${legs}`.execute(tx)).rows.map((row) => row.id);
}

export const listInbox = view(listOperation, {
  allows: readsOrders,
  async read({ tx, principal, input, now }) {
    const isOpen = input.open === 'true';
    const keys = await inboxKeys(tx, principal, { isOpen, cursor: input.cursor, limit: input.limit + 1 });
    const shown = keys.slice(0, input.limit).map((key) => key.id);
    const details = new Map((await readOwnReceipts(tx, principal, shown, now)).map((detail) => [detail.id, detail]));
    const { items, nextCursor } = page(
      keys,
      input.limit,
      (key) => details.get(key.id),
      (key) => [((isOpen ? key.due_at : key.sent_at) as Date).toISOString(), key.id],
    );
    // What was sent to oneself in another assignment has an order that this one does not see; it is there after switching.
    return { items: items.filter((item) => item !== undefined), nextCursor };
  },
});

export const getReceipt = view(getOperation, {
  allows: readsOrders,
  async read({ tx, principal, input, now }) {
    // One that was merged opens as the one that goes on for it.
    const named = await tx.selectFrom('receipts').select('merged_into').where('id', '=', input.receiptId).executeTakeFirst();
    const [detail] = await readOwnReceipts(tx, principal, [named?.merged_into ?? input.receiptId], now);
    if (!detail) throw notFound();
    return detail;
  },
});

export const getInboxSummary = view(summaryOperation, {
  allows: readsOrders,
  async read({ tx, principal, now }) {
    const today = startOfCityDay(cityDay(now));
    const owed = await sql<{
      open: number;
      late: number;
    }>`select count(*)::int as open, count(*) filter (where r.due_at < ${now})::int as late from (${eachOfMine(principal, sql`r.due_at`, sql`r.due_at is not null and r.incident_id = ${currentIncidentId}`)}) r`.execute(
      tx,
    );
    const asked = await sql<{
      n: number;
      seconds: number | null;
    }>`select count(*)::int as n, sum(r.answer_seconds)::int as seconds from (${eachOfMine(principal, sql`r.answer_seconds`, sql`r.sent_at >= ${today} and r.incident_id = ${currentIncidentId}`)}) r`.execute(
      tx,
    );
    const issued = await sql<{ late: number; review: number }>`
      select coalesce(sum(case when o.acknowledge_by < ${now} then p.unacknowledged else 0 end + case when o.change_by < ${now} then p.changed else 0 end + case when o.answer_by < ${now} then p.in_hand else 0 end), 0)::int as late, coalesce(sum(p.for_review), 0)::int as review
      from orders o join order_progress p on p.order_id = o.id where o.state = 'issued' and o.issuer_code = ${principal.areaCode ?? ''} and o.incident_id = ${currentIncidentId}`.execute(
      tx,
    );
    return {
      open: owed.rows[0]?.open ?? 0,
      late: owed.rows[0]?.late ?? 0,
      issuedLate: issued.rows[0]?.late ?? 0,
      forReview: issued.rows[0]?.review ?? 0,
      askedToday: asked.rows[0]?.n ?? 0,
      askedSecondsToday: asked.rows[0]?.seconds ?? null,
      copiesUnread: await countUnreadCopies(tx, principal),
    };
  },
});

/** Receipts as their recipient sees them; those that do not exist for him are left out. */
export async function readOwnReceipts(tx: Tx, principal: Principal, ids: readonly string[], now: Date): Promise<ReceiptDetail[]> {
  if (ids.length === 0) return [];
  const records = (await sql<ReceiptRecord>`select ${receiptColumns} from ${receiptTables} where r.id = any(${ids}::uuid[])`.execute(tx))
    .rows;
  const orderIds = [...new Set(records.map((record) => record.order_id))];
  const orders = await sql<
    OrderRow & { body: string; questions: Question[] }
  >`select ${orderColumns}, o.body, o.questions from orders o where o.id = any(${orderIds}::uuid[])`.execute(tx);
  const orderOf = new Map(orders.rows.map((order) => [order.id, order]));
  const progress = await progressOfPage(tx, orders.rows, principal);
  const about = await aboutOf(
    tx,
    orders.rows.map((order) => order.about_order_id),
  );
  const marks = await sql<{
    receipt_id: string;
    person_id: string;
    person_name: string;
    delivered_at: Date | null;
    opened_at: Date | null;
    acknowledged_at: Date | null;
  }>`select receipt_id, person_id, person_name, delivered_at, opened_at, acknowledged_at from receipt_marks where receipt_id = any(${ids}::uuid[]) order by receipt_id, delivered_at`.execute(
    tx,
  );
  const marksOf = Map.groupBy(marks.rows, (mark) => mark.receipt_id);
  // What answering costs is told to whoever still has to: not for a page of what is long done.
  const asked = records.filter((record) => record.asks_answer && record.due_at !== null);
  const medians = await medianAnswerSeconds(tx, [...new Set(asked.map((record) => record.order_id))]);
  const rows = await receiptRows(tx, principal, records, now);
  const chains = new Map<string, Awaited<ReturnType<typeof chainOf>>>();
  for (const order of orders.rows) chains.set(order.id, await chainOf(tx, order.parent_order_id));
  const above = [...chains.values()].flat().map((link) => link.orderId);
  const files = await filesOf(tx, 'order', [...new Set([...orderIds, ...above])]);
  const changeOf = await changes(tx, records);
  const formerOf = new Map(records.map((record) => [record.id, record.former_answer]));
  const thingsOf = new Map<string, Thing[]>();
  const details: ReceiptDetail[] = [];
  for (const row of rows) {
    const order = orderOf.get(row.orderId);
    if (!order) continue;
    const chain = chains.get(order.id) ?? [];
    // A page is nearly always of one desk: its areas below are read once.
    const place = `${row.recipient} ${row.areaCode}`;
    const things = thingsOf.get(place) ?? (await knownThings(tx, row.areaCode, row.recipient));
    thingsOf.set(place, things);
    const proposed = row.delegated ? await proposedAnswer(tx, row.delegated.orderId, order.questions) : null;
    const former = row.answer ? null : (formerOf.get(row.id) ?? null);
    const ground = await knownGround(tx, row.areaCode, order.questions, [row.answer, former, proposed]);
    details.push({
      ...row,
      order: {
        ...orderSummary(order, progress.get(order.id) ?? noProgress, now),
        body: order.body,
        questions: order.questions,
        attachments: attachmentsThrough(files, chain, order.id),
        about: (order.about_order_id && about.get(order.about_order_id)) || null,
      },
      chain,
      things,
      ground: ground.map(({ mergedInto: _, ...thing }) => thing),
      change: changeOf.get(row.id) ?? null,
      formerAnswer: former,
      proposedAnswer: proposed,
      desk: (marksOf.get(row.id) ?? []).map((mark) => ({
        personId: mark.person_id,
        name: mark.person_name,
        deliveredAt: mark.delivered_at?.toISOString() ?? null,
        openedAt: mark.opened_at?.toISOString() ?? null,
        acknowledgedAt: mark.acknowledged_at?.toISOString() ?? null,
      })),
      answerSecondsMedian: medians.get(order.id) ?? null,
    });
  }
  return details;
}

/** What was changed since each of these receipts was acknowledged, read only where a change is owed. */
async function changes(tx: Tx, records: readonly ReceiptRecord[]): Promise<Map<string, ReceiptDetail['change']>> {
  const owing = records.filter((record) => record.changed_from !== null);
  if (owing.length === 0) return new Map();
  const revisions = Map.groupBy(await readRevisions(tx, [...new Set(owing.map((record) => record.order_id))]), (row) => row.orderId);
  const children = await tx
    .selectFrom('orders')
    .select(['id', 'title', 'body', 'questions', 'state', 'parent_revision'])
    .where(sql<boolean>`id = any(${owing.flatMap((record) => record.delegated_order_id ?? [])}::uuid[])`)
    .execute();
  return new Map(
    owing.map((record) => {
      const all = revisions.get(record.order_id) ?? [];
      const before = all.find((row) => row.revision === record.changed_from);
      if (!before) return [record.id, null];
      const child = children.find((order) => order.id === record.delegated_order_id && order.state === 'issued');
      const from = all.find((row) => row.revision === (child?.parent_revision ?? 1));
      const to = all.at(-1);
      const text = child && { title: child.title, body: child.body, questions: child.questions as unknown as Question[] };
      const steps = all
        .filter((row) => row.revision > before.revision)
        .map((row) => ({ revision: row.revision, reason: row.reason, byName: row.byName, at: row.at.toISOString() }));
      const mayPassOn = text !== undefined && from !== undefined && to !== undefined && passedOn(text, from, to) !== null;
      return [record.id, { before: revisionView(before), steps, mayPassOn }];
    }),
  );
}

/**
 * What the areas below have answered to the child order, to start from: each child's own value for a question per area;
 * where the child itself answered for several areas, a tick is true only when all are, any other value only when all agree.
 * What was asked of each compound needs no such sum: each child's own are among those of the one above.
 */
async function proposedAnswer(tx: Tx, childOrderId: string, questions: readonly Question[]): Promise<Answer | null> {
  const answered = await tx
    .selectFrom('receipts')
    .select(['area_code', 'answer'])
    .where('order_id', '=', childOrderId)
    .where('answer', 'is not', null)
    .orderBy('area_code')
    .execute();
  if (answered.length === 0) return null;
  const values: Answer['values'] = {};
  for (const question of questions) {
    if (question.each) {
      const given = answered.map((receipt) => (receipt.answer as unknown as Answer).values[question.key]);
      values[question.key] = Object.assign({}, ...given.filter((one) => typeof one === 'object'));
    }
    if (!question.perArea) continue;
    const perArea: Record<string, string | number | boolean> = {};
    for (const receipt of answered) {
      const given = (receipt.answer as unknown as Answer).values[question.key];
      const each = typeof given === 'object' ? Object.values(given) : given === undefined ? [] : [given];
      const [first] = each;
      if (first === undefined) continue;
      if (question.kind === 'tick') perArea[receipt.area_code] = each.every((value) => value === true);
      else if (question.kind === 'number') perArea[receipt.area_code] = each.reduce<number>((total, value) => total + Number(value), 0);
      else if (each.every((value) => value === first)) perArea[receipt.area_code] = first;
    }
    values[question.key] = perArea;
  }
  return { values };
}
