import { deskName } from '@muster/contract/areas/desk-name';
import type { KeptFile } from '@muster/contract/files/files';
import type { Question } from '@muster/contract/orders/answers';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { countOpenGround } from './ground-answers.store.ts';
import { escalationTarget, nextEscalation } from './orders.rules.ts';
import { type Progress, progressByBranch } from './progress.store.ts';
import { requestEscalationTarget } from './support.rules.ts';

interface Sum {
  questionKey: string;
  values: { key: string | null; text: string | null; count: number }[];
  sum: number | null;
}

/** What was answered, added up over all receipts of an order: ticks and choices counted, numbers summed. Never typed. */
export async function answerSums(
  tx: Tx,
  { id: orderId, issuer_code: issuerCode }: { id: string; issuer_code: string },
  questions: readonly Question[],
  progress: Progress,
): Promise<Sum[]> {
  if (questions.length === 0) return [];
  // One pass over the answers: per question and value, whether given once or per area.
  const { rows } = await sql<{ key: string; value: string; n: number; sum: number | null }>`
    select q.key, v.value, count(*)::int as n, sum(case when q.key = any(${questions.filter((question) => question.kind === 'number').map((question) => question.key)}::text[]) then v.value::numeric end)::float8 as sum
    from receipts r
      cross join lateral jsonb_each(r.answer -> 'values') as q(key, given)
      cross join lateral (select q.given #>> '{}' as value where jsonb_typeof(q.given) <> 'object'
        union all select e.value #>> '{}' from jsonb_each(case when jsonb_typeof(q.given) = 'object' then q.given else '{}'::jsonb end) as e) as v
    where r.order_id = ${orderId} and r.recipient <> 'merged' and r.answer is not null and q.key = any(${questions.filter((question) => question.kind !== 'text').map((question) => question.key)}::text[])
    group by q.key, v.value`.execute(tx);
  // Of those who owe the acknowledgement of a change some have answered.
  const unanswered = progress.unacknowledged + progress.in_hand + (progress.changed > 0 ? await countUnansweredChanged(tx, orderId) : 0);
  const unansweredThings = questions.some((question) => question.perArea) ? await countUnansweredThings(tx, orderId) : 0;
  const openGround = new Map<string, number>();
  for (const { key, each } of questions) if (each) openGround.set(key, await countOpenGround(tx, { id: orderId, key, each }, issuerCode));
  return questions.map((question) => {
    const mine = rows.filter((row) => row.key === question.key);
    const count = (value: string) => mine.find((row) => row.value === value)?.n ?? 0;
    const open = { key: null, text: null, count: openGround.get(question.key) ?? (question.perArea ? unansweredThings : unanswered) };
    switch (question.kind) {
      case 'tick':
        return {
          questionKey: question.key,
          values: [{ key: 'true', text: null, count: count('true') }, { key: 'false', text: null, count: count('false') }, open],
          sum: null,
        };
      case 'choice':
        return {
          questionKey: question.key,
          values: [...(question.options ?? []).map((option) => ({ key: option.key, text: option.text, count: count(option.key) })), open],
          sum: null,
        };
      case 'number':
        return { questionKey: question.key, values: [open], sum: mine.reduce((total, row) => total + (row.sum ?? 0), 0) };
      default:
        return { questionKey: question.key, values: [open], sum: null };
    }
  });
}

const mediansFrom = 200;

async function countUnansweredChanged(tx: Tx, orderId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from receipts where order_id = ${orderId} and change_by is not null and answer is null`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Areas that are still to be answered about: those below each desk that owes an answer, or the desk's own where none is below. */
async function countUnansweredThings(tx: Tx, orderId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select coalesce(sum(greatest(1, (select count(*) from areas a where a.parent_code = r.area_code and a.valid_to is null and r.recipient = 'desk'))), 0)::int as n
    from receipts r where r.order_id = ${orderId} and r.settled_at is null and r.answer is null`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Median seconds that answering these orders took, measured on the screens, of at most 200 answers each; none without any. */
export async function medianAnswerSeconds(tx: Tx, orderIds: readonly string[]): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; median: number | null }>`select o.id, m.median from unnest(${orderIds}::uuid[]) as o(id)
    cross join lateral (select percentile_cont(0.5) within group (order by s.answer_seconds)::float8 as median from (
      select r.answer_seconds from receipts r where r.order_id = o.id and r.answer is not null and r.answer_seconds is not null limit ${mediansFrom}) s) m`.execute(
    tx,
  );
  return new Map(rows.flatMap((row) => (row.median === null ? [] : [[row.id, row.median] as const])));
}

export interface ChainLink {
  orderId: string;
  numberText: string;
  issuerName: string;
  acknowledgeBy: string;
  answerBy: string | null;
}

/** Orders above, topmost first: who set which limit. As far up as one sees. At most as deep as there are levels. */
export async function chainOf(tx: Tx, parentOrderId: string | null): Promise<ChainLink[]> {
  const chain: ChainLink[] = [];
  let next = parentOrderId;
  while (next !== null && chain.length < 5) {
    const row = await tx
      .selectFrom('orders')
      .select(['id', 'number_text', 'issuer_name', 'acknowledge_by', 'answer_by', 'parent_order_id'])
      .where('id', '=', next)
      .executeTakeFirst();
    if (!row) break;
    chain.unshift({
      orderId: row.id,
      numberText: row.number_text,
      issuerName: row.issuer_name,
      acknowledgeBy: row.acknowledge_by.toISOString(),
      answerBy: row.answer_by?.toISOString() ?? null,
    });
    next = row.parent_order_id;
  }
  return chain;
}

/** Files of an order, those of the orders above it first. */
export function attachmentsThrough(files: ReadonlyMap<string, KeptFile[]>, chain: readonly ChainLink[], orderId: string): KeptFile[] {
  const all = [...chain.map((link) => link.orderId), orderId].flatMap((id) => files.get(id) ?? []);
  return [...new Map(all.map((file) => [file.id, file])).values()];
}
const owingColumn = { acknowledge: 'unacknowledged', change: 'changed', answer: 'in_hand' } as const;

/** Names of the desks to which late receipts go at the next automatic step, as far as the reader's territory goes. */
export async function escalationNames(
  tx: Tx,
  order: {
    id: string;
    kind: string;
    issuer_code: string;
    issued_at: Date;
    acknowledge_by: Date;
    answer_by: Date | null;
    amended_at: Date | null;
    change_by: Date | null;
    state: string;
  },
  within: string | null,
  now: Date,
): Promise<string[]> {
  if (within === null) return [];
  if (order.kind === 'supportRequest') return requestEscalationNames(tx, order, now);
  const rows = await progressByBranch(tx, order.id, { areaCode: within });
  const total = (column: 'unacknowledged' | 'changed' | 'in_hand') => rows.reduce((n, row) => n + row[column], 0);
  const open = { unacknowledged: total('unacknowledged'), changed: total('changed'), inHand: total('in_hand') };
  const next = nextEscalation(
    {
      issuedAt: order.issued_at,
      acknowledgeBy: order.acknowledge_by,
      answerBy: order.answer_by,
      amendedAt: order.amended_at,
      changeBy: order.change_by,
      state: order.state,
    },
    open,
    now,
  );
  if (!next) return [];
  const owing = rows.filter((row) => row[owingColumn[next.limit]] > 0);
  // Counters stand at the subdistrict: a community's desk is one level below it.
  const targets = [
    ...new Set(
      owing.map((row) =>
        row.area_code.length === 9
          ? next.depth === 1
            ? row.area_code
            : escalationTarget(row.area_code, order.issuer_code, next.depth - 1)
          : escalationTarget(row.area_code, order.issuer_code, next.depth),
      ),
    ),
  ].sort();
  return namesOfDesks(tx, targets);
}

/** Of a request: its receipts are few, and lie above whoever asked. */
async function requestEscalationNames(tx: Tx, order: Parameters<typeof escalationNames>[1], now: Date): Promise<string[]> {
  const { rows } = await sql<{ area_code: string; recipient: string; is_unacknowledged: boolean }>`select area_code, recipient,
      state in ('sent', 'delivered', 'opened') as is_unacknowledged from receipts where order_id = ${order.id} and due_at is not null`.execute(
    tx,
  );
  const open = {
    unacknowledged: rows.filter((row) => row.is_unacknowledged).length,
    // A request is not amended.
    changed: 0,
    inHand: rows.filter((row) => !row.is_unacknowledged).length,
  };
  const next = nextEscalation(
    {
      issuedAt: order.issued_at,
      acknowledgeBy: order.acknowledge_by,
      answerBy: order.answer_by,
      amendedAt: null,
      changeBy: null,
      state: order.state,
    },
    open,
    now,
  );
  if (!next) return [];
  const owing = rows.filter((row) => row.is_unacknowledged === (next.limit === 'acknowledge'));
  const targets = owing.map((row) => requestEscalationTarget(row.area_code, row.recipient === 'unit', next.depth));
  return namesOfDesks(tx, [...new Set(targets)].sort());
}

async function namesOfDesks(tx: Tx, targets: readonly string[]): Promise<string[]> {
  const names = await tx
    .selectFrom('areas')
    .select(['code', 'short_name'])
    .where(sql<boolean>`code = any(${targets}::text[])`)
    .orderBy('code')
    .execute();
  return names.map((area) => deskName(area.code, area.short_name));
}
