import { rangeEnd } from '@muster/contract/areas/area-code';
import type { LimitKind } from '@muster/contract/attention/attention';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { aboveNowOrThen } from '../areas/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { progressRows, receiptsNeedingAttention } from '../orders/index.ts';

/** Everything that needs somebody's hand now. A later feature adds its kind with one more `union all`. */
const openThings = receiptsNeedingAttention;

export interface CellRow {
  code: string;
  letter: 'E' | 'L' | 'W';
  /** Its most pressing kind, as an index of `filterKeys`: a community counts once, under what is most pressing. */
  filter: number;
}

/** What a community is counted under, the most pressing first. */
export const filterKeys = ['acknowledgeLate', 'answerLate', 'unstaffed', 'waiting'] as const;

/** One row a community that is not as it should be: its worst letter, and the most pressing kind of what is open there. */
export async function readCells(tx: Tx, areaCode: string, now: Date): Promise<CellRow[]> {
  const { rows } = await sql<CellRow>`select left(t.area_code, 12) as code,
      case when bool_or(t.is_late and t.is_escalated) then 'E' when bool_or(t.is_late) then 'L' else 'W' end as letter,
      min(case when t.is_late and t.limit_kind <> 'answer' then 0 when t.is_late then 1 when t.unstaffed then 2 else 3 end) as filter
    from (${openThings(areaCode, now)}) t where length(t.area_code) >= 12 group by 1 order by 1`.execute(tx);
  return rows;
}

export interface GroupRow {
  code: string;
  order_id: string;
  is_late: boolean;
  limit_kind: LimitKind;
  count: number;
  unstaffed: number;
  codes: string[];
  due_at: Date;
  since: Date;
  is_escalated: boolean;
  number_text: string;
  urgency: string;
  state: string;
  issuer_code: string;
  issued_at: Date;
  acknowledge_by: Date;
  answer_by: Date | null;
  amended_at: Date | null;
  change_by: Date | null;
  in_all: number;
}

/**
 * What is wrong together in one subdistrict for one reason and one order; longest late first, then the most. Cut to what
 * is shown before the orders are joined: otherwise the planner reads every order there ever was.
 */
export async function readGroups(tx: Tx, areaCode: string, now: Date, limit: number): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`with things as (
      select left(t.area_code, 9) as code, t.order_id, t.is_late, t.limit_kind, count(*)::int as count, count(*) filter (where t.unstaffed)::int as unstaffed, (array_agg(t.area_code order by t.area_code))[1:200] as codes,
        min(t.due_at) as due_at, min(t.sent_at) as since, bool_or(t.is_escalated) as is_escalated
      from (${openThings(areaCode, now)}) t group by 1, 2, 3, 4),
    shown as (
      select t.*, count(*) over ()::int as in_all, row_number() over (order by t.is_late desc, case when t.is_late then t.due_at end, t.count desc, t.due_at, t.code) as place
      from things t order by place limit ${limit})
    select t.*, o.number_text, o.urgency, o.state, o.issuer_code, o.issued_at, o.acknowledge_by, o.answer_by, o.amended_at, o.change_by
    from shown t join orders o on o.id = t.order_id order by t.place`.execute(tx);
  return rows;
}

export interface ItemRow {
  subject_id: string;
  area_code: string;
  area_name: string;
  order_id: string;
  due_at: Date;
  number_text: string;
  urgency: string;
  title: string;
  state: string;
  asks_answer: boolean;
  unstaffed: boolean;
  escalated_at: Date | null;
  sent_at: Date;
  acknowledged_at: Date | null;
  answered_at: Date | null;
  settled_at: Date | null;
  acknowledge_by: Date;
  answer_by: Date | null;
  change_by: Date | null;
  changed_at: Date | null;
}

/** The open things behind a tile, a group or a badge, nearest limit first. Keys first, then the page's rows, as in `readGroups`. */
export async function readItems(
  tx: Tx,
  options: {
    areaCode: string;
    orderId: string | null;
    now: Date;
    onlyLate: boolean;
    after: (string | number | null)[] | null;
    limit: number;
  },
): Promise<ItemRow[]> {
  const { rows } =
    await sql<ItemRow>`select r.id as subject_id, r.area_code, a.short_name as area_name, r.order_id, r.due_at, o.number_text, o.urgency, o.title, r.state, r.asks_answer,
      r.unstaffed, r.escalated_at, r.sent_at, r.acknowledged_at, r.answered_at, r.settled_at, r.acknowledge_by, r.answer_by, r.change_by, r.changed_at
    from (select * from receipts r
      where r.area_code >= ${options.areaCode} and r.area_code < ${rangeEnd(options.areaCode)} and r.due_at is not null and r.recipient = 'desk'
        and r.incident_id = ${currentIncidentId}
        and (${options.orderId}::uuid is null or r.order_id = ${options.orderId}::uuid)
        and (not ${options.onlyLate}::boolean or r.due_at < ${options.now})
        and ${options.after ? sql`(r.due_at, r.id) > (${options.after[0]}::timestamptz, ${options.after[1]}::uuid)` : sql`true`}
      order by r.due_at, r.id limit ${options.limit}) r
      join orders o on o.id = r.order_id join areas a on a.code = r.area_code
    order by r.due_at, r.id`.execute(tx);
  return rows;
}

/** Keeps how many communities need somebody now, by subdistrict, and the city's sum, which says that the hour was kept. */
export async function keepHour(tx: Tx, cityCode: string, incidentId: string, now: Date): Promise<void> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  await sql`with needing as (
      select distinct left(t.area_code, 12) as code from (${openThings(cityCode, now)}) t where length(t.area_code) >= 12),
    counted as (select left(code, 9) as area_code, count(*)::int as n from needing group by 1 union all select ${cityCode}, (select count(*)::int from needing))
    insert into attention_hours (incident_id, area_code, hour, needing) select ${incidentId}::uuid, area_code, ${hour}::timestamptz, n from counted
    on conflict (incident_id, hour, area_code) do update set needing = excluded.needing`.execute(tx);
}

export async function readCurve(
  tx: Tx,
  cityCode: string,
  areaCode: string,
  incidentId: string,
  now: Date,
): Promise<{ at: Date; needing: number }[]> {
  const from = new Date(now.getTime() - 24 * 3_600_000);
  const whole = areaCode === cityCode;
  const { rows } = await sql<{ at: Date; needing: number }>`select k.hour as at, coalesce(sum(h.needing), 0)::int as needing
    from attention_hours k left join attention_hours h on h.incident_id = k.incident_id and h.hour = k.hour
      and h.area_code >= ${whole ? cityCode : areaCode} and h.area_code < ${whole ? `${cityCode}0` : rangeEnd(areaCode)}
    where k.incident_id = ${incidentId} and k.area_code = ${cityCode} and k.hour >= ${from} group by 1 order by 1`.execute(tx);
  return rows;
}

export interface AgendaRow {
  id: string;
  number_text: string;
  issued_at: Date;
  acknowledge_by: Date;
  answer_by: Date | null;
  amended_at: Date | null;
  change_by: Date | null;
  state: string;
  unacknowledged: number;
  changed: number;
  in_hand: number;
}

/** Running orders that this desk issued or that were sent into its territory from above, with what they still wait for there. */
export async function readRunning(tx: Tx, areaCode: string): Promise<AgendaRow[]> {
  const { rows } =
    await sql<AgendaRow>`select o.id, o.number_text, o.issued_at, o.acknowledge_by, o.answer_by, o.amended_at, o.change_by, o.state, sum(p.unacknowledged)::int as unacknowledged, sum(p.changed)::int as changed, sum(p.in_hand)::int as in_hand
    from orders o join (${progressRows({ areaCode })}) p on p.order_id = o.id where o.issuer_code = any(${aboveNowOrThen(areaCode)}) and o.state = 'issued' and o.incident_id = ${currentIncidentId}
    group by o.id order by o.issued_at desc limit 100`.execute(tx);
  return rows;
}

export async function countCommunities(tx: Tx, areaCode: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from areas where level = 'community' and code >= ${areaCode} and code < ${rangeEnd(areaCode)} and valid_to is null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
