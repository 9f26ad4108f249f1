import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { questionSchema } from './answers.ts';
import { audienceSchema } from './audience.ts';
import { knownFactSchema } from './known-fact.ts';
import { urgencies } from './limits.ts';
import { questionsSchema, writtenBody, writtenTitle } from './orders.operations.ts';
import { pauseReasons, recurrenceSchema, scheduleStates } from './recurrence.ts';

const feature = 'orders';

const written = z.object({
  urgency: z.enum(urgencies),
  title: writtenTitle,
  body: writtenBody,
  audience: audienceSchema,
  questions: questionsSchema.default([]),
  /** Minutes from sending to the limit to answer; without them, as the urgency proposes. */
  answerMinutes: z.number().int().min(1).max(43_200).optional(),
});

export const templateSchema = z
  .object({
    id: uuid,
    areaCode,
    /** 市指挥部, 新华区指挥部 */
    deskName: z.string(),
    urgency: z.enum(urgencies),
    title: z.string(),
    body: z.string(),
    /** Narrowed to the territory of who reads it. */
    audience: audienceSchema,
    /** Names of the areas and units that the audience mentions, by code and id. */
    names: z.record(z.string(), z.string()),
    questions: z.array(questionSchema),
    answerMinutes: z.number().int().nullable(),
    changedByName: z.string(),
    changedAt: instant,
    retiredAt: instant.nullable(),
    version: z.number().int(),
    may: z.object({ change: z.boolean() }),
  })
  .meta({ id: 'Template' });
export type Template = z.infer<typeof templateSchema>;

export const listTemplates = view({
  name: 'listTemplates',
  feature,
  path: '/order-templates',
  summary: 'Templates of this desk and of those above it, own first',
  input: z.object({ retired: z.enum(['true', 'false']).default('false'), q: z.string().trim().max(60).optional() }),
  result: z.object({ items: z.array(templateSchema) }),
});

const templateResult = z.object({ templateId: uuid, version: z.number().int() });

export const saveTemplate = command({
  name: 'saveTemplate',
  feature,
  path: '/order-templates',
  summary: 'Keep an order as a template of this desk',
  input: commandInput.extend({ templateId: uuid, ...written.shape }),
  result: templateResult,
  problems: ['order.audience-empty'],
});

export const changeTemplate = command({
  name: 'changeTemplate',
  feature,
  path: '/order-templates/:templateId/change',
  summary: 'Change a template; orders that were made from it stay as they are',
  input: commandInput.extend({ templateId: uuid, version: z.number().int(), ...written.shape }),
  result: templateResult,
  problems: ['order.audience-empty'],
});

export const retireTemplate = command({
  name: 'retireTemplate',
  feature,
  path: '/order-templates/:templateId/retire',
  summary: 'Offer a template no more, or again; its schedules pause',
  input: commandInput.extend({ templateId: uuid, version: z.number().int(), retired: z.boolean().default(true) }),
  result: templateResult,
});

export const scheduleSchema = z
  .object({
    id: uuid,
    areaCode,
    templateId: uuid,
    title: z.string(),
    recurrence: recurrenceSchema,
    state: z.enum(scheduleStates),
    pauseReason: z.enum(pauseReasons).nullable(),
    /** In whose name it issues. */
    personName: z.string(),
    isDrill: z.boolean(),
    nextAt: instant.nullable(),
    /** The next five; of a paused one those that it would issue if it were resumed now. */
    upcoming: z.array(instant),
    lastRun: z.object({ slotAt: instant, issuedAt: instant, missed: z.number().int(), orderId: uuid, numberText: z.string() }).nullable(),
    runs: z.number().int(),
    version: z.number().int(),
    may: z.object({ pause: z.boolean(), resume: z.boolean(), end: z.boolean() }),
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof scheduleSchema>;

export const listSchedules = view({
  name: 'listSchedules',
  feature,
  path: '/order-schedules',
  summary: 'Recurring orders of this desk, newest first',
  input: pageInput.extend({ ended: z.enum(['true', 'false']).default('false') }),
  result: pageOf(scheduleSchema),
});

const scheduleResult = z.object({ scheduleId: uuid, nextAt: instant.nullable(), version: z.number().int() });
const scheduleInput = commandInput.extend({ scheduleId: uuid, version: z.number().int() });

export const createSchedule = command({
  name: 'createSchedule',
  feature,
  path: '/order-schedules',
  summary: 'Issue a template again and again, in one’s own name',
  input: commandInput.extend({ scheduleId: uuid, templateId: uuid, recurrence: recurrenceSchema }),
  result: scheduleResult,
  problems: [
    'incident.none-active',
    'schedule.never',
    'order.audience-empty',
    'order.audience-outside-scope',
    'template.retired',
    'area.unknown',
  ],
});

export const pauseSchedule = command({
  name: 'pauseSchedule',
  feature,
  path: '/order-schedules/:scheduleId/pause',
  summary: 'Pause a recurring order',
  input: scheduleInput,
  result: scheduleResult,
});

export const resumeSchedule = command({
  name: 'resumeSchedule',
  feature,
  path: '/order-schedules/:scheduleId/resume',
  summary: 'Go on with a recurring order from its next slot, in the name of who resumes it',
  input: scheduleInput,
  result: scheduleResult,
  problems: ['incident.none-active', 'schedule.never', 'template.retired'],
});

export const endSchedule = command({
  name: 'endSchedule',
  feature,
  path: '/order-schedules/:scheduleId/end',
  summary: 'End a recurring order for good',
  input: scheduleInput,
  result: scheduleResult,
});

export const listFacts = view({
  name: 'listFacts',
  feature,
  path: '/facts',
  summary: 'Named numbers that were asked for in this city',
  input: z.object({ q: z.string().trim().max(30).optional() }),
  result: z.object({ items: z.array(z.object({ key: z.string(), name: z.string() })) }),
});

export const listFactAnswers = view({
  name: 'listFactAnswers',
  feature,
  method: 'POST',
  path: '/facts/answers',
  summary: 'The answers behind a named number of a day, for the desks of an audience: who gave it, when, on which order',
  problems: ['order.audience-outside-scope', 'area.unknown', 'order.audience-empty'],
  input: z.object({
    fact: z.string().trim().min(1).max(30),
    audience: audienceSchema,
    /** A calendar day; today when not said. */
    day: day.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  result: z.object({
    known: knownFactSchema.nullable(),
    items: z.array(
      z.object({
        areaCode,
        areaName: z.string(),
        value: z.number(),
        answeredAt: instant,
        answeredBy: z.string().nullable(),
        receiptId: uuid,
        orderId: uuid,
        numberText: z.string(),
        title: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
});
