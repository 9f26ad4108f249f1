import { ancestorCodes } from '@muster/contract/areas/area-code';
import { orderNumberText } from '@muster/contract/areas/area-names';
import { cityYear } from '@muster/contract/city-time';
import type { Question } from '@muster/contract/orders/answers';
import type { Audience } from '@muster/contract/orders/audience';
import { acknowledgeRemindAt, type Urgency } from '@muster/contract/orders/limits';
import type { Ask, OrderKind } from '@muster/contract/orders/support';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { attachFiles } from '../files/index.ts';
import { addEntry } from '../search/index.ts';
import { peopleOf, type Recipients, staffing } from './audience.store.ts';
import { type Copying, insertCopies } from './copies.store.ts';
import { insertFacts } from './facts.store.ts';
import { checkEach } from './ground.rules.ts';
import { type Limits, levelOf, progressArea, questionShape } from './orders.rules.ts';
import { askText, orderEntry } from './orders.search.ts';

export interface Sending {
  orderId: string;
  incident: { id: string; isDrill: boolean };
  issuer: { code: string; shortName: string; deskName: string };
  urgency: Urgency;
  title: string;
  body: string;
  audience: Audience;
  questions: readonly Question[];
  limits: Limits;
  parent: { orderId: string; receiptId: string; revision: number; limits: Limits } | null;
  recipients: Recipients;
  /** Of a support request: what it asks for, the order it is about, and desks that see it besides its asker and those above. */
  request?: { ask: Ask; aboutOrderId: string | null; reachUp: readonly string[] };
  /** Files that were sent before, in their order. */
  attachments?: readonly string[] | undefined;
  copies?: Copying | null;
}

export interface Sent {
  number: number;
  numberText: string;
  desks: number;
  persons: number;
  units: number;
  unstaffed: number;
  reachDown: string[];
  reachUp: string[];
  reachUnits: string[];
  byCommunity: Record<string, number>;
}

/**
 * Writes an order with all its receipts and counters. Single recipients are found and written in the database itself:
 * 48,000 rows never pass through this process.
 */
export async function sendOrder(tx: Tx, principal: Principal, sending: Sending, now: Date): Promise<Sent> {
  const { orderId, issuer, limits, parent, recipients, request } = sending;
  checkEach(sending.questions, recipients);
  const kind = request ? 'supportRequest' : 'order';
  const number = await nextNumber(tx, issuer.code, cityYear(now), kind);
  const numberText = orderNumberText(levelOf(issuer.code), issuer.shortName, cityYear(now), number, request ? '请' : '指');
  const reachDown = recipients.cover;
  // Whoever is below the cover sees it by the cover itself.
  // Who gets a copy sees it as somebody above does: it is not his.
  const copied = sending.copies?.recipients;
  const reachUp = [...new Set([...recipients.cover.flatMap(ancestorCodes), ...(request?.reachUp ?? []), ...(copied?.desks ?? [])])].sort();
  const reachUnits = [...recipients.units, ...(copied?.units ?? [])].map((unit) => unit.id);
  const order = tx
    .insertInto('orders')
    .values({
      id: orderId,
      incident_id: sending.incident.id,
      is_drill: sending.incident.isDrill,
      kind,
      about_order_id: request?.aboutOrderId ?? null,
      ask: request ? JSON.stringify(request.ask) : null,
      issuer_code: issuer.code,
      issuer_name: issuer.deskName,
      issuer_person_id: principal.personId,
      issuer_person_name: principal.personName,
      year: cityYear(now),
      number,
      number_text: numberText,
      urgency: sending.urgency,
      title: sending.title,
      body: sending.body,
      audience: JSON.stringify(sending.audience),
      audience_text: recipients.text,
      questions: JSON.stringify(sending.questions),
      asks_answer: sending.questions.length > 0,
      question_shape: questionShape(sending.questions),
      state: 'issued',
      issued_at: now,
      acknowledge_by: limits.acknowledgeBy,
      answer_by: limits.answerBy,
      parent_order_id: parent?.orderId ?? null,
      parent_receipt_id: parent?.receiptId ?? null,
      parent_revision: parent?.revision ?? null,
      parent_acknowledge_by: parent?.limits.acknowledgeBy ?? null,
      parent_answer_by: parent?.limits.answerBy ?? null,
      reach_down: reachDown,
      reach_up: reachUp,
      reach_units: reachUnits,
      ...(sending.copies && copied
        ? { copies: JSON.stringify(sending.copies.terms), copies_text: copied.text, copies_see_progress: sending.copies.seeProgress }
        : {}),
    })
    .execute();
  const entry = orderEntry({
    id: orderId,
    issuedAt: now,
    issuerCode: issuer.code,
    issuerName: issuer.deskName,
    numberText,
    urgency: sending.urgency,
    title: sending.title,
    body: sending.body,
    asked: request ? askText(request.ask) : '',
    audienceText: recipients.text,
    reachDown,
    reachUp,
    reachUnits,
  });
  await Promise.all([order, addEntry(tx, entry)]);
  await insertFacts(tx, sending.questions, now);
  const unstaffed = await insertReceipts(tx, {
    orderId,
    incidentId: sending.incident.id,
    idsFrom: orderId,
    recipients,
    limits,
    asksAnswer: sending.questions.length > 0,
    isChange: false,
    revision: 1,
    askerCode: request ? issuer.code : null,
    now,
  });
  if (sending.copies) await insertCopies(tx, sending, sending.copies, now);
  const counted = await countReceipts(tx, orderId);
  await insertProgress(tx, orderId, issuer.code, counted.byCommunity);
  const total = counted.desks + counted.persons + counted.units;
  if (total === 0)
    throw new Problem('order.audience-empty', {}, [{ pointer: '/audience', code: 'order.audience-empty', detail: 'nobody' }]);
  await tx.updateTable('orders').set({ receipt_count: total }).where('id', '=', orderId).execute();
  if (sending.attachments?.length) await attachToOrder(tx, principal, sending, { reachDown, reachUp, reachUnits }, now);
  return { number, numberText, ...counted, unstaffed, reachDown, reachUp, reachUnits };
}

/** Whoever sees the order sees what is attached to it. */
async function attachToOrder(
  tx: Tx,
  principal: Principal,
  { orderId, issuer, attachments = [] }: Sending,
  reach: Pick<Sent, 'reachDown' | 'reachUp' | 'reachUnits'>,
  now: Date,
): Promise<void> {
  await attachFiles(
    tx,
    principal,
    {
      subject: 'order',
      subjectId: orderId,
      fileIds: attachments,
      reach: { areaCode: issuer.code, ...reach },
      pointer: '/attachments',
    },
    now,
  );
}

/** The next number of an issuer in a year, of orders or of requests: the row's lock makes numbers follow each other without gaps. */
async function nextNumber(tx: Tx, issuerCode: string, year: number, kind: OrderKind): Promise<number> {
  const row = await tx
    .insertInto('order_numbers')
    .values({ issuer_code: issuerCode, year, kind, last: 1 })
    .onConflict((conflict) => conflict.columns(['issuer_code', 'year', 'kind']).doUpdateSet({ last: sql`order_numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

/** Single recipients of the n-th term are numbered from n million on, so that ids of one order never meet. */
const termRoom = 1_000_000;

export interface NewReceipts {
  orderId: string;
  incidentId: string;
  /** Whose first 80 bits their ids begin with: the order's, or those of an amendment that adds them. */
  idsFrom: string;
  recipients: Recipients;
  limits: Limits;
  asksAnswer: boolean;
  /** They come with a change of the order: their limit to acknowledge is that of the change. */
  isChange: boolean;
  revision: number;
  /** Of a support request: who asked. */
  askerCode: string | null;
  now: Date;
}

/** Writes receipts; who has one of this order already keeps it. Gives how many of the desks have nobody on duty. */
export async function insertReceipts(tx: Tx, { recipients, limits, now, ...sending }: NewReceipts): Promise<number> {
  const remindAt = acknowledgeRemindAt(now, limits.acknowledgeBy);
  const common = sql`${sending.orderId}::uuid, ${sending.incidentId}::uuid, 'sent', ${sending.asksAnswer}::boolean,
    ${now}::timestamptz, ${limits.acknowledgeBy}::timestamptz, ${limits.answerBy}::timestamptz, ${limits.acknowledgeBy}::timestamptz, ${sending.revision}::int,
    ${sending.isChange ? limits.acknowledgeBy : null}::timestamptz, ${sending.isChange ? now : null}::timestamptz, ${sending.askerCode}::text`;
  const columns = sql`id, order_id, incident_id, state, asks_answer, sent_at, acknowledge_by, answer_by, due_at, revision, change_by, changed_at, asker_code, recipient, area_code, person_id, unit_id, recipient_name, unstaffed, attention_at`;
  // An id is the order's first 80 bits (its time and randomness) and the place in the order: neighbours in the index.
  const id = (offset: number) =>
    sql`(left(${sending.idsFrom}::text, 24) || lpad(to_hex(${offset}::bigint + row_number() over ()), 12, '0'))::uuid`;
  let unstaffed = 0;
  if (recipients.desks.length > 0) {
    // From below one does not see who is on duty above: the reaction to a request, which sees it, corrects that.
    const staffed = sending.askerCode ? null : await staffing(tx, recipients.desks, now);
    const isUnstaffed = recipients.desks.map((code) => staffed !== null && !staffed.has(code));
    unstaffed = isUnstaffed.filter(Boolean).length;
    await sql`insert into receipts (${columns})
      select ${id(0)}, ${common}, 'desk', d.code, null, null, null, d.unstaffed, case when d.unstaffed then ${now}::timestamptz else ${remindAt}::timestamptz end
      from unnest(${recipients.desks}::text[], ${isUnstaffed}::boolean[]) as d(code, unstaffed)
      on conflict (order_id, area_code) where recipient = 'desk' do nothing`.execute(tx);
  }
  for (const [index, term] of recipients.people.entries()) {
    // Somebody who is named by two terms, or twice by one, gets it once (receipts_person_once).
    await sql`with people as (
        select distinct on (a.person_id) a.person_id, a.person_name, a.area_code from assignments a
        where ${peopleOf(term, recipients.exceptPeople, now)} order by a.person_id, a.area_code)
      insert into receipts (${columns})
      select ${id((index + 1) * termRoom)}, ${common}, 'person', p.area_code, p.person_id, null, p.person_name, false, ${remindAt}::timestamptz
      from (select * from people order by area_code, person_id) p
      on conflict (order_id, person_id) where person_id is not null do nothing`.execute(tx);
  }
  if (recipients.units.length > 0) {
    await sql`insert into receipts (${columns})
      select ${id((recipients.people.length + 1) * termRoom)}, ${common}, 'unit', u.area_code, null, u.id, u.name, false, ${remindAt}::timestamptz
      from unnest(${recipients.units.map((unit) => unit.id)}::uuid[], ${recipients.units.map((unit) => unit.name)}::text[], ${recipients.units.map((unit) => unit.area_code)}::text[]) as u(id, name, area_code)
      on conflict (order_id, unit_id) where unit_id is not null do nothing`.execute(tx);
  }
  return unstaffed;
}

/** One pass over what was written: for the counters, the figures and the answer. `idsFrom`: only what an amendment added. */
export async function countReceipts(tx: Tx, orderId: string, idsFrom: string | null = null) {
  const { rows } = await sql<{
    code: string;
    recipient: 'desk' | 'person' | 'unit';
    n: number;
  }>`select left(area_code, 12) as code, recipient, count(*)::int as n
    from receipts where order_id = ${orderId} and (${idsFrom}::text is null or left(id::text, 24) = left(${idsFrom}::text, 24)) group by 1, 2`.execute(
    tx,
  );
  const byCommunity: Record<string, number> = {};
  const totals = { desk: 0, person: 0, unit: 0 };
  for (const row of rows) {
    byCommunity[row.code] = (byCommunity[row.code] ?? 0) + row.n;
    totals[row.recipient] += row.n;
  }
  return { byCommunity, desks: totals.desk, persons: totals.person, units: totals.unit };
}

async function insertProgress(tx: Tx, orderId: string, issuerCode: string, byCommunity: Record<string, number>): Promise<void> {
  const totals = new Map<string, number>();
  for (const [code, n] of Object.entries(byCommunity)) totals.set(progressArea(code), (totals.get(progressArea(code)) ?? 0) + n);
  await sql`insert into order_progress (order_id, area_code, issuer_code, total, unacknowledged)
    select ${orderId}::uuid, p.code, ${issuerCode}, p.n, p.n from unnest(${[...totals.keys()]}::text[], ${[...totals.values()]}::int[]) as p(code, n)
    on conflict (order_id, area_code) do nothing`.execute(tx);
}
