import { z } from 'zod';
import { deskChecklistSchema } from '../checklists/checklists.operations.ts';
import { compoundDetailSchema } from '../compounds/compounds.operations.ts';
import { view } from '../operation.ts';
import { patchRoleSchema } from '../patches/patch-roles.ts';
import { absenceReasons, patchSchema } from '../patches/patches.operations.ts';
import { placeCheckSchema, placeProblemSchema } from '../places/place-problems.operations.ts';
import { placeSchema } from '../places/places.operations.ts';
import { areaCode, instant, uuid } from '../schemas.ts';
import { zoneLevelSchema } from '../zones/zone-regimes.ts';
import { zoneSchema } from '../zones/zones.schemas.ts';

const feature = 'sync';

/** The mark of a part's content: the same content has the same mark. */
const mark = z.string().max(40);

/** Null: the device holds this very content already. */
const part = <Content extends z.ZodType>(content: Content) => z.object({ mark, content }).nullable();

/**
 * What stands around whoever works there, to be looked at without network: the patches, compounds, places and zones of
 * his community, what his desk has to tick, and wherever he himself answers for doors. It is told part by part; a part that is as the device has it is not told again.
 */
export const syncGround = view({
  name: 'syncGround',
  feature,
  method: 'POST',
  path: '/ground-sync',
  summary:
    'What a phone keeps of the ground: patches, compounds, places and zones of its community and the checklists of its desk, each part only when it has changed',
  input: z.object({
    /** Marks of what the device holds. */
    known: z.object({ patches: mark, compounds: mark, places: mark, zones: mark, checklists: mark }).partial().default({}),
  }),
  result: z.object({
    asOf: instant,
    /** The community that it is about; null for whoever works above one, and sees only where he answers himself. */
    communityCode: areaCode.nullable(),
    patches: part(
      z.object({
        roles: z.array(patchRoleSchema),
        items: z.array(patchSchema.extend({ cardPath: z.string() })),
        /** When one cannot be counted on oneself: now or from later on. */
        absences: z.array(
          z.object({ id: uuid, reason: z.enum(absenceReasons), from: instant, to: instant.nullable(), version: z.number().int() }),
        ),
        may: z.object({ viewPhone: z.boolean() }),
      }),
    ),
    compounds: part(z.object({ items: z.array(compoundDetailSchema) })),
    places: part(
      z.object({ items: z.array(placeSchema.extend({ checks: z.array(placeCheckSchema) })), problems: z.array(placeProblemSchema) }),
    ),
    zones: part(
      z.object({
        items: z.array(zoneSchema),
        /** What each of their levels means for those who live there. */
        levels: z.array(z.object({ regimeId: uuid, level: zoneLevelSchema })),
      }),
    ),
    /** Of one's own desk. */
    checklists: part(z.object({ items: z.array(deskChecklistSchema) })),
  }),
});
