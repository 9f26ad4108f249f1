import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

/** Written before the first page leaves. */
export const registerTaken = eventKind(
  'register.taken',
  1,
  z.object({ registerId: uuid, compoundId: uuid, name: z.string(), format: z.string(), purpose: z.string() }),
);

export const registersEvents = [registerTaken] as const;
