import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { currentIncidentId } from '../incidents/index.ts';
import type { ChecklistRow } from './checklist-row.ts';

/** Running lists whose last moment has passed, locked. */
export async function endedLists(tx: Tx, now: Date): Promise<ChecklistRow[]> {
  const { rows } =
    await sql<ChecklistRow>`select * from checklists where state = 'running' and ends_at <= ${now} order by id for no key update`.execute(
      tx,
    );
  return rows;
}

/** Desks that owe since before `since` are the matter of those above: marked once, counted by list and the area above. */
export async function escalateDesks(
  tx: Tx,
  since: Date,
  now: Date,
): Promise<{ checklist_id: string; title: string; incident_id: string; above: string; desks: number }[]> {
  const { rows } = await sql<{ checklist_id: string; title: string; incident_id: string; above: string; desks: number }>`with late as (
      select d.checklist_id, d.area_code from checklist_desks d join checklists c on c.id = d.checklist_id
      where d.due_at <= ${since} and d.escalated_at is null and c.incident_id = ${currentIncidentId} order by d.checklist_id, d.area_code for no key update of d),
    marked as (
      update checklist_desks d set escalated_at = ${now}::timestamptz from late l
      where d.checklist_id = l.checklist_id and d.area_code = l.area_code returning d.checklist_id, d.area_code)
    select m.checklist_id, c.title, c.incident_id, a.parent_code as above, count(*)::int as desks
    from marked m join checklists c on c.id = m.checklist_id join areas a on a.code = m.area_code group by 1, 2, 3, 4 order by 1, 4`.execute(
    tx,
  );
  return rows;
}
