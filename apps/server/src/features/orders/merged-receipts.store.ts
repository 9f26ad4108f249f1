import { together } from '@muster/contract/areas/translate-words';
import type { Answer } from '@muster/contract/orders/answers';
import { receiptMerged } from '@muster/contract/orders/orders.events';
import type { ReceiptState } from '@muster/contract/orders/receipt-machine';
import { sql } from 'kysely';
import { event, type NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { Move, TerritoryChange } from '../../platform/territory.ts';
import { areaNames } from '../areas/index.ts';
import { goesOn, type Meeting } from './merged-receipts.rules.ts';
import { progressArea, progressColumn } from './orders.rules.ts';

interface Row extends Meeting {
  order_id: string;
  incident_id: string;
  area_code: string;
  present: string;
  state: ReceiptState;
  asks_answer: boolean;
  escalated_at: Date | null;
  change_by: Date | null;
  answer: Answer | null;
  number: number;
  number_text: string;
  order_state: string;
}

/** Areas to which others come, and all codes that end there: by these, receipts of one order meet. */
export function mergeTargets(moves: readonly Move[]): { targets: string[]; from: string[]; to: string[] } {
  const targets = [...new Set(moves.filter((move) => move.merges).map((move) => move.to))];
  const isTarget = new Set(targets);
  const meeting = moves.filter((move) => isTarget.has(move.to));
  return { targets, from: meeting.map((move) => move.from), to: meeting.map((move) => move.to) };
}

/** Receipts of desks with the code that they will have, where another one of the same order will have it too. */
function meetings(moves: readonly Move[]) {
  const { targets, from, to } = mergeTargets(moves);
  return sql`select r.id, r.order_id, coalesce(m.to_code, r.area_code) as present, m.to_code is null as "isOwn", count(*) over (partition by r.order_id, coalesce(m.to_code, r.area_code)) as n
    from receipts r left join unnest(${from}::text[], ${to}::text[]) as m(from_code, to_code) on m.from_code = r.area_code
    where r.recipient = 'desk' and r.area_code = any(${[...from, ...targets]}::text[])`;
}

export async function countMeetings(tx: Tx, moves: readonly Move[]): Promise<number> {
  if (!moves.some((move) => move.merges)) return 0;
  const { rows } = await sql<{
    n: number;
  }>`select (count(*) - count(distinct (order_id, present)))::int as n from (${meetings(moves)}) t where n > 1`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * Two desks that become one and both have an order: one receipt goes on (`goesOn`), the others are kept as merged, with all
 * that was done on them, and count as sent, acknowledged and accepted as before; no list of the order shows them any more. When
 * all of them were answered, the answer of the one that goes on is that of all.
 */
export async function mergeReceipts(tx: Tx, change: TerritoryChange): Promise<{ count: number; events: NewEvent[] }> {
  if (!change.moves.some((move) => move.merges)) return { count: 0, events: [] };
  const { rows } =
    await sql<Row>`select t.id, t.order_id, t.present, t."isOwn", r.incident_id, r.area_code, r.state, r.asks_answer, r.settled_at is not null as settled, r.escalated_at, r.change_by, r.answer,
      o.number, o.number_text, o.state as order_state
    from (${meetings(change.moves)}) t join receipts r on r.id = t.id join orders o on o.id = t.order_id where t.n > 1 order by t.order_id, t.present, t.id`.execute(
      tx,
    );
  const groups = Map.groupBy(rows, (row) => `${row.order_id} ${row.present}`);
  const merged: { row: Row; into: Row }[] = [];
  const answers: { id: string; answer: Answer }[] = [];
  for (const group of groups.values()) {
    const into = goesOn(group);
    for (const row of group) if (row !== into) merged.push({ row, into });
    if (group.every((row) => row.answer !== null))
      answers.push({
        id: into.id,
        answer: [into, ...group.filter((row) => row !== into)].map((row) => row.answer as Answer).reduce(ofBoth),
      });
  }
  if (merged.length === 0) return { count: 0, events: [] };
  await countOff(
    tx,
    merged.map(({ row }) => row),
  );
  const ids = merged.map(({ row }) => row.id);
  const into = merged.map((one) => one.into.id);
  // What was merged into one of these before goes on with it.
  await sql`update receipts r set merged_into = m.into_id from unnest(${ids}::uuid[], ${into}::uuid[]) as m(id, into_id) where r.merged_into = m.id`.execute(
    tx,
  );
  await sql`update receipts r set recipient = 'merged', merged_into = m.into_id, version = r.version + 1, due_at = null, attention_at = null, change_by = null, changed_from = null,
      state = case when r.settled_at is null then 'closed' else r.state end, settled_at = coalesce(r.settled_at, ${change.now}::timestamptz)
    from unnest(${ids}::uuid[], ${into}::uuid[]) as m(id, into_id) where r.id = m.id`.execute(tx);
  if (answers.length > 0)
    await sql`update receipts r set answer = a.answer::jsonb
      from unnest(${answers.map((one) => one.id)}::uuid[], ${answers.map((one) => JSON.stringify(one.answer))}::text[]) as a(id, answer) where r.id = a.id`.execute(
      tx,
    );
  // A named number is given for the whole area: where all of them gave it, it is their sum; half of it is none.
  const whole = new Set(answers.map((one) => one.id));
  const summed = merged.filter((one) => whole.has(one.into.id));
  await sql`with given as materialized (
      select m.into_id, f.question_key, sum(f.value) as value from fact_answers f
        join unnest(${summed.map(({ row }) => row.id)}::uuid[], ${summed.map((one) => one.into.id)}::uuid[]) as m(id, into_id) on m.id = f.receipt_id group by 1, 2)
    update fact_answers f set value = f.value + g.value from given g where f.receipt_id = g.into_id and f.question_key = g.question_key`.execute(
    tx,
  );
  await sql`update fact_answers set value = null where receipt_id = any(${ids}::uuid[])`.execute(tx);
  const names = await areaNames(tx, [...new Set(merged.map(({ row }) => row.area_code))]);
  const events = merged
    .filter(({ row }) => !row.settled)
    .map(({ row, into: onward }) =>
      event(
        receiptMerged,
        { areaCode: row.present, incidentId: row.incident_id, orderId: row.order_id, receiptId: row.id },
        {
          number: row.number,
          numberText: row.number_text,
          recipient: 'desk',
          recipientName: null,
          formerCode: row.area_code,
          formerName: names.get(row.area_code) ?? row.area_code,
          intoReceiptId: onward.id,
        },
      ),
    );
  return { count: merged.length, events };
}

/** Two answers to the same questions for what is one area now; each question's value as `together` says. */
function ofBoth(first: Answer, second: Answer): Answer {
  const values: Record<string, unknown> = { ...second.values };
  for (const [key, value] of Object.entries(first.values)) {
    const other = values[key];
    values[key] =
      typeof value === 'object' && typeof other === 'object'
        ? { ...other, ...value }
        : other === undefined
          ? value
          : together(value, other);
  }
  const note = [first.note, second.note].filter(Boolean).join('\n');
  return (note ? { values, note } : { values }) as Answer;
}

/** The counters of their orders go down by what is merged: an order counts the desks that there are. */
async function countOff(tx: Tx, rows: readonly Row[]): Promise<void> {
  const isEnded = (row: Row) => row.state === 'closed' || row.state === 'withdrawn';
  const cells = new Map<string, { order: string; area: string; n: Record<string, number> }>();
  const orders = new Map<string, { n: number; ended: number }>();
  for (const row of rows) {
    const key = `${row.order_id} ${progressArea(row.area_code)}`;
    const cell = cells.get(key) ?? {
      order: row.order_id,
      area: progressArea(row.area_code),
      n: { total: 0, unacknowledged: 0, changed: 0, in_hand: 0, for_review: 0, done: 0, ended: 0, escalated: 0 },
    };
    cells.set(key, cell);
    const add = (name: string) => {
      cell.n[name] = (cell.n[name] ?? 0) + 1;
    };
    add('total');
    add(progressColumn(row.state, row.asks_answer, row.change_by !== null));
    if (isEnded(row)) add('ended');
    if (row.escalated_at !== null && !row.settled) add('escalated');
    const order = orders.get(row.order_id) ?? { n: 0, ended: 0 };
    orders.set(row.order_id, { n: order.n + 1, ended: order.ended + (row.order_state !== 'issued' && isEnded(row) ? 1 : 0) });
  }
  const list = [...cells.values()].sort((a, b) => (`${a.order} ${a.area}` < `${b.order} ${b.area}` ? -1 : 1));
  const column = (name: string) => list.map((cell) => cell.n[name] ?? 0);
  await sql`update orders o set receipt_count = o.receipt_count - m.n, ended_count = greatest(0, o.ended_count - m.ended)
    from unnest(${[...orders.keys()]}::uuid[], ${[...orders.values()].map((one) => one.n)}::int[], ${[...orders.values()].map((one) => one.ended)}::int[]) as m(id, n, ended) where o.id = m.id`.execute(
    tx,
  );
  await sql`update order_progress p set total = p.total - m.total, unacknowledged = p.unacknowledged - m.a, in_hand = p.in_hand - m.b, for_review = p.for_review - m.c,
      done = p.done - m.d, ended = p.ended - m.e, escalated = p.escalated - m.f, changed = p.changed - m.g
    from unnest(${list.map((cell) => cell.order)}::uuid[], ${list.map((cell) => cell.area)}::text[], ${column('total')}::int[], ${column('unacknowledged')}::int[], ${column('in_hand')}::int[],
      ${column('for_review')}::int[], ${column('done')}::int[], ${column('ended')}::int[], ${column('escalated')}::int[], ${column('changed')}::int[]) as m(id, area, total, a, b, c, d, e, f, g)
    where p.order_id = m.id and p.area_code = m.area`.execute(tx);
}
