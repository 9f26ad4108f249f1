import { type AreaLevel, ancestorCodes, codeLength, isWithin, rangeEnd } from '@muster/contract/areas/area-code';
import { tickable } from '@muster/contract/checklists/checklist.rules';
import type { ChecklistItem, ChecklistLevel } from '@muster/contract/checklists/checklists.operations';
import { cityDay } from '@muster/contract/city-time';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { type ChecklistRow, owedBy } from './checklist-row.ts';

export async function lockChecklist(tx: Tx, id: string, version?: number): Promise<ChecklistRow> {
  const row = await tx
    .selectFrom('checklists')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .$castTo<ChecklistRow>()
    .executeTakeFirst();
  if (!row) throw notFound();
  if (version !== undefined && row.version !== version) throw new Problem('version.stale', { version: row.version });
  return row;
}

/** Areas that a list names: of the issuer's own territory, still there, and with desks of that level. */
export async function requireAudience(
  tx: Tx,
  issuerCode: string,
  { level, areaCodes }: { level: ChecklistLevel; areaCodes: readonly string[] },
  now: Date,
): Promise<void> {
  const faults = (codes: readonly string[], code: string) =>
    codes.map((one) => ({ pointer: `/areaCodes/${areaCodes.indexOf(one)}`, code, detail: one }));
  const outside = areaCodes.filter((code) => !isWithin(code, issuerCode) || code.length > codeLength(level));
  if (outside.length > 0)
    throw new Problem('checklist.audience-outside', { code: outside[0] ?? null }, faults(outside, 'checklist.audience-outside'));
  const { rows } = await sql<{ code: string }>`select code from areas where code = any(${areaCodes}::text[])
    and (valid_to is null or valid_to > ${cityDay(now)}::date)`.execute(tx);
  const known = new Set(rows.map(({ code }) => code));
  const unknown = areaCodes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw new Problem('area.unknown', { code: unknown[0] ?? null }, faults(unknown, 'area.unknown'));
}

interface Draft {
  id: string;
  issuerCode: string;
  frame: string | null;
  title: string;
  note: string | null;
  items: readonly ChecklistItem[];
  level: ChecklistLevel;
  areaCodes: readonly string[];
  startsAt: Date;
  endsAt: Date | null;
  dueAt: Date | null;
  byName: string;
  now: Date;
}

const draftColumns = (draft: Draft) => ({
  frame: draft.frame,
  title: draft.title,
  note: draft.note,
  items: JSON.stringify(draft.items),
  named: tickable(draft.items).length,
  level: draft.level,
  area_codes: [...new Set(draft.areaCodes)].sort(),
  starts_at: draft.startsAt,
  ends_at: draft.endsAt,
  due_at: draft.dueAt,
});

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .insertInto('checklists')
    .values({
      id: draft.id,
      issuer_code: draft.issuerCode,
      created_at: draft.now,
      created_by_name: draft.byName,
      ...draftColumns(draft),
    })
    .execute();
}

export async function updateDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .updateTable('checklists')
    .set((e) => ({ ...draftColumns(draft), version: e('version', '+', 1) }))
    .where('id', '=', draft.id)
    .execute();
}

/** The desks that a list reaches now. */
export async function desksOf(tx: Tx, level: AreaLevel, areaCodes: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select distinct a.code from areas a
    join unnest(${areaCodes}::text[], ${areaCodes.map(rangeEnd)}::text[]) as t(lo, hi) on a.code >= t.lo and a.code < t.hi
    where a.level = ${level} and (a.valid_to is null or a.valid_to > ${cityDay(now)}::date) order by a.code`.execute(tx);
  return rows.map(({ code }) => code);
}

export async function sendDraft(
  tx: Tx,
  list: ChecklistRow,
  sent: { incidentId: string; desks: readonly string[]; byName: string; now: Date },
): Promise<void> {
  const startsAt = list.starts_at < sent.now ? sent.now : list.starts_at;
  // The codes named are the cover already; above them, up to the issuer, they see it because it was sent below them.
  const up = [...new Set(list.area_codes.flatMap(ancestorCodes))].sort();
  await tx
    .updateTable('checklists')
    .set((e) => ({
      state: 'running',
      incident_id: sent.incidentId,
      starts_at: startsAt,
      sent_at: sent.now,
      sent_by_name: sent.byName,
      reach_down: list.area_codes,
      reach_up: up,
      version: e('version', '+', 1),
    }))
    .where('id', '=', list.id)
    .execute();
  await sql`insert into checklist_desks (id, checklist_id, area_code, due_at)
    select t.id, ${list.id}::uuid, t.code, ${owedBy(list)}::timestamptz from unnest(${sent.desks.map(() => newId())}::uuid[], ${sent.desks}::text[]) as t(id, code)
    returning id`.execute(tx);
  await keepRevision(tx, { ...list, reach_down: list.area_codes, reach_up: up }, { byName: sent.byName, reason: null, now: sent.now });
  await recount(tx, [list.id]);
}

/** What a revision said, in full. */
export async function keepRevision(
  tx: Tx,
  list: Pick<
    ChecklistRow,
    'id' | 'revision' | 'issuer_code' | 'title' | 'note' | 'items' | 'ends_at' | 'due_at' | 'reach_down' | 'reach_up'
  >,
  made: { byName: string; reason: string | null; now: Date },
): Promise<void> {
  await tx
    .insertInto('checklist_revisions')
    .values({
      checklist_id: list.id,
      revision: list.revision,
      issuer_code: list.issuer_code,
      title: list.title,
      note: list.note,
      items: JSON.stringify(list.items),
      ends_at: list.ends_at,
      due_at: list.due_at,
      made_at: made.now,
      by_name: made.byName,
      reason: made.reason,
      reach_down: list.reach_down,
      reach_up: list.reach_up,
    })
    .execute();
}

/** A list that went out says something else from now on; every desk is counted anew against it, under its lock. */
export async function changeRunning(
  tx: Tx,
  list: ChecklistRow,
  change: Pick<ChecklistRow, 'title' | 'note' | 'items' | 'ends_at' | 'due_at'>,
  made: { byName: string; reason: string; now: Date },
): Promise<void> {
  await sql`select 1 from checklist_desks where checklist_id = ${list.id}::uuid order by area_code for no key update`.execute(tx);
  const ids = tickable(change.items).map(({ id }) => id);
  await tx
    .updateTable('checklists')
    .set((e) => ({
      ...change,
      items: JSON.stringify(change.items),
      named: ids.length,
      revision: e('revision', '+', 1),
      version: e('version', '+', 1),
    }))
    .where('id', '=', list.id)
    .execute();
  await keepRevision(tx, { ...list, ...change, revision: list.revision + 1 }, made);
  await sql`with had as materialized (
      select d.area_code, count(t.id)::int as n, max(t.ticked_at) as last from checklist_desks d
      left join checklist_ticks t on t.checklist_id = d.checklist_id and t.area_code = d.area_code and t.taken_back_at is null and t.item_id = any(${ids}::uuid[])
      where d.checklist_id = ${list.id}::uuid and d.ended_at is null group by d.area_code)
    update checklist_desks d set ticked = h.n,
      done_at = case when h.n = ${ids.length}::int then coalesce(d.done_at, h.last) end,
      due_at = case when h.n < ${ids.length}::int then ${owedBy(change)}::timestamptz end,
      escalated_at = case when h.n < ${ids.length}::int and d.due_at = ${owedBy(change)}::timestamptz then d.escalated_at end
    from had h where d.checklist_id = ${list.id}::uuid and d.area_code = h.area_code`.execute(tx);
  await recount(tx, [list.id]);
}

/** It is over: nobody owes anything any more. Answers how many desks had something open. */
export async function endList(tx: Tx, id: string, { now, note }: { now: Date; note: string | null }): Promise<number> {
  await tx
    .updateTable('checklists')
    .set((e) => ({ state: 'closed', closed_at: now, close_note: note, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await sql`update checklist_desks set due_at = null where checklist_id = ${id}::uuid and due_at is not null`.execute(tx);
  const { rows } = await sql<{
    n: number;
  }>`select coalesce(sum(case what when 'desks' then n else -n end), 0)::int as n from checklist_counts
    where checklist_id = ${id}::uuid and what in ('desks', 'done')`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The counters of lists from their records: when they go out, when they change, when the territory does. */
export async function recount(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update checklist_counts set n = 0 where checklist_id = any(${ids}::uuid[]) and n <> 0`.execute(tx);
  await sql`with desks as materialized (
      select checklist_id, left(area_code, 9) as code, area_code, done_at from checklist_desks where checklist_id = any(${ids}::uuid[]) and ended_at is null),
    counted as materialized (
      select checklist_id, 'desks' as what, code, count(*)::int as n from desks group by 1, 3
      union all select checklist_id, 'done', code, count(*)::int from desks where done_at is not null group by 1, 3
      union all select d.checklist_id, t.item_id::text, d.code, count(*)::int from desks d
        join checklist_ticks t on t.checklist_id = d.checklist_id and t.area_code = d.area_code and t.taken_back_at is null group by 1, 2, 3)
    insert into checklist_counts (checklist_id, what, area_code, n) select checklist_id, what, code, n from counted order by 1, 2, 3
    on conflict (checklist_id, what, area_code) do update set n = excluded.n`.execute(tx);
}
