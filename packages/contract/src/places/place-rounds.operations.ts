import { z } from 'zod';
import { command } from '../operation.ts';
import { commandInput, instant, uuid } from '../schemas.ts';
import { queueStates } from './place-kinds.ts';
import { roundStates } from './place-machines.ts';

const feature = 'places';

export const roundSchema = z
  .object({
    id: uuid,
    name: z.string(),
    state: z.enum(roundStates),
    plannedFrom: instant,
    plannedTo: instant,
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
    /** The sum of what was counted and of the corrections; nobody types it. */
    done: z.number().int(),
  })
  .meta({ id: 'Round' });
export type Round = z.infer<typeof roundSchema>;

/** What somebody at a test point said: how long the queue is, so many more done, or a correction and why. */
export const placeReportSchema = z
  .object({
    id: uuid,
    /** The round that was open then. */
    roundId: uuid.nullable(),
    kind: z.enum(['queue', 'count', 'correction']),
    queue: z.enum(queueStates).nullable(),
    amount: z.number().int().nullable(),
    reason: z.string().nullable(),
    personName: z.string(),
    at: instant,
  })
  .meta({ id: 'PlaceReport' });
export type PlaceReport = z.infer<typeof placeReportSchema>;

export const planRound = command({
  name: 'planRound',
  feature,
  path: '/places/:placeId/rounds',
  summary: 'Plan a round of tests at a test point',
  input: commandInput.extend({
    placeId: uuid,
    roundId: uuid,
    name: z.string().trim().min(1).max(20),
    plannedFrom: instant,
    plannedTo: instant,
  }),
  result: z.object({ roundId: uuid }),
  problems: ['place.closed', 'place.not-a-test-point', 'place.ends-before-start', 'place.round-over'],
});

export const openRound = command({
  name: 'openRound',
  feature,
  path: '/rounds/:roundId/open',
  summary: 'The round begins: people may come',
  input: commandInput.extend({ roundId: uuid }),
  result: z.object({ roundId: uuid }),
  problems: ['place.closed', 'place.round-open-already'],
});

export const closeRound = command({
  name: 'closeRound',
  feature,
  path: '/rounds/:roundId/close',
  summary: 'The round ends, or does not take place',
  input: commandInput.extend({ roundId: uuid }),
  result: z.object({ roundId: uuid, done: z.number().int() }),
});

export const reportQueue = command({
  name: 'reportQueue',
  feature,
  path: '/places/:placeId/queue',
  summary: 'How long the queue at a test point is, in one tap; of two reports the one that was made later counts, whichever arrives first',
  input: commandInput.extend({ placeId: uuid, reportId: uuid, queue: z.enum(queueStates) }),
  result: z.object({ reportId: uuid }),
  problems: ['place.closed', 'place.not-a-test-point'],
});

export const addRoundCount = command({
  name: 'addRoundCount',
  feature,
  path: '/rounds/:roundId/count',
  summary: 'So many more are done. Reports of several phones add up, in whatever order they arrive',
  input: commandInput.extend({ roundId: uuid, reportId: uuid, amount: z.number().int().min(1).max(500) }),
  result: z.object({ reportId: uuid }),
  problems: ['place.round-not-open'],
});

export const correctRoundCount = command({
  name: 'correctRoundCount',
  feature,
  path: '/rounds/:roundId/correct',
  summary: 'Too many or too few were counted: by how many, and why. What was counted before stays on record',
  input: commandInput.extend({
    roundId: uuid,
    reportId: uuid,
    amount: z
      .number()
      .int()
      .min(-5_000)
      .max(5_000)
      .refine((amount) => amount !== 0, 'nothing-corrected'),
    reason: z.string().trim().min(2).max(100),
  }),
  result: z.object({ reportId: uuid }),
  problems: ['place.round-not-open', 'place.count-below-none'],
});
