import { cityDay } from '@muster/contract/city-time';
import { givenTo } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { factKey } from '@muster/contract/orders/facts';
import type { KnownFact } from '@muster/contract/orders/known-fact';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { currentIncidentId } from '../incidents/index.ts';
import type { LockedReceipt } from './receipts.store.ts';

type NamedQuestion = Question & { fact: string };

/** Questions that ask for a named number. Few do; who asks for none pays nothing. */
export function namedNumbers(questions: readonly Question[]): NamedQuestion[] {
  return questions.filter((question): question is NamedQuestion => question.kind === 'number' && question.fact !== undefined);
}

/** Names that are new to this city: the vocabulary is what was asked for. The first spelling stays. */
export async function insertFacts(tx: Tx, questions: readonly Question[], now: Date): Promise<void> {
  const named = namedNumbers(questions);
  if (named.length === 0) return;
  await sql`insert into facts (key, name, created_at) select f.key, f.name, ${now}::timestamptz
    from unnest(${named.map((question) => factKey(question.fact))}::text[], ${named.map((question) => question.fact)}::text[]) as f(key, name)
    on conflict (key) do nothing`.execute(tx);
}

/**
 * Where the numbers of an answer stand. Of desks alone: a person's or a unit's number is not that of its area. A corrected
 * answer takes the place of the one before.
 */
export function factWrites(tx: Tx, receipt: LockedReceipt, answer: Answer, at: Date): Promise<unknown>[] {
  if (receipt.recipient !== 'desk') return [];
  return namedNumbers(receipt.order.questions).map((question) =>
    sql`insert into fact_answers (receipt_id, question_key, order_id, incident_id, fact_key, day, area_code, value, answered_at)
      values (${receipt.id}, ${question.key}, ${receipt.orderId}, ${receipt.incidentId}, ${factKey(question.fact)}, ${cityDay(at)}::date, ${receipt.areaCode},
        ${numberOf(givenTo(question, answer))}, ${at})
      on conflict (receipt_id, question_key) do update set day = excluded.day, value = excluded.value, answered_at = excluded.answered_at`.execute(
      tx,
    ),
  );
}

function numberOf(given: Answer['values'][string] | undefined): number | null {
  if (typeof given === 'number') return given;
  if (typeof given !== 'object') return null;
  const each = Object.values(given).filter((value) => typeof value === 'number');
  return each.length === 0 ? null : each.reduce((total, value) => total + value, 0);
}

export interface FactRow {
  area_code: string;
  value: number;
  answered_at: Date;
  receipt_id: string;
  order_id: string;
}

/**
 * The last number of each of these desks on a day, as far as its answer still stands: not sent back, not withdrawn. The index
 * `fact_answers_of_day` holds exactly these, so the cost is that of the answers given, however many receipts there are.
 */
export async function factsOfDay(tx: Tx, key: string, day: string, desks: readonly string[]): Promise<FactRow[]> {
  // One walk of the range that the desks lie in: 2,828 of them as an array would be as many probes.
  const wanted = new Set(desks);
  const [lo, hi] = [desks[0] ?? '', desks.at(-1) ?? ''];
  const { rows } =
    await sql<FactRow>`select distinct on (f.area_code) f.area_code, f.value::float8 as value, f.answered_at, f.receipt_id, f.order_id
    from fact_answers f join receipts r on r.id = f.receipt_id
    where f.incident_id = ${currentIncidentId} and f.fact_key = ${key} and f.day = ${day}::date and f.area_code >= ${lo} and f.area_code <= ${hi} and f.value is not null
      and (r.state in ('answered', 'accepted') or (r.state = 'closed' and (r.sent_back_at is null or r.answered_at > r.sent_back_at)))
    order by f.area_code, f.answered_at desc`.execute(tx);
  return rows.filter((row) => wanted.has(row.area_code));
}

/** More are not picked one by one: then all are asked. */
const namedMost = 300;

/** What is known of a named number for these desks; null where nobody has given it on this day. */
export function knownFact(
  name: string,
  rows: readonly FactRow[],
  desks: readonly string[],
  nameOf: (code: string) => string,
): KnownFact | null {
  if (rows.length === 0) return null;
  const answered = new Set(rows.map((row) => row.area_code));
  const latest = rows.reduce((last, row) => (row.answered_at > last ? row.answered_at : last), rows[0]?.answered_at as Date);
  const missing = desks.filter((code) => !answered.has(code));
  return {
    key: factKey(name),
    name,
    answered: rows.length,
    of: desks.length,
    sum: rows.reduce((total, row) => total + row.value, 0),
    latestAt: latest.toISOString(),
    missingCount: missing.length,
    missing: missing.length <= namedMost ? missing.map((code) => ({ code, name: nameOf(code) })) : [],
  };
}

/** Of the questions of an order that is being written: those whose number these desks have given today already. */
export async function knownNumbers(
  tx: Tx,
  questions: readonly Question[],
  desks: readonly string[],
  now: Date,
  nameOf: (code: string) => string,
) {
  const known: (KnownFact & { questionKey: string })[] = [];
  if (desks.length === 0) return known;
  for (const question of namedNumbers(questions)) {
    const fact = knownFact(question.fact, await factsOfDay(tx, factKey(question.fact), cityDay(now), desks), desks, nameOf);
    if (fact) known.push({ ...fact, questionKey: question.key });
  }
  return known;
}
