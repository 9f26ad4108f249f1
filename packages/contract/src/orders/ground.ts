import { z } from 'zod';
import { compoundKinds } from '../compounds/compound-kinds.ts';
import { placeKinds } from '../places/place-kinds.ts';
import { uuid } from '../schemas.ts';
import { zoneStrictness } from '../zones/zone-regimes.ts';

/** Pieces of the ground that a question can ask about one by one. */
export const groundSorts = ['compound', 'place'] as const;

/**
 * What a question asks about one by one: the compounds or the places to staff of whoever answers, all of them or those of one kind. What that is
 * at a desk is read when it opens the order, and again when its answer arrives: nobody lists it by hand.
 */
export const eachSchema = z
  .discriminatedUnion('of', [
    z.object({ of: z.literal('compound'), kind: z.enum(compoundKinds).optional() }),
    z.object({ of: z.literal('place'), kind: z.enum(placeKinds).optional() }),
  ])
  .meta({ id: 'QuestionEach' });
export type Each = z.infer<typeof eachSchema>;

/** One compound or place that a desk is asked about. */
export const groundThingSchema = z
  .object({
    id: uuid,
    of: z.enum(groundSorts),
    kind: z.string(),
    name: z.string(),
    /** Where it is, in a line; null when no part of its address is known. */
    at: z.string().nullable(),
    /** Closed, merged or moved since it was answered about: what was said of it stays, nothing is asked of it. */
    isGone: z.boolean(),
  })
  .meta({ id: 'GroundThing' });
export type GroundThing = z.infer<typeof groundThingSchema>;

/** A condition of the ground that communities meet now: evaluated when an order is previewed and again when it is sent. */
export const groundConditionSchema = z
  .discriminatedUnion('is', [
    z.object({ is: z.literal('hasCompound'), kind: z.enum(compoundKinds) }),
    z.object({ is: z.literal('hasPlace'), kind: z.enum(placeKinds) }),
    // Of whatever regime, for a compound, a building or a stairwell (zones/zone-regimes.ts).
    z.object({ is: z.literal('hasZone'), strictness: z.enum(zoneStrictness) }),
    // A role of the template in force there (patches/patch-roles.ts).
    z.object({ is: z.literal('patchLacks'), role: z.string().regex(/^[a-z][a-zA-Z0-9]{1,23}$/) }),
  ])
  .meta({ id: 'GroundCondition' });
export type GroundCondition = z.infer<typeof groundConditionSchema>;
