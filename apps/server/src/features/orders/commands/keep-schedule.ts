import type { Audience } from '@muster/contract/orders/audience';
import { narrowAudience } from '@muster/contract/orders/narrow-audience';
import { scheduleCreated, scheduleEnded, schedulePaused, scheduleResumed } from '@muster/contract/orders/templates.events';
import * as operations from '@muster/contract/orders/templates.operations';
import { command, event } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { areaTree } from '../../areas/index.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { resolveAudience } from '../audience.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { firstSlot, lockSchedule, requireVersion, type ScheduleRow } from '../schedules.store.ts';
import { readTemplate } from '../templates.store.ts';

/**
 * A template that issues itself. In the name and with the rights of who makes it, within the incident of now: when one of
 * these ends, it pauses. What it would reach is resolved once here, so that a schedule that cannot work is refused at once.
 */
export const createSchedule = command(operations.createSchedule, {
  action: 'schedule:keep',
  async run({ tx, principal, input, now }) {
    const areaCode = principal.areaCode ?? '';
    const permit = authorize(orderPolicy, principal, 'schedule:keep', { areaCode });
    const incident = await requireActiveIncident(tx);
    const template = await readTemplate(tx, input.templateId);
    if (template.retired_at) throw new Problem('template.retired');
    await mustReach(tx, narrowAudience(template.audience, areaCode), areaCode, now);
    const nextAt = firstSlot(input.recurrence, now);
    await tx
      .insertInto('order_schedules')
      .values({
        id: input.scheduleId,
        area_code: areaCode,
        template_id: template.id,
        assignment_id: principal.assignmentId as string,
        person_name: principal.personName,
        incident_id: incident.id,
        recurrence: JSON.stringify(input.recurrence),
        state: 'running',
        next_at: nextAt,
        created_at: now,
      })
      .execute();
    return {
      permit,
      result: { scheduleId: input.scheduleId, nextAt: nextAt.toISOString(), version: 1 },
      events: [
        event(
          scheduleCreated,
          { areaCode, incidentId: incident.id },
          { scheduleId: input.scheduleId, templateId: template.id, title: template.title, nextAt: nextAt.toISOString() },
        ),
      ],
    };
  },
});

/** Refuses what can reach nobody. Where it depends on what is so, that nobody meets it today says nothing of tomorrow. */
async function mustReach(tx: Tx, audience: Audience, areaCode: string, now: Date): Promise<void> {
  try {
    await resolveAudience(tx, audience, areaCode, await areaTree(tx, areaCode, now), now);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'order.nobody-meets')) throw error;
  }
}

export const pauseSchedule = command(operations.pauseSchedule, {
  action: 'schedule:keep',
  async run({ tx, principal, input }) {
    const schedule = await lockSchedule(tx, input.scheduleId);
    const permit = authorize(orderPolicy, principal, 'schedule:keep', { areaCode: schedule.area_code });
    if (schedule.state !== 'running') throw new Problem('state.moved-on', { state: schedule.state, by: null, at: null });
    requireVersion(schedule, input.version);
    return {
      permit,
      result: { scheduleId: schedule.id, nextAt: null, version: schedule.version + 1 },
      writes: [
        tx
          .updateTable('order_schedules')
          .set({ state: 'paused', pause_reason: 'byHand', next_at: null, version: schedule.version + 1 })
          .where('id', '=', schedule.id)
          .execute(),
      ],
      events: [event(schedulePaused, place(schedule), { ...named(schedule), reason: 'byHand', byTimer: false, problem: null })],
    };
  },
});

/** Goes on from the next slot: what passed while it was paused is not issued. Whoever resumes it answers for it from now on. */
export const resumeSchedule = command(operations.resumeSchedule, {
  action: 'schedule:keep',
  async run({ tx, principal, input, now }) {
    const schedule = await lockSchedule(tx, input.scheduleId);
    const permit = authorize(orderPolicy, principal, 'schedule:keep', { areaCode: schedule.area_code });
    if (schedule.state !== 'paused') throw new Problem('state.moved-on', { state: schedule.state, by: null, at: null });
    requireVersion(schedule, input.version);
    const incident = await requireActiveIncident(tx);
    if ((await readTemplate(tx, schedule.template_id)).retired_at) throw new Problem('template.retired');
    const nextAt = firstSlot(schedule.recurrence, now);
    const change = {
      state: 'running',
      pause_reason: null,
      next_at: nextAt,
      incident_id: incident.id,
      assignment_id: principal.assignmentId as string,
      person_name: principal.personName,
      version: schedule.version + 1,
    };
    return {
      permit,
      result: { scheduleId: schedule.id, nextAt: nextAt.toISOString(), version: change.version },
      writes: [tx.updateTable('order_schedules').set(change).where('id', '=', schedule.id).execute()],
      events: [
        event(
          scheduleResumed,
          { areaCode: schedule.area_code, incidentId: incident.id },
          { ...named(schedule), nextAt: nextAt.toISOString() },
        ),
      ],
    };
  },
});

export const endSchedule = command(operations.endSchedule, {
  action: 'schedule:keep',
  async run({ tx, principal, input }) {
    const schedule = await lockSchedule(tx, input.scheduleId);
    const permit = authorize(orderPolicy, principal, 'schedule:keep', { areaCode: schedule.area_code });
    if (schedule.state === 'ended') throw new Problem('state.moved-on', { state: schedule.state, by: null, at: null });
    requireVersion(schedule, input.version);
    return {
      permit,
      result: { scheduleId: schedule.id, nextAt: null, version: schedule.version + 1 },
      writes: [
        tx
          .updateTable('order_schedules')
          .set({ state: 'ended', pause_reason: null, next_at: null, version: schedule.version + 1 })
          .where('id', '=', schedule.id)
          .execute(),
      ],
      events: [event(scheduleEnded, place(schedule), { ...named(schedule), byTimer: false })],
    };
  },
});

function place(schedule: ScheduleRow) {
  return { areaCode: schedule.area_code, incidentId: schedule.incident_id };
}

function named(schedule: ScheduleRow) {
  return { scheduleId: schedule.id, templateId: schedule.template_id, title: schedule.title };
}
