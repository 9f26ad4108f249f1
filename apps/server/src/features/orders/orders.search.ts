import { lineage } from '@muster/contract/areas/area-code';
import type { Answer, Question } from '@muster/contract/orders/answers';
import type { Ask } from '@muster/contract/orders/support';
import { seesOrders } from '@muster/contract/people/roles';
import type { Hit } from '@muster/contract/search/search.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import {
  asOrderNumber,
  type Entry,
  type EntrySource,
  excerpt,
  marked,
  newest,
  type SearchSource,
  type Sought,
  seenAbove,
} from '../search/index.ts';

const reads = (principal: Principal) => principal.role !== 'system' && seesOrders(principal.role);

export interface OrderWords {
  id: string;
  issuedAt: Date;
  issuerCode: string;
  issuerName: string;
  numberText: string;
  urgency: string;
  title: string;
  body: string;
  /** Of a support request: what it asks for. */
  asked: string;
  audienceText: string;
  reachDown: readonly string[];
  reachUp: readonly string[];
  reachUnits: readonly string[];
}

/** An order by all its words, seen by whom row-level security lets see the order itself. */
export function orderEntry(order: OrderWords): Entry {
  return {
    subject: 'order',
    id: order.id,
    at: order.issuedAt,
    seenBy: { areas: [...lineage(order.issuerCode), ...order.reachUp], reachDown: order.reachDown, units: order.reachUnits },
    texts: [order.numberText, order.title, order.body, order.asked, order.issuerName, order.audienceText],
    named: [order.title, order.issuerName, order.audienceText],
    facts: { urgency: order.urgency, issuerWithin: lineage(order.issuerCode), issuer: order.issuerCode },
  };
}

export interface AnswerWords {
  receiptId: string;
  answeredAt: Date;
  areaCode: string;
  /** Of a support request: who asked sees what he is answered. */
  askerCode: string | null;
  personId: string | null;
  unitId: string | null;
  questions: readonly Question[];
  answer: Answer;
}

/** What somebody wrote; ticks, numbers and times are no words. */
export function answerText(questions: readonly Question[], answer: Answer): string {
  const written = questions
    .filter((question) => question.kind === 'text')
    .flatMap((question) => {
      const value = answer.values[question.key];
      return typeof value === 'object' ? Object.values(value) : [value];
    });
  return [...written, answer.note].filter((text) => typeof text === 'string' && text !== '').join('；');
}

/** An answer, seen by whom row-level security lets see its receipt. */
export function answerEntry(given: AnswerWords): Entry {
  return {
    subject: 'answer',
    id: given.receiptId,
    at: given.answeredAt,
    seenBy: {
      areas: [...seenAbove(given.areaCode), ...(given.askerCode ? seenAbove(given.askerCode) : [])],
      units: given.unitId ? [given.unitId] : [],
      personId: given.personId,
    },
    texts: [answerText(given.questions, given.answer)],
  };
}

/** The words of what is asked for. */
export function askText(ask: Ask): string {
  return ask.kind === 'goods' ? ask.what : ask.kind === 'decision' ? ask.question : '';
}

interface OrderHit {
  id: string;
  at: Date;
  number_text: string;
  title: string;
  body: string;
  audience_text: string;
  issuer_name: string;
  issuer_code: string;
}

const hitKeys = (row: { at: Date; id: string }) => [row.at.toISOString(), row.id] as const;
const cursorOf = (cursor: string | undefined) => {
  const keys = decodeCursor(cursor, ['instant', 'uuid']);
  return keys && { at: String(keys[0]), id: String(keys[1]) };
};

/** In which of an order's texts it was found, when not in the title. */
export function orderExcerpt(row: { title: string; body: string; audience_text: string }, sought: Sought) {
  return excerpt(row.body, sought) ?? excerpt(row.audience_text, sought);
}

export const orderSearch: SearchSource = {
  kind: 'order',
  reads,
  async find({ tx, q, sought, cursor, limit, now }) {
    const after = cursorOf(cursor);
    const find = (what: Sought, most: number) =>
      newest<OrderHit>(
        tx,
        { sought: what, subject: 'order', after, now, limit: most },
        (conditions, order) => sql<OrderHit>`
        select e.subject_id as id, e.at, o.number_text, o.title, o.body, o.audience_text, o.issuer_name, o.issuer_code
        from search_entries e join orders o on o.id = e.subject_id where ${conditions} ${order}`,
      );
    const rows = await find(sought, limit);
    // 47 stands in many texts; who types it means number 47.
    const number = after === null ? asOrderNumber(q) : null;
    const numbered = number ? (await find(number, limit - 1)).slice(0, limit) : [];
    const shown = page(rows, limit, (row) => row, hitKeys);
    const first = new Set(numbered.map((row) => row.id));
    const item = (row: OrderHit): Hit => {
      const title = marked(row.title, sought, true);
      return {
        kind: 'order',
        id: row.id,
        title,
        note: `${row.number_text} · ${row.issuer_name}`,
        excerpt: title.marks.length > 0 ? null : orderExcerpt(row, sought),
        at: row.at.toISOString(),
        areaCode: row.issuer_code,
        orderId: row.id,
      };
    };
    return { items: [...numbered, ...shown.items.filter((row) => !first.has(row.id))].map(item), nextCursor: shown.nextCursor };
  },
};

interface AnswerHit {
  id: string;
  at: Date;
  order_id: string;
  number_text: string;
  title: string;
  questions: Question[];
  answer: Answer;
  area_code: string;
  area_name: string;
  recipient_name: string | null;
}

export const answerSearch: SearchSource = {
  kind: 'answer',
  reads,
  async find({ tx, sought, cursor, limit, now }) {
    const rows = await newest<AnswerHit>(
      tx,
      { sought, subject: 'answer', after: cursorOf(cursor), now, limit },
      (
        conditions,
        order,
      ) => sql<AnswerHit>`select e.subject_id as id, e.at, r.order_id, o.number_text, o.title, o.questions, r.answer, r.area_code,
          a.short_name as area_name, r.recipient_name
        from search_entries e join receipts r on r.id = e.subject_id join orders o on o.id = r.order_id join areas a on a.code = r.area_code
        where ${conditions} and r.answer is not null ${order}`,
    );
    const item = (row: AnswerHit): Hit => {
      const text = answerText(row.questions, row.answer);
      return {
        kind: 'answer',
        id: row.id,
        title: excerpt(text, sought) ?? marked(text.slice(0, 60), sought),
        note: `${row.recipient_name ?? row.area_name} · ${row.number_text} ${row.title}`,
        excerpt: null,
        at: row.at.toISOString(),
        areaCode: row.area_code,
        orderId: row.order_id,
      };
    };
    return page(rows, limit, item, hitKeys);
  },
};

export const orderEntries: EntrySource = {
  subject: 'order',
  version: 1,
  async page(tx: Tx, afterId: string, limit: number) {
    const { rows } = await sql<
      OrderWords & { ask: Ask | null }
    >`select id, issued_at as "issuedAt", issuer_code as "issuerCode", issuer_name as "issuerName",
        number_text as "numberText", urgency, title, body, ask, audience_text as "audienceText", reach_down as "reachDown", reach_up as "reachUp", reach_units as "reachUnits"
      from orders where id > ${afterId}::uuid order by id limit ${limit}`.execute(tx);
    return {
      entries: rows.map((row) => orderEntry({ ...row, asked: row.ask ? askText(row.ask) : '' })),
      lastId: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
    };
  },
};

export const answerEntries: EntrySource = {
  subject: 'answer',
  version: 1,
  async page(tx: Tx, afterId: string, limit: number) {
    const { rows } =
      await sql<AnswerWords>`select r.id as "receiptId", r.answered_at as "answeredAt", r.area_code as "areaCode", r.asker_code as "askerCode", r.person_id as "personId",
        r.unit_id as "unitId", o.questions, r.answer
      from receipts r join orders o on o.id = r.order_id where r.id > ${afterId}::uuid and r.answer is not null order by r.id limit ${limit}`.execute(
        tx,
      );
    // Of a hundred answers some have words.
    return {
      entries: rows.filter((row) => answerText(row.questions, row.answer) !== '').map(answerEntry),
      lastId: rows.length < limit ? null : (rows.at(-1)?.receiptId ?? null),
    };
  },
};
