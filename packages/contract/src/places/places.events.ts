import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';
import { placeChecks, placeKinds, placeProblemKinds, queueStates } from './place-kinds.ts';

const place = { placeId: uuid, name: z.string() };
const round = { ...place, roundId: uuid, roundName: z.string() };

export const placeAdded = eventKind('place.added', 1, z.object({ ...place, kind: z.enum(placeKinds) }));
export const placeChanged = eventKind('place.changed', 1, z.object(place));
export const placeClosed = eventKind('place.closed', 1, z.object({ ...place, reason: z.string() }));
/** `personName` is somebody of the response, never a resident. */
export const placePersonLinked = eventKind('place.personLinked', 1, z.object({ ...place, shiftName: z.string(), personName: z.string() }));
export const placePersonUnlinked = eventKind(
  'place.personUnlinked',
  1,
  z.object({ ...place, shiftName: z.string(), personName: z.string() }),
);
/** Shifts began or ended, or somebody’s days ran out. */
export const placeStaffingChanged = eventKind('place.staffingChanged', 1, z.object({ places: z.number().int() }));

export const roundPlanned = eventKind('place.roundPlanned', 1, z.object(round));
export const roundOpened = eventKind('place.roundOpened', 1, z.object(round));
export const roundClosed = eventKind('place.roundClosed', 1, z.object({ ...round, done: z.number().int() }));
/** Nobody closed it: its time was over. */
export const roundLapsed = eventKind('place.roundLapsed', 1, z.object({ ...round, done: z.number().int() }));
export const queueReported = eventKind('place.queueReported', 1, z.object({ ...place, queue: z.enum(queueStates) }));
export const roundCounted = eventKind('place.counted', 1, z.object({ ...round, amount: z.number().int() }));
export const roundCountCorrected = eventKind(
  'place.countCorrected',
  1,
  z.object({ ...round, amount: z.number().int(), reason: z.string() }),
);

export const placeProblemReported = eventKind(
  'place.problemReported',
  1,
  z.object({ ...place, problemId: uuid, kind: z.enum(placeProblemKinds), text: z.string().nullable() }),
);
export const placeProblemSeen = eventKind('place.problemSeen', 1, z.object({ ...place, problemId: uuid, kind: z.enum(placeProblemKinds) }));
export const placeProblemSettled = eventKind(
  'place.problemSettled',
  1,
  z.object({ ...place, problemId: uuid, kind: z.enum(placeProblemKinds), outcome: z.string() }),
);
export const placeChecked = eventKind('place.checked', 1, z.object({ ...place, key: z.enum(placeChecks), isMet: z.boolean() }));

export const placeEvents = [
  placeAdded,
  placeChanged,
  placeClosed,
  placePersonLinked,
  placePersonUnlinked,
  placeStaffingChanged,
  roundPlanned,
  roundOpened,
  roundClosed,
  roundLapsed,
  queueReported,
  roundCounted,
  roundCountCorrected,
  placeProblemReported,
  placeProblemSeen,
  placeProblemSettled,
  placeChecked,
] as const;
