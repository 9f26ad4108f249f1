import { rangeEnd } from '@muster/contract/areas/area-code';
import { type AttentionKind, groundKinds, type LimitKind } from '@muster/contract/attention/attention';
import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { aboveNowOrThen } from '../areas/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { progressRows } from '../orders/index.ts';
import { attentionSources, openThings, sourceOf } from './attention.sources.ts';

/**
 * What a community is counted under, the most pressing first: what people wait for, then what is behind. What is late
 * comes before what waits, whatever it is.
 */
export const filterKeys = [
  'acknowledgeLate',
  'answerLate',
  'zoneOverstaying',
  'placeUnstaffed',
  'placeProblem',
  'unstaffed',
  'zoneToRelease',
  'checklistBehind',
  'patchLacking',
  'waiting',
] as const;
const firstWaiting = 16;

const place = (key: (typeof filterKeys)[number]) => sql.lit(filterKeys.indexOf(key));
const filterOf = sql`case t.kind ${sql.join(
  groundKinds.map((kind) => sql`when ${sql.lit(kind)} then ${place(kind)}`),
  sql` `,
)} else case when t.is_late and t.limit_kind <> 'answer' then ${place('acknowledgeLate')} when t.is_late then ${place('answerLate')}
  when t.unstaffed then ${place('unstaffed')} else ${place('waiting')} end end`;

export interface CellRow {
  code: string;
  letter: 'E' | 'L' | 'W';
  /** Of what is open there the most pressing kind: a community counts once. */
  filter: (typeof filterKeys)[number];
}

/** One row a community that is not as it should be: its worst letter, and the most pressing kind of what is open there. */
export async function readCells(tx: Tx, areaCode: string, now: Date): Promise<CellRow[]> {
  const { rows } = await sql<Omit<CellRow, 'filter'> & { filter: number }>`select left(t.area_code, 12) as code,
      case when bool_or(t.is_late and t.is_escalated) then 'E' when bool_or(t.is_late) then 'L' else 'W' end as letter,
      min(${filterOf} + case when t.is_late then 0 else ${sql.lit(firstWaiting)} end) as filter
    from (${openThings(areaCode, now)}) t where length(t.area_code) >= 12 group by 1 order by 1`.execute(tx);
  return rows.map((row) => ({ ...row, filter: filterKeys[row.filter % firstWaiting] ?? 'waiting' }));
}

export interface GroupRow {
  code: string;
  kind: AttentionKind;
  order_id: string | null;
  is_late: boolean;
  limit_kind: LimitKind | null;
  count: number;
  unstaffed: number;
  codes: string[];
  only_id: string;
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
 * What is wrong together in one subdistrict for one reason and one order; what people wait for before what is behind,
 * longest late first, then the most. Cut to what is shown before the orders are joined: otherwise the planner reads every
 * order there ever was.
 */
export async function readGroups(tx: Tx, areaCode: string, now: Date, limit: number): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`with things as (
      select left(t.area_code, 9) as code, t.kind, t.order_id, t.is_late, t.limit_kind, count(*)::int as count, count(*) filter (where t.unstaffed)::int as unstaffed,
        (array_agg(distinct t.area_code order by t.area_code))[1:200] as codes, min(t.subject_id::text)::uuid as only_id,
        min(t.due_at) as due_at, min(t.since) as since, bool_or(t.is_escalated) as is_escalated
      from (${openThings(areaCode, now)}) t group by 1, 2, 3, 4, 5),
    shown as (
      select t.*, count(*) over ()::int as in_all, row_number() over (order by t.is_late desc, t.kind in ('checklistBehind', 'patchLacking'),
        case when t.is_late then t.due_at end, t.count desc, t.due_at, t.code, t.kind) as place
      from things t order by place limit ${limit})
    select t.*, o.number_text, o.urgency, o.state, o.issuer_code, o.issued_at, o.acknowledge_by, o.answer_by, o.amended_at, o.change_by
    from shown t left join orders o on o.id = t.order_id order by t.place`.execute(tx);
  return rows;
}

export interface ItemKey {
  kind: AttentionKind;
  subject_id: string;
  due_at: Date;
}

/** The open things behind a tile, a group or a badge, nearest limit first: their keys. Each source is cut before they are put together. */
export async function readKeys(
  tx: Tx,
  options: {
    areaCode: string;
    kind: AttentionKind | null;
    orderId: string | null;
    now: Date;
    onlyLate: boolean;
    after: (string | number | null)[] | null;
    limit: number;
  },
): Promise<ItemKey[]> {
  const sources = attentionSources
    .filter(({ kinds }) => options.kind === null || kinds.includes(options.kind))
    .filter(({ kinds }) => options.orderId === null || kinds.includes('receipt'));
  if (sources.length === 0) return [];
  const { rows } = await sql<ItemKey>`select kind, subject_id, due_at from (${sql.join(
    sources.map(
      (source) => sql`(select kind, subject_id, due_at from (${(source.listed ?? source.open)(options.areaCode, options.now)}) t
        where ${options.orderId === null ? sql`true` : sql`t.order_id = ${options.orderId}::uuid`}
          and ${options.kind === null ? sql`true` : sql`t.kind = ${options.kind}`} and ${options.onlyLate ? sql`t.is_late` : sql`true`}
          and ${options.after ? sql`(t.due_at, t.subject_id) > (${options.after[0]}::timestamptz, ${options.after[1]}::uuid)` : sql`true`}
        order by t.due_at, t.subject_id limit ${options.limit})`,
    ),
    sql` union all `,
  )}) k order by due_at, subject_id limit ${options.limit}`.execute(tx);
  return rows;
}

/** Things of several kinds as they are shown, by id. */
export async function readItems(
  tx: Tx,
  keys: readonly { kind: AttentionKind; subject_id: string }[],
  now: Date,
): Promise<Map<string, AttentionItem>> {
  const bySource = Map.groupBy(keys, ({ kind }) => sourceOf(kind));
  const items = await Promise.all(
    [...bySource].map(([source, of]) =>
      source.items(
        tx,
        of.map((key) => key.subject_id),
        now,
      ),
    ),
  );
  return new Map(items.flat().map((item) => [item.subjectId, item]));
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
