import { z } from 'zod';
import { day } from '../schemas.ts';

export const recurrenceSchema = z
  .object({
    /** Times of day in the city, `HH:MM`. */
    times: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-of-day'))
      .min(1)
      .max(12),
    days: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('daily') }),
      /** 1 Monday … 7 Sunday. */
      z.object({ kind: z.literal('weekdays'), weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7) }),
      z.object({ kind: z.literal('everyDays'), every: z.number().int().min(2).max(30), from: day }),
    ]),
    /** Public holidays are left out (holidays.ts). */
    skipHolidays: z.boolean().default(false),
    /** Further days that are left out. */
    skipDays: z.array(day).max(60).default([]),
    /** Last day; without one until somebody ends it or the incident ends. */
    until: day.optional(),
  })
  .meta({ id: 'Recurrence' });
export type Recurrence = z.infer<typeof recurrenceSchema>;

export const scheduleStates = ['running', 'paused', 'ended'] as const;
export type ScheduleState = (typeof scheduleStates)[number];

/** Why a schedule does not run: somebody paused it; the incident ended; the assignment in whose name it issued ended; the template was retired; the order was refused. */
export const pauseReasons = ['byHand', 'noIncident', 'assignmentEnded', 'templateRetired', 'refused'] as const;
export type PauseReason = (typeof pauseReasons)[number];
