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

const file = { importId: uuid, fileName: z.string() };

export const compoundImportStarted = eventKind('compoundImport.started', 1, z.object(file));
/** What was found; or why it could not be read. */
export const compoundImportRead = eventKind(
  'compoundImport.read',
  1,
  z.object({ ...file, compounds: z.number().int(), faulty: z.number().int(), refusal: z.string().nullable() }),
);
export const compoundImportRun = eventKind('compoundImport.run', 1, z.object({ ...file, compounds: z.number().int() }));
export const compoundImportDropped = eventKind('compoundImport.dropped', 1, z.object(file));
/** A batch of it: all of these compounds with their buildings, in one transaction. */
export const compoundImportStored = eventKind(
  'compoundImport.stored',
  1,
  z.object({
    ...file,
    added: z.number().int(),
    changed: z.number().int(),
    failed: z.number().int(),
    buildings: z.number().int(),
    isLast: z.boolean(),
  }),
);

export const compoundEvents = [
  compoundAdded,
  compoundChanged,
  compoundClosed,
  compoundsMerged,
  compoundsEntered,
  compoundImportStarted,
  compoundImportRead,
  compoundImportRun,
  compoundImportDropped,
  compoundImportStored,
] as const;
