import { acknowledgeBy, answerWithin } from '@muster/contract/orders/limits';
import { narrowAudience } from '@muster/contract/orders/narrow-audience';
import { dueSlot, fillDates, slotsAfter } from '@muster/contract/orders/slots';
import { scheduleEnded } from '@muster/contract/orders/templates.events';
import { sql } from 'kysely';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/policy.ts';
import type { Principal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import { activeIncident } from '../../incidents/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { lockSchedule, pauseByTimer, type ScheduleRow } from '../schedules.store.ts';
import { readTemplate } from '../templates.store.ts';
import { issueOrder } from './issue-order.ts';

export interface DueSchedule {
  scheduleId: string;
  principal: Principal;
}

const dueMost = 200;

/**
 * What is due, each with whoever it issues for. One whose incident or assignment has ended meanwhile is paused instead, and
 * says so: nobody's name is used after he has left.
 */
export const takeDueSchedules = internalCommand('takeDueSchedules', {
  action: 'schedule:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(orderPolicy, principal, 'schedule:timer', null);
    const { rows } =
      await sql<ScheduleRow>`select s.*, t.title from order_schedules s join order_templates t on t.id = s.template_id where s.next_at <= ${now} order by s.next_at, s.id limit ${dueMost}
      for update of s skip locked`.execute(tx);
    const incident = rows.length > 0 ? await activeIncident(tx) : null;
    const due: DueSchedule[] = [];
    const paused: NewEvent[] = [];
    for (const schedule of rows) {
      const who = incident?.id === schedule.incident_id ? await holderOf(tx, schedule.assignment_id, now) : null;
      if (who) due.push({ scheduleId: schedule.id, principal: who });
      else paused.push(await pauseByTimer(tx, schedule, incident?.id === schedule.incident_id ? 'assignmentEnded' : 'noIncident'));
    }
    const [first, ...rest] = paused;
    return { permit, result: due, events: first ? ([first, ...rest] as [NewEvent, ...NewEvent[]]) : noEvent('nothing had to be paused') };
  },
});

/** Who holds an assignment now, as he would act in it; null when it has run out. The journal says that the clock did it. */
async function holderOf(tx: Tx, assignmentId: string, now: Date): Promise<Principal | null> {
  const row = await tx
    .selectFrom('assignments')
    .select(['person_id', 'person_name', 'role', 'area_code', 'unit_id'])
    .where('id', '=', assignmentId)
    .where('from_at', '<=', now)
    .where((where) => where.or([where('to_at', 'is', null), where('to_at', '>', now)]))
    .executeTakeFirst();
  if (!row) return null;
  return {
    kind: 'person',
    personId: row.person_id,
    personName: `${row.person_name}（定时）`,
    assignmentId,
    role: row.role as Principal['role'],
    areaCode: row.area_code,
    unitId: row.unit_id,
    sessionId: null,
    accountId: null,
    address: null,
  };
}

/**
 * One slot of one schedule, in the transaction of its order: either both are there or neither. Whoever comes second, on another
 * server or after a crash, finds the next slot moved; the key of the run is the second judge (`order_schedule_runs_slot_once`).
 */
export const fireSchedule = internalCommand('fireSchedule', {
  action: 'order:issue',
  async run(facts: Facts<{ scheduleId: string }>) {
    const { tx, principal, input, now, settings } = facts;
    const permit = authorize(orderPolicy, principal, 'order:issue', null);
    const schedule = await lockSchedule(tx, input.scheduleId);
    const due = schedule.state === 'running' && schedule.next_at ? dueSlot(schedule.recurrence, schedule.next_at, now) : null;
    if (!due) return { permit, result: { orderId: null as string | null }, events: noEvent('another server was first') };
    const template = await readTemplate(tx, schedule.template_id);
    if (template.retired_at) {
      const told = await pauseByTimer(tx, schedule, 'templateRetired');
      return { permit, result: { orderId: null as string | null }, events: [told] as [NewEvent] };
    }
    const orderId = newId(now.getTime());
    const windows = template.answer_minutes === null ? answerWithin[template.urgency] : template.answer_minutes * 60_000;
    const least = acknowledgeBy(template.urgency, now, settings.acknowledgeWithin).getTime();
    const issued = await issuedOrNobody({
      ...facts,
      input: {
        commandId: orderId,
        orderId,
        urgency: template.urgency,
        title: fillDates(template.title, now),
        body: fillDates(template.body, now),
        audience: narrowAudience(template.audience, schedule.area_code),
        questions: template.questions,
        ...(template.questions.length > 0 ? { answerBy: new Date(Math.max(least, now.getTime() + windows)).toISOString() } : {}),
      } as never,
    });
    const [next] = slotsAfter(schedule.recurrence, now, 1);
    const after = next ? { next_at: next } : { next_at: null, state: 'ended' };
    const moved = () =>
      tx
        .updateTable('order_schedules')
        .set({ ...after, version: schedule.version + 1 })
        .where('id', '=', schedule.id)
        .execute();
    if (!issued)
      return { permit, result: { orderId: null as string | null }, writes: [moved()], events: noEvent('nobody meets its condition now') };
    const run = {
      schedule_id: schedule.id,
      slot_at: due.slotAt,
      area_code: schedule.area_code,
      order_id: orderId,
      issued_at: now,
      missed: due.missed,
    };
    const ended = next
      ? []
      : [
          event(
            scheduleEnded,
            { areaCode: schedule.area_code, incidentId: schedule.incident_id },
            { scheduleId: schedule.id, templateId: template.id, title: template.title, byTimer: true },
          ),
        ];
    return {
      permit,
      result: { orderId: orderId as string | null },
      writes: [...(issued.writes ?? []), tx.insertInto('order_schedule_runs').values(run).execute(), moved()],
      events: [...issued.events, ...ended] as unknown as [NewEvent, ...NewEvent[]],
    };
  },
});

/**
 * Issues; null where it depends on what is so and nobody meets it in this slot (no community with a locked-down zone tonight):
 * that is good news and no reason to stop. Whom it reaches is found before anything is written.
 */
async function issuedOrNobody(facts: Parameters<typeof issueOrder.run>[0]) {
  try {
    return await issueOrder.run(facts);
  } catch (error) {
    if (error instanceof Problem && error.code === 'order.nobody-meets') return null;
    throw error;
  }
}

/** What a schedule would send was refused: it waits for somebody to put it right, instead of failing every day unseen. */
export const pauseRefused = internalCommand('pauseRefused', {
  action: 'schedule:timer',
  async run({ tx, principal, input }: Facts<{ scheduleId: string; problem: string }>) {
    const permit = authorize(orderPolicy, principal, 'schedule:timer', null);
    const schedule = await lockSchedule(tx, input.scheduleId);
    if (schedule.state !== 'running') return { permit, result: { paused: false }, events: noEvent('it does not run any more') };
    const told = await pauseByTimer(tx, schedule, 'refused', input.problem);
    return { permit, result: { paused: true }, events: [told] as [NewEvent] };
  },
});
