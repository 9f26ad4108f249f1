import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { placeKinds, queueStates } from './place-kinds.ts';
import { placeCheckSchema, placeProblemSchema } from './place-problems.operations.ts';
import { placeReportSchema, roundSchema } from './place-rounds.operations.ts';

const feature = 'places';

const name = z.string().trim().min(1).max(40);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-of-day');
const yes = z.enum(['true', 'false']).optional();

/** A time that comes back; `to` not after `from` is over midnight. Weekdays are those on which it begins, 1 Monday … 7 Sunday. */
const span = {
  from: timeOfDay,
  to: timeOfDay,
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
};
export const spanSchema = z.object(span).meta({ id: 'Span' });

/** WGS 84, degrees. */
export const positionSchema = z
  .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
  .meta({ id: 'PlacePosition' });

export const placePersonSchema = z
  .object({
    linkId: uuid,
    personId: uuid,
    name: z.string(),
    mobileMasked: z.string().nullable(),
    fromDay: day,
    toDay: day.nullable(),
  })
  .meta({ id: 'PlacePerson' });
export type PlacePerson = z.infer<typeof placePersonSchema>;

export const placeShiftSchema = z
  .object({
    id: uuid,
    name: z.string(),
    ...span,
    needed: z.number().int(),
    /** Whoever stands in it today or later. */
    people: z.array(placePersonSchema),
  })
  .meta({ id: 'PlaceShift' });
export type PlaceShift = z.infer<typeof placeShiftSchema>;

export const placeSchema = z
  .object({
    id: uuid,
    communityCode: areaCode,
    communityName: z.string(),
    name: z.string(),
    kind: z.enum(placeKinds),
    compoundId: uuid.nullable(),
    compoundName: z.string().nullable(),
    gate: z.string().nullable(),
    position: positionSchema.nullable(),
    opening: z.array(spanSchema),
    shifts: z.array(placeShiftSchema),
    isOpen: z.boolean(),
    /** Needed and standing there in the shifts that run now. */
    needed: z.number().int(),
    standing: z.number().int(),
    /** Fewer than needed: since when, or from when within the next hours; until when. */
    shortFrom: instant.nullable(),
    shortUntil: instant.nullable(),
    /** The last report while it is fresh; null for what is no test point. */
    queue: z.enum([...queueStates, 'unknown']).nullable(),
    queueAt: instant.nullable(),
    queueBy: z.string().nullable(),
    /** The round that is open, else the next one that is planned. */
    round: roundSchema.nullable(),
    /** Reported and not settled. */
    problems: z.number().int(),
    version: z.number().int(),
    may: z.object({ change: z.boolean(), report: z.boolean() }),
  })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof placeSchema>;

export const placeDetailSchema = placeSchema
  .extend({
    closedAt: instant.nullable(),
    closeReason: z.string().nullable(),
    /** The last ones, newest first. */
    rounds: z.array(roundSchema),
    /** What was said of queue and counts, newest first: the last of it. */
    reports: z.array(placeReportSchema),
    /** Open ones, and the last that were settled; newest first. */
    problemList: z.array(placeProblemSchema),
    /** Each check as it was found last. */
    checks: z.array(placeCheckSchema),
  })
  .meta({ id: 'PlaceDetail' });
export type PlaceDetail = z.infer<typeof placeDetailSchema>;

export const listPlaces = view({
  name: 'listPlaces',
  feature,
  path: '/places',
  summary:
    'Places to staff of an area, by community and name; or only those of a kind, without enough people, with such a queue, with problems, or where I stand',
  input: pageInput.extend({
    under: areaCode.optional(),
    kind: z.enum(placeKinds).optional(),
    compoundId: uuid.optional(),
    /** Open now, or within the hour, with fewer people than needed. */
    unstaffed: yes,
    queue: z.enum([...queueStates, 'unknown']).optional(),
    problems: yes,
    mine: yes,
  }),
  result: pageOf(placeSchema),
});

export const summarisePlaces = view({
  name: 'summarisePlaces',
  feature,
  path: '/place-summary',
  summary: 'How many places an area has by kind, how many lack people now or within the hour, how many have problems',
  input: z.object({ under: areaCode.optional() }),
  result: z.object({
    places: z.number().int(),
    unstaffed: z.number().int(),
    problems: z.number().int(),
    openRounds: z.number().int(),
    /** Done in rounds that began today. */
    doneToday: z.number().int(),
    byKind: z.array(z.object({ kind: z.enum(placeKinds), places: z.number().int() })),
    may: z.object({ add: z.boolean() }),
  }),
});

export const listTestPoints = view({
  name: 'listTestPoints',
  feature,
  path: '/test-points',
  summary: 'Where to go for a test: open ones first, by the queue or, from a position, by the way to them',
  input: pageInput.extend({
    under: areaCode.optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    by: z.enum(['queue', 'distance']).default('queue'),
  }),
  result: pageOf(
    z.object({
      id: uuid,
      name: z.string(),
      communityCode: areaCode,
      communityName: z.string(),
      compoundName: z.string().nullable(),
      gate: z.string().nullable(),
      position: positionSchema.nullable(),
      /** Metres as the crow flies; null without a position of either. */
      metres: z.number().int().nullable(),
      queue: z.enum([...queueStates, 'unknown']),
      queueAt: instant.nullable(),
      round: roundSchema.nullable(),
    }),
  ),
});

export const getPlace = view({
  name: 'getPlace',
  feature,
  path: '/places/:placeId',
  summary: 'One place: shifts and who stands in them, rounds with queue and counts over time, problems, checks',
  input: z.object({ placeId: uuid }),
  result: placeDetailSchema,
});

const written = {
  name,
  compoundId: uuid.nullable().default(null),
  /** One of the compound's gates, by its name. */
  gate: z.string().trim().min(1).max(60).nullable().default(null),
  position: positionSchema.nullable().default(null),
  /** Empty: around the clock. */
  opening: z.array(spanSchema).max(14).default([]),
  shifts: z
    .array(z.object({ id: uuid, name: z.string().trim().min(1).max(20), ...span, needed: z.number().int().min(1).max(99) }))
    .max(12)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'shift-twice')
    .default([]),
};
const gateFits = (place: { gate?: string | null | undefined; compoundId?: string | null | undefined }) => !place.gate || !!place.compoundId;
const gateFault = { path: ['gate'], error: 'gate-needs-compound' };

const saved = z.object({ placeId: uuid, version: z.number().int() });
const writeProblems = ['place.name-taken', 'place.compound-elsewhere', 'place.gate-unknown', 'place.shift-never-open'] as const;

export const addPlace = command({
  name: 'addPlace',
  feature,
  path: '/places',
  summary: 'Add a place to staff: gate, checkpoint, test point, isolation door or delivery point',
  input: commandInput.extend({ placeId: uuid, communityCode: areaCode, kind: z.enum(placeKinds), ...written }).refine(gateFits, gateFault),
  result: saved,
  problems: [...writeProblems, 'area.unknown', 'area.not-a-community'],
});

export const changePlace = command({
  name: 'changePlace',
  feature,
  path: '/places/:placeId',
  method: 'PUT',
  summary: 'Change name, position, opening times and shifts; whoever stands in a shift that stays stays in it',
  input: commandInput.extend({ placeId: uuid, version: z.number().int(), ...written }).refine(gateFits, gateFault),
  result: saved,
  problems: [...writeProblems, 'place.closed'],
});

export const closePlace = command({
  name: 'closePlace',
  feature,
  path: '/places/:placeId/close',
  summary: 'A place that is no more: its open round ends, who stood there and what was reported stays on record',
  input: commandInput.extend({ placeId: uuid, version: z.number().int(), reason: z.string().trim().min(2).max(200) }),
  result: saved,
  problems: ['place.closed', 'place.problems-open'],
});

export const linkPlacePerson = command({
  name: 'linkPlacePerson',
  feature,
  path: '/place-people',
  summary: 'Somebody stands in a shift of a place, from a day and until a day or for good',
  input: commandInput.extend({
    linkId: uuid,
    placeId: uuid,
    shiftId: uuid,
    personId: uuid,
    fromDay: day.optional(),
    toDay: day.nullable().default(null),
  }),
  result: z.object({ linkId: uuid }),
  problems: ['place.closed', 'place.shift-unknown', 'place.ends-before-start', 'place.person-there-already', 'place.person-elsewhere'],
});

export const unlinkPlacePerson = command({
  name: 'unlinkPlacePerson',
  feature,
  path: '/place-people/:linkId/end',
  summary: 'Somebody stands in a shift no longer',
  input: commandInput.extend({ linkId: uuid }),
  result: z.object({ linkId: uuid }),
});
