import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';
import { compoundKinds } from './compound-kinds.ts';

const compound = { compoundId: uuid, name: z.string() };

export const compoundAdded = eventKind('compound.added', 1, z.object({ ...compound, kind: z.enum(compoundKinds) }));
export const compoundChanged = eventKind('compound.changed', 1, z.object({ ...compound, what: z.string() }));
export const compoundClosed = eventKind('compound.closed', 1, z.object({ ...compound, reason: z.string() }));
/** `other` is the record that ended. */
export const compoundsMerged = eventKind('compound.merged', 1, z.object({ ...compound, otherId: uuid, otherName: z.string() }));
/** Many at once: a file, or what the demonstration makes up. */
export const compoundsEntered = eventKind(
  'compounds.entered',
  1,
  z.object({ compounds: z.number().int(), buildings: z.number().int(), isMadeUp: z.boolean() }),
);

export const compoundEvents = [compoundAdded, compoundChanged, compoundClosed, compoundsMerged, compoundsEntered] as const;
