import { z } from 'zod';
import { areaLevels } from '../areas/area-code.ts';
import { roles, seesOrders } from '../people/roles.ts';
import { areaCode, uuid } from '../schemas.ts';
import { groundConditionSchema } from './ground.ts';

/** One part of an audience. */
export const audienceTermSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('areasAtLevel'), level: z.enum(areaLevels), under: areaCode }),
    z.object({ kind: z.literal('areas'), codes: z.array(areaCode).min(1).max(3000) }),
    // The areas of a level below which something is so: communities with an unmanaged compound, districts with a patch that lacks a doctor.
    z.object({
      kind: z.literal('areasWhere'),
      level: z.enum(['district', 'subdistrict', 'community']),
      under: areaCode,
      where: groundConditionSchema,
    }),
    z.object({ kind: z.literal('units'), unitIds: z.array(uuid).min(1).max(500) }),
    // Only those who see orders can be sent one.
    z.object({ kind: z.literal('peopleByRole'), role: z.enum(roles).refine(seesOrders, 'role-sees-no-orders'), under: areaCode }),
  ])
  .meta({ id: 'AudienceTerm' });
export type AudienceTerm = z.infer<typeof audienceTermSchema>;

/** Who gets a copy for information: desks and units. Single people read what their desk reads. */
export const copyTermSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('areasAtLevel'), level: z.enum(areaLevels), under: areaCode }),
    z.object({ kind: z.literal('areas'), codes: z.array(areaCode).min(1).max(3000) }),
    z.object({ kind: z.literal('units'), unitIds: z.array(uuid).min(1).max(500) }),
  ])
  .meta({ id: 'CopyTerm' });
export type CopyTerm = z.infer<typeof copyTermSchema>;

/** Whom an order is for: an expression, resolved at sending. Desks come from areas, single recipients from units and roles. */
export const audienceSchema = z
  .object({ include: z.array(audienceTermSchema).max(50), except: z.array(audienceTermSchema).max(50).default([]) })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof audienceSchema>;
