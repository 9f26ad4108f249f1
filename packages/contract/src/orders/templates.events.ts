import { z } from 'zod';
import { eventKind } from '../event.ts';
import { instant, uuid } from '../schemas.ts';
import { pauseReasons } from './recurrence.ts';

const template = { templateId: uuid, title: z.string() };
const schedule = { scheduleId: uuid, templateId: uuid, title: z.string() };

export const templateSaved = eventKind('template.saved', 1, z.object(template));
export const templateChanged = eventKind('template.changed', 1, z.object(template));
export const templateRetired = eventKind('template.retired', 1, z.object({ ...template, retired: z.boolean() }));
export const scheduleCreated = eventKind('schedule.created', 1, z.object({ ...schedule, nextAt: instant }));
/** `byTimer`: the clock paused it, because what it needs is no longer there. */
export const schedulePaused = eventKind(
  'schedule.paused',
  1,
  z.object({ ...schedule, reason: z.enum(pauseReasons), byTimer: z.boolean(), problem: z.string().nullable() }),
);
export const scheduleResumed = eventKind('schedule.resumed', 1, z.object({ ...schedule, nextAt: instant }));
export const scheduleEnded = eventKind('schedule.ended', 1, z.object({ ...schedule, byTimer: z.boolean() }));

export const templateEvents = [
  templateSaved,
  templateChanged,
  templateRetired,
  scheduleCreated,
  schedulePaused,
  scheduleResumed,
  scheduleEnded,
] as const;
