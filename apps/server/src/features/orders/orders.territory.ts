import { ancestorCodes, lineage, rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { followCounters, presentOf } from '../../platform/follow-columns.ts';
import type { Move, TerritoryChange, TerritoryPart } from '../../platform/territory.ts';
import { showElsewhere } from '../search/index.ts';
import { restaffDesks } from './commands/restaff-desks.ts';
import { countMeetings, mergeReceipts, mergeTargets } from './merged-receipts.store.ts';

const progressSums = ['total', 'unacknowledged', 'changed', 'in_hand', 'for_review', 'done', 'ended', 'escalated'] as const;

export const ordersTerritory: TerritoryPart = {
  feature: 'orders',
  columns: {
    orders: {
      issuer_code: 'code',
      numbered_code: { stays: 'who gave the number, then: numbers are unique by it' },
      reach_down: 'reach',
      reach_up: 'reach',
      audience: { json: 'id' },
      copies: { json: 'id' },
      questions: { stays: 'asks about areas, names none' },
      ask: { stays: 'people, goods or a decision: no area' },
    },
    // Numbering goes on where an area goes on; one that is merged numbers no more.
    order_numbers: { issuer_code: 'own' },
    receipts: {
      area_code: 'own',
      signed_for_code: 'own',
      escalated_to: 'own',
      asker_code: 'code',
      answer: { json: 'id' },
      former_answer: { json: 'id' },
    },
    order_copies: { area_code: 'code' },
    order_revisions: {
      issuer_code: 'code',
      reach_down: 'reach',
      reach_up: 'reach',
      audience: { stays: 'what was written then' },
      questions: { stays: 'asks about areas, names none' },
    },
    receipt_marks: { area_code: 'code' },
    order_templates: { area_code: 'code', audience: { json: 'id' }, questions: { stays: 'asks about areas, names none' } },
    order_schedules: { area_code: 'code', recurrence: { stays: 'days and times' } },
    order_schedule_runs: { area_code: 'code' },
    fact_answers: { area_code: 'code' },
    order_progress: { area_code: 'own', issuer_code: 'code' },
  },

  async count(tx, moves) {
    const codes = moves.map((move) => move.from);
    const { rows } = await sql<{ receipts: number; open: number; orders: number }>`select count(*)::int as receipts,
      count(*) filter (where settled_at is null)::int as open,
      (select count(*)::int from orders where issuer_code = any(${codes}::text[]) and state = 'issued') as orders
      from receipts where area_code = any(${codes}::text[]) and recipient <> 'merged'`.execute(tx);
    const [row] = rows;
    return {
      receipts: row?.receipts ?? 0,
      openReceipts: row?.open ?? 0,
      runningOrders: row?.orders ?? 0,
      mergedReceipts: await countMeetings(tx, moves),
    };
  },

  /** Orders before receipts, both in id order, like everybody who takes both; then nothing of these areas is under way. */
  async lock(tx, change) {
    const codes = areasConcerned(change);
    if (codes.length === 0) return;
    const { targets } = mergeTargets(change.moves);
    await sql`select count(*) from (select 1 from orders o where o.issuer_code = any(${codes}::text[]) or o.reach_down && ${codes}::text[] or o.reach_up && ${codes}::text[]
      or o.id in (select r.order_id from receipts r where r.recipient = 'desk' and r.area_code = any(${targets}::text[]))
      order by o.id for no key update) locked`.execute(tx);
    // With the grids of a community that a part of comes to or goes from: its figures are counted again.
    const ranges = change.touched.filter((code) => code.length >= 12);
    await sql`select count(*) from (select 1 from receipts r where r.area_code = any(${[...codes, ...targets]}::text[])
      or exists (select 1 from unnest(${ranges}::text[], ${ranges.map(rangeEnd)}::text[]) as t(lo, hi) where r.area_code >= t.lo and r.area_code < t.hi)
      order by r.id for no key update) locked`.execute(tx);
  },

  async follow(tx, change) {
    const events: NewEvent[] = [];
    const meetings = await mergeReceipts(tx, change);
    events.push(...meetings.events);
    await moveOpenReceipts(tx, change);
    if (change.moves.length > 0) {
      await shiftProgress(tx, change.moves);
      await followCounters(tx, change, {
        table: 'order_progress',
        keys: ['order_id', 'area_code'],
        copied: ['issuer_code'],
        sums: progressSums,
      });
      await moveReceipts(tx, change);
      await moveNumbers(tx, change);
    }
    await staySeenByIssuer(tx, change);
    const { targets } = mergeTargets(change.moves);
    for (const code of new Set([...targets, ...change.touched])) events.push(...(await restaffDesks(tx, code, change.now)));
    return { moved: { mergedReceipts: meetings.count }, events };
  },

  /** A receipt that was merged: what is done to it is done to the one that goes on. */
  async successors(tx, { ids }) {
    const { rows } = await sql<{ id: string; merged_into: string }>`select id, merged_into from receipts
      where id = any(${ids}::uuid[]) and recipient = 'merged'`.execute(tx);
    return rows.map((row) => [row.id, row.merged_into] as const);
  },
};

function areasConcerned({ moves, tops, receipts }: TerritoryChange): string[] {
  const left = tops.flatMap((move) => ancestorCodes(move.from).filter((above) => !ancestorCodes(move.to).includes(above)));
  return [...new Set([...moves.map((move) => move.from), ...left, ...receipts.map((one) => one.from)])];
}

/**
 * Receipts stand where their area is now. What was escalated to, or signed for by, the desk above is the matter of the desk that is above
 * now: that one sees it and can act.
 */
async function moveReceipts(tx: Tx, change: TerritoryChange): Promise<void> {
  const above = (
    column: string,
  ) => sql`case when starts_with(r.area_code, ${sql.ref(`r.${column}`)}) then left(l.present_code, length(${sql.ref(`r.${column}`)}))
    else ${sql.ref(`r.${column}`)} end`;
  await sql`update receipts r set area_code = l.present_code, escalated_to = ${above('escalated_to')}, signed_for_code = ${above('signed_for_code')}
    from area_lineage l where l.change_id = ${change.id}::uuid and l.former_code = r.area_code`.execute(tx);
}

/**
 * Where an area left the territory of whoever sent it an order, he goes on seeing its receipt, and can accept and close: every
 * order has an end. By the column that shows the receipts of a request to its asker.
 */
async function staySeenByIssuer(tx: Tx, change: TerritoryChange): Promise<void> {
  const to = [...new Set([...change.moves.map((move) => move.to), ...change.receipts.map((one) => one.to)])];
  if (to.length === 0) return;
  await sql`update receipts r set asker_code = ${presentOf(sql`o.issuer_code`, change.id)} from orders o
    where o.id = r.order_id and r.area_code = any(${to}::text[]) and r.asker_code is null
      and not starts_with(r.area_code, ${presentOf(sql`o.issuer_code`, change.id)})`.execute(tx);
}

/**
 * Counters stand at the subdistrict. Where it moves whole, its rows are renamed; of communities that leave it alone, what
 * their receipts count is taken from its rows and given to those of the other.
 */
async function shiftProgress(tx: Tx, moves: readonly Move[]): Promise<void> {
  const to = new Map(moves.map((move) => [move.from, move.to]));
  const alone = moves.filter((move) => {
    const before = move.from.slice(0, 9);
    return move.from.length > 9 && (to.get(before) ?? before) !== move.to.slice(0, 9);
  });
  if (alone.length === 0) return;
  const counted = (condition: string) => sql.raw(`count(*) filter (where ${condition})::int`);
  const shift = sql`select r.order_id, left(m.from_code, 9) as before, left(m.to_code, 9) as after, count(*)::int as total,
      ${counted("r.state in ('sent', 'delivered', 'opened') and r.change_by is null")} as unacknowledged, ${counted('r.change_by is not null')} as changed,
      ${counted("r.settled_at is null and r.state in ('acknowledged', 'delegated', 'sentBack') and r.change_by is null")} as in_hand,
      ${counted("r.settled_at is null and r.state = 'answered' and r.change_by is null")} as for_review, ${counted('r.settled_at is not null')} as done,
      ${counted("r.state in ('closed', 'withdrawn')")} as ended, ${counted('r.escalated_at is not null and r.settled_at is null')} as escalated
    from receipts r join unnest(${alone.map((move) => move.from)}::text[], ${alone.map((move) => move.to)}::text[]) as m(from_code, to_code) on m.from_code = r.area_code
    where r.recipient <> 'merged' group by 1, 2, 3`;
  await sql`with shift as materialized (${shift})
    update order_progress p set total = p.total - s.total, unacknowledged = p.unacknowledged - s.unacknowledged, changed = p.changed - s.changed, in_hand = p.in_hand - s.in_hand,
      for_review = p.for_review - s.for_review, done = p.done - s.done, ended = p.ended - s.ended, escalated = p.escalated - s.escalated
    from (select order_id, before, sum(total) as total, sum(unacknowledged) as unacknowledged, sum(changed) as changed, sum(in_hand) as in_hand, sum(for_review) as for_review,
      sum(done) as done, sum(ended) as ended, sum(escalated) as escalated from shift group by 1, 2) s
    where p.order_id = s.order_id and p.area_code = s.before`.execute(tx);
  await sql`with shift as materialized (${shift}), issuers as (select id, issuer_code from orders where id in (select order_id from shift))
    insert into order_progress (order_id, area_code, issuer_code, total, unacknowledged, changed, in_hand, for_review, done, ended, escalated)
    select s.order_id, s.after, i.issuer_code, sum(s.total), sum(s.unacknowledged), sum(s.changed), sum(s.in_hand), sum(s.for_review), sum(s.done), sum(s.ended), sum(s.escalated)
    from shift s join issuers i on i.id = s.order_id group by 1, 2, 3 order by 1, 2
    on conflict (order_id, area_code) do update set total = order_progress.total + excluded.total, unacknowledged = order_progress.unacknowledged + excluded.unacknowledged,
      changed = order_progress.changed + excluded.changed, in_hand = order_progress.in_hand + excluded.in_hand, for_review = order_progress.for_review + excluded.for_review, done = order_progress.done + excluded.done,
      ended = order_progress.ended + excluded.ended, escalated = order_progress.escalated + excluded.escalated`.execute(tx);
}

/** Of a split: what the desk owes now goes to the new one. Both are in one subdistrict, or are one: counters move when they are not. */
async function moveOpenReceipts(tx: Tx, change: TerritoryChange): Promise<void> {
  for (const { from, to } of change.receipts) {
    await moveProgressOfOpen(tx, from, to);
    await sql`update receipt_marks k set area_code = ${to} from receipts r
      where r.id = k.receipt_id and r.area_code = ${from} and r.recipient = 'desk' and r.settled_at is null`.execute(tx);
    await sql`update receipts set area_code = ${to} where area_code = ${from} and recipient = 'desk' and settled_at is null`.execute(tx);
    const { rows } = await sql<{ id: string; order_id: string }>`select id, order_id from receipts
      where area_code = ${to} and recipient = 'desk' and settled_at is null`.execute(tx);
    await showElsewhere(
      tx,
      'answer',
      rows.map((row) => row.id),
      { areas: lineage(to) },
    );
    await showElsewhere(
      tx,
      'order',
      rows.map((row) => row.order_id),
      { areas: ancestorCodes(to), reachDown: [to] },
    );
    // Whoever is there now sees the orders that it answers.
    await sql`update orders o set reach_down = array_append(o.reach_down, ${to}::text),
        reach_up = (select array_agg(distinct c order by c) from unnest(o.reach_up || ${ancestorCodes(to)}::text[]) as c)
      where o.id in (select r.order_id from receipts r where r.area_code = ${to} and r.recipient = 'desk' and r.settled_at is null)
        and not exists (select 1 from unnest(o.reach_down) as d(code) where starts_with(${to}::text, d.code))`.execute(tx);
  }
}

async function moveProgressOfOpen(tx: Tx, from: string, to: string): Promise<void> {
  const [before, after] = [from.slice(0, 9), to.slice(0, 9)];
  if (before === after) return;
  const open = sql`select r.order_id, count(*)::int as total, count(*) filter (where r.state in ('sent', 'delivered', 'opened'))::int as unacknowledged,
      count(*) filter (where r.state in ('acknowledged', 'delegated', 'sentBack'))::int as in_hand, count(*) filter (where r.state = 'answered')::int as for_review,
      count(*) filter (where r.escalated_at is not null)::int as escalated
    from receipts r where r.area_code = ${from} and r.recipient = 'desk' and r.settled_at is null group by 1`;
  await sql`with open as materialized (${open}) update order_progress p set total = p.total - s.total, unacknowledged = p.unacknowledged - s.unacknowledged, changed = p.changed - s.changed,
      in_hand = p.in_hand - s.in_hand, for_review = p.for_review - s.for_review, escalated = p.escalated - s.escalated
    from open s where p.order_id = s.order_id and p.area_code = ${before}`.execute(tx);
  await sql`with open as materialized (${open}), issuers as (select id, issuer_code from orders where id in (select order_id from open))
    insert into order_progress (order_id, area_code, issuer_code, total, unacknowledged, changed, in_hand, for_review, escalated)
    select s.order_id, ${after}, i.issuer_code, s.total, s.unacknowledged, s.changed, s.in_hand, s.for_review, s.escalated from open s join issuers i on i.id = s.order_id order by 1
    on conflict (order_id, area_code) do update set total = order_progress.total + excluded.total, unacknowledged = order_progress.unacknowledged + excluded.unacknowledged,
      changed = order_progress.changed + excluded.changed, in_hand = order_progress.in_hand + excluded.in_hand, for_review = order_progress.for_review + excluded.for_review, escalated = order_progress.escalated + excluded.escalated`.execute(
    tx,
  );
}

/** An area that goes on under another code numbers on; the orders of one that was merged keep the numbers that it gave. */
async function moveNumbers(tx: Tx, change: TerritoryChange): Promise<void> {
  await sql`update orders o set numbered_code = o.issuer_code from area_lineage l
    where l.change_id = ${change.id}::uuid and l.merges and l.former_code = o.issuer_code and o.numbered_code is null`.execute(tx);
  await sql`update order_numbers n set issuer_code = l.present_code from area_lineage l
    where l.change_id = ${change.id}::uuid and not l.merges and l.former_code = n.issuer_code`.execute(tx);
}
