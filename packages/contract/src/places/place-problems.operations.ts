import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { placeChecks, placeProblemKinds } from './place-kinds.ts';
import { placeProblemStates } from './place-machines.ts';

const feature = 'places';

const text = z.string().trim().min(1).max(200);

export const placeProblemSchema = z
  .object({
    id: uuid,
    placeId: uuid,
    placeName: z.string(),
    communityCode: areaCode,
    communityName: z.string(),
    kind: z.enum(placeProblemKinds),
    text: z.string().nullable(),
    state: z.enum(placeProblemStates),
    reportedBy: z.string(),
    reportedAt: instant,
    seenBy: z.string().nullable(),
    seenAt: instant.nullable(),
    settledBy: z.string().nullable(),
    settledAt: instant.nullable(),
    outcome: z.string().nullable(),
    /** By when it should be settled; past it, it concerns those above too. */
    dueAt: instant,
    isLate: z.boolean(),
    may: z.object({ see: z.boolean(), settle: z.boolean() }),
  })
  .meta({ id: 'PlaceProblem' });
export type PlaceProblem = z.infer<typeof placeProblemSchema>;

export const placeCheckSchema = z
  .object({
    key: z.enum(placeChecks),
    /** Null where nobody has looked yet. */
    isMet: z.boolean().nullable(),
    note: z.string().nullable(),
    personName: z.string().nullable(),
    at: instant.nullable(),
  })
  .meta({ id: 'PlaceCheck' });
export type PlaceCheck = z.infer<typeof placeCheckSchema>;

export const listPlaceProblems = view({
  name: 'listPlaceProblems',
  feature,
  path: '/place-problems',
  summary: 'What was reported as wrong at places of an area: what is not settled, longest waiting first, or what was settled',
  input: pageInput.extend({ under: areaCode.optional(), settled: z.enum(['true', 'false']).default('false') }),
  result: pageOf(placeProblemSchema),
});

export const reportPlaceProblem = command({
  name: 'reportPlaceProblem',
  feature,
  path: '/places/:placeId/problems',
  summary: 'Something is wrong at a place: no power, no reagents, too many people; in two taps',
  input: commandInput
    .extend({ placeId: uuid, problemId: uuid, kind: z.enum(placeProblemKinds), text: text.nullable().default(null) })
    .refine((problem) => problem.kind !== 'other' || !!problem.text, { path: ['text'], error: 'other-needs-text' }),
  result: z.object({ problemId: uuid }),
  problems: ['place.closed'],
});

export const seePlaceProblem = command({
  name: 'seePlaceProblem',
  feature,
  path: '/place-problems/:problemId/see',
  summary: 'Somebody at the desk has taken it in hand',
  input: commandInput.extend({ problemId: uuid }),
  result: z.object({ problemId: uuid }),
});

export const settlePlaceProblem = command({
  name: 'settlePlaceProblem',
  feature,
  path: '/place-problems/:problemId/settle',
  summary: 'It is put right: how',
  input: commandInput.extend({ problemId: uuid, outcome: z.string().trim().min(2).max(200) }),
  result: z.object({ problemId: uuid }),
});

export const recordPlaceCheck = command({
  name: 'recordPlaceCheck',
  feature,
  path: '/places/:placeId/checks',
  summary: 'One check of a test point, met or not: two metres between people, order, the policy explained',
  input: commandInput.extend({
    placeId: uuid,
    checkId: uuid,
    key: z.enum(placeChecks),
    isMet: z.boolean(),
    note: text.nullable().default(null),
  }),
  result: z.object({ checkId: uuid }),
  problems: ['place.closed', 'place.not-a-test-point'],
});
