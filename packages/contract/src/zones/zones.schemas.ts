import { z } from 'zod';
import { areaCode, instant, uuid } from '../schemas.ts';
import { levelKey, zoneConditionSchema, zoneLevelSchema, zoneStrictness } from './zone-regimes.ts';

export const zonePlaceSchema = z
  .object({ compoundId: uuid, buildingId: uuid.nullable().default(null), unit: z.number().int().min(1).max(60).nullable().default(null) })
  .refine((place) => place.unit === null || place.buildingId !== null, { path: ['unit'], error: 'unit-needs-building' })
  .meta({ id: 'ZonePlace' });

/** What a notice names: places, or all compounds of an area; `rest`: only those that have no status of their own. */
export const zoneTargetSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('place'), compoundId: uuid, buildingId: uuid.nullable(), unit: z.number().int().min(1).max(60).nullable() }),
    z.object({ kind: z.literal('area'), areaCode, rest: z.boolean() }),
  ])
  .meta({ id: 'ZoneTarget' });
export type ZoneTarget = z.infer<typeof zoneTargetSchema>;

export const zoneItemSchema = z
  .object({
    /** Null: lifted. */
    level: levelKey.nullable(),
    include: z.array(zoneTargetSchema).min(1).max(500),
    /** 除…外: these keep what they have. */
    except: z.array(zonePlaceSchema).max(300).default([]),
    /** When it is planned to end. */
    until: instant.nullable().default(null),
  })
  .meta({ id: 'ZoneItem' });
export type ZoneItem = z.infer<typeof zoneItemSchema>;

export const conditionStateSchema = z
  .object({
    condition: zoneConditionSchema,
    met: z.boolean(),
    at: instant.nullable(),
    lacks: z.enum(['contact', 'negative', 'round', 'others']).nullable(),
    roundFrom: instant.nullable(),
  })
  .meta({ id: 'ZoneConditionState' });

export const zoneSchema = z
  .object({
    id: uuid,
    compoundId: uuid,
    compoundName: z.string(),
    buildingId: uuid.nullable(),
    buildingName: z.string().nullable(),
    unit: z.number().int().nullable(),
    communityCode: areaCode,
    communityName: z.string(),
    regimeId: uuid,
    levelKey,
    levelName: z.string(),
    strictness: z.enum(zoneStrictness),
    from: instant,
    to: instant.nullable(),
    /** On this level since; closed at all since. */
    since: instant,
    closedSince: instant,
    /** Planned end. */
    until: instant.nullable(),
    noticeId: uuid,
    noticeNumber: z.string(),
    /** When it should be released, why, and whether that has passed. */
    dueAt: instant.nullable(),
    dueBy: z.enum(['conditions', 'end']).nullable(),
    isOverstaying: z.boolean(),
    /** Each condition of release as it stands now; empty of a past moment. */
    conditions: z.array(conditionStateSchema),
    /** All of them hold together from this moment on. */
    conditionsAt: instant.nullable(),
  })
  .meta({ id: 'Zone' });
export type Zone = z.infer<typeof zoneSchema>;

export const zoneFactKinds = ['case', 'contact', 'round'] as const;
export type ZoneFactKind = (typeof zoneFactKinds)[number];

export const zoneFactSchema = z
  .object({
    id: uuid,
    kind: z.enum(zoneFactKinds),
    place: z.string(),
    at: instant,
    /** Cases found, close contacts (0: none), or people tested. */
    count: z.number().int(),
    negative: z.boolean().nullable(),
    recordedAt: instant,
    recordedBy: z.string(),
    takenBack: z.object({ at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'ZoneFact' });
export type ZoneFact = z.infer<typeof zoneFactSchema>;

/** One stretch of a place's past: level null where it was an exception in something controlled. */
export const zoneStretchSchema = z
  .object({
    id: uuid,
    compoundId: uuid,
    place: z.string(),
    buildingId: uuid.nullable(),
    unit: z.number().int().nullable(),
    levelName: z.string().nullable(),
    strictness: z.enum(zoneStrictness).nullable(),
    from: instant,
    to: instant.nullable(),
    noticeId: uuid,
    noticeNumber: z.string(),
  })
  .meta({ id: 'ZoneStretch' });
export type ZoneStretch = z.infer<typeof zoneStretchSchema>;

export const zoneProposalSchema = z
  .object({
    id: uuid,
    compoundId: uuid,
    compoundName: z.string(),
    buildingId: uuid.nullable(),
    buildingName: z.string().nullable(),
    unit: z.number().int().nullable(),
    communityCode: areaCode,
    communityName: z.string(),
    regimeId: uuid,
    levelKey: levelKey.nullable(),
    levelName: z.string().nullable(),
    strictness: z.enum(zoneStrictness).nullable(),
    byCase: z.boolean(),
    note: z.string(),
    proposedAt: instant,
    proposedBy: z.string(),
    may: z.object({ decide: z.boolean() }),
  })
  .meta({ id: 'ZoneProposal' });
export type ZoneProposal = z.infer<typeof zoneProposalSchema>;

const sums = { compounds: z.number().int(), buildings: z.number().int(), households: z.number().int(), residents: z.number().int() };
export const zoneChangeSchema = z
  .object({
    from: levelKey.nullable(),
    to: levelKey.nullable(),
    fromName: z.string().nullable(),
    toName: z.string().nullable(),
    ...sums,
  })
  .meta({ id: 'ZoneChange' });

export const noticePreviewSchema = z.object({
  communities: z.number().int(),
  ...sums,
  changes: z.array(zoneChangeSchema),
  kept: z.number().int(),
});

export const zoneNoticeSchema = z
  .object({
    id: uuid,
    areaCode,
    areaName: z.string(),
    number: z.string(),
    regimeId: uuid,
    effectiveAt: instant,
    issuedAt: instant,
    issuedBy: z.string(),
    reason: z.string(),
    withdrawn: z.object({ at: instant, reason: z.string() }).nullable(),
    compounds: z.number().int(),
    households: z.number().int(),
    residents: z.number().int(),
    may: z.object({ withdraw: z.boolean() }),
  })
  .meta({ id: 'ZoneNotice' });
export type ZoneNotice = z.infer<typeof zoneNoticeSchema>;

/** Place of a zone in the compact answer: community, compound, building, stairwell, index of regime and of level (−1: exception). */
export const zoneTupleSchema = z.tuple([areaCode, uuid, uuid.nullable(), z.number().int().nullable(), z.number().int(), z.number().int()]);
export { zoneLevelSchema };
