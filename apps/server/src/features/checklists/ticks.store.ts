import { tickable } from '@muster/contract/checklists/checklist.rules';
import type { ChecklistItem } from '@muster/contract/checklists/checklists.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { type ChecklistRow, owedBy } from './checklist-row.ts';

export interface LockedDesk {
  areaCode: string;
  ticked: number;
  doneAt: Date | null;
  list: ChecklistRow;
}

/**
 * One desk's part of a list, locked; the list is read behind the lock, because whoever changes it locks every desk first. Not
 * visible is not there; after its incident nothing moves.
 */
export async function lockDesk(tx: Tx, checklistId: string, areaCode: string): Promise<LockedDesk> {
  const desk = await tx
    .selectFrom('checklist_desks')
    .select(['area_code', 'ticked', 'done_at'])
    .where('checklist_id', '=', checklistId)
    .where('area_code', '=', areaCode)
    .where('ended_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!desk) throw notFound();
  const { rows } = await sql<ChecklistRow & { incident_state: string }>`select c.*, i.state as incident_state
    from checklists c join incidents i on i.id = c.incident_id where c.id = ${checklistId}::uuid`.execute(tx);
  const [list] = rows;
  if (!list) throw notFound();
  if (list.incident_state !== 'active') throw new Problem('incident.ended');
  return { areaCode: desk.area_code, ticked: desk.ticked, doneAt: desk.done_at, list };
}

/** The items as they stood in a revision; null when there was no such revision. */
export async function itemsAt(tx: Tx, list: ChecklistRow, revision: number): Promise<ChecklistItem[] | null> {
  if (revision === list.revision) return list.items;
  const row = await tx
    .selectFrom('checklist_revisions')
    .select('items')
    .where('checklist_id', '=', list.id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return (row?.items as ChecklistItem[] | undefined) ?? null;
}

export async function tickNow(tx: Tx, desk: LockedDesk, itemId: string): Promise<{ by_name: string; ticked_at: Date } | null> {
  const row = await tx
    .selectFrom('checklist_ticks')
    .select(['by_name', 'ticked_at'])
    .where('checklist_id', '=', desk.list.id)
    .where('area_code', '=', desk.areaCode)
    .where('item_id', '=', itemId)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export interface Tick {
  id: string;
  itemId: string;
  revision: number;
  text: string;
  note: string | null;
  at: Date;
  receivedAt: Date;
  byId: string;
  byName: string;
}

/** Answers how many items of now the desk has ticked with it. */
export async function insertTick(tx: Tx, desk: LockedDesk, tick: Tick): Promise<number> {
  await tx
    .insertInto('checklist_ticks')
    .values({
      id: tick.id,
      checklist_id: desk.list.id,
      area_code: desk.areaCode,
      item_id: tick.itemId,
      revision: tick.revision,
      text: tick.text,
      note: tick.note,
      ticked_at: tick.at,
      received_at: tick.receivedAt,
      by_id: tick.byId,
      by_name: tick.byName,
    })
    .execute();
  return count(tx, desk, tick.itemId, 1, tick.at);
}

export interface LockedTick {
  id: string;
  checklistId: string;
  areaCode: string;
  itemId: string;
  text: string;
}

/** A tick that stands; whoever takes it back a second time meets that it does not any more. */
export async function findTick(tx: Tx, id: string): Promise<LockedTick> {
  const row = await tx
    .selectFrom('checklist_ticks')
    .select(['id', 'checklist_id', 'area_code', 'item_id', 'text'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { id: row.id, checklistId: row.checklist_id, areaCode: row.area_code, itemId: row.item_id, text: row.text };
}

export async function takeBack(
  tx: Tx,
  desk: LockedDesk,
  tick: LockedTick,
  back: { at: Date; byName: string; reason: string },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('checklist_ticks')
    .set({ taken_back_at: back.at, taken_back_by_name: back.byName, reason: back.reason })
    .where('id', '=', tick.id)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Problem('state.moved-on');
  return count(tx, desk, tick.itemId, -1, back.at);
}

/** The desk's sum and the counters of its subdistrict; an item that is not in the list any more counts for nothing. */
async function count(tx: Tx, desk: LockedDesk, itemId: string, by: 1 | -1, at: Date): Promise<number> {
  const { list, areaCode } = desk;
  const items = tickable(list.items);
  const counts = items.some(({ id }) => id === itemId);
  const ticked = counts ? desk.ticked + by : desk.ticked;
  const isDone = ticked === items.length;
  const wasDone = desk.doneAt !== null;
  const dueAt = isDone || list.state === 'closed' ? null : owedBy(list);
  await sql`update checklist_desks set ticked = ${ticked}, done_at = ${isDone ? (desk.doneAt ?? at) : null}::timestamptz, due_at = ${dueAt}::timestamptz,
      escalated_at = case when ${isDone}::boolean then null else escalated_at end
    where checklist_id = ${list.id}::uuid and area_code = ${areaCode}`.execute(tx);
  const changes: [string, number][] = [[itemId, by]];
  if (isDone !== wasDone) changes.unshift(['done', isDone ? 1 : -1]);
  // In the order of `what`, as everybody: two desks of a subdistrict do not wait for each other crosswise.
  changes.sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`insert into checklist_counts (checklist_id, what, area_code, n)
    select ${list.id}::uuid, t.what, ${areaCode.slice(0, 9)}, t.n from unnest(${changes.map(([what]) => what)}::text[], ${changes.map(([, n]) => n)}::int[]) as t(what, n)
    on conflict (checklist_id, what, area_code) do update set n = checklist_counts.n + excluded.n`.execute(tx);
  return ticked;
}
