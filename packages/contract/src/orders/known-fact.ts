import { z } from 'zod';
import { areaCode, instant } from '../schemas.ts';

/** A named number that some of the desks gave on a day: added up from their answers, with who has not given it. */
export const knownFactSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    answered: z.number().int(),
    of: z.number().int(),
    sum: z.number(),
    /** When the latest of the answers was given. */
    latestAt: instant,
    /** Desks that have not given it on this day: how many, and, where they are few enough to be asked by name (300), which. */
    missingCount: z.number().int(),
    missing: z.array(z.object({ code: areaCode, name: z.string() })),
  })
  .meta({ id: 'KnownFact' });
export type KnownFact = z.infer<typeof knownFactSchema>;
