import type { PauseReason, Recurrence, ScheduleState } from '@muster/contract/orders/recurrence';
import { slotsAfter } from '@muster/contract/orders/slots';
import { schedulePaused } from '@muster/contract/orders/templates.events';
import { sql } from 'kysely';
import { event, type NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface ScheduleRow {
  id: string;
  area_code: string;
  template_id: string;
  title: string;
  assignment_id: string;
  person_name: string;
  incident_id: string;
  recurrence: Recurrence;
  state: ScheduleState;
  pause_reason: PauseReason | null;
  next_at: Date | null;
  created_at: Date;
  version: number;
}

/** A schedule as it is now, its row locked: of two servers whose clocks strike at once the second finds the next slot moved. */
export async function lockSchedule(tx: Tx, scheduleId: string): Promise<ScheduleRow> {
  const { rows } =
    await sql<ScheduleRow>`select s.*, coalesce((select t.title from order_templates t where t.id = s.template_id), '') as title
    from order_schedules s where s.id = ${scheduleId} for update of s`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export function requireVersion(schedule: ScheduleRow, version: number): void {
  if (schedule.version !== version) throw new Problem('version.stale', { version: schedule.version });
}

/** The next slot, or a refusal where there is none: a schedule that never issues is a mistake. */
export function firstSlot(recurrence: Recurrence, now: Date): Date {
  const [next] = slotsAfter(recurrence, now, 1);
  if (!next) throw new Problem('schedule.never', {}, [{ pointer: '/recurrence', code: 'schedule.never', detail: 'no day fits' }]);
  return next;
}

/** Stops what runs, by the clock, and says why. */
export async function pauseByTimer(tx: Tx, schedule: ScheduleRow, reason: PauseReason, problem: string | null = null): Promise<NewEvent> {
  await tx
    .updateTable('order_schedules')
    .set({ state: 'paused', pause_reason: reason, next_at: null, version: schedule.version + 1 })
    .where('id', '=', schedule.id)
    .execute();
  return event(
    schedulePaused,
    { areaCode: schedule.area_code, incidentId: schedule.incident_id },
    { scheduleId: schedule.id, templateId: schedule.template_id, title: schedule.title, reason, byTimer: true, problem },
  );
}

/** Those that run and to which something has happened: their incident ended, the assignment ended, the template was retired. */
export async function lockRunning(tx: Tx, by: { incidentId?: string; assignmentId?: string; templateId?: string }): Promise<ScheduleRow[]> {
  const { rows } =
    await sql<ScheduleRow>`select s.*, coalesce((select t.title from order_templates t where t.id = s.template_id), '') as title from order_schedules s
    where s.state = 'running' and (s.incident_id = ${by.incidentId ?? null}::uuid or s.assignment_id = ${by.assignmentId ?? null}::uuid or s.template_id = ${by.templateId ?? null}::uuid)
    order by s.id for update of s`.execute(tx);
  return rows;
}
