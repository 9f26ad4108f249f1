import { z } from 'zod';
import { areaCode, instant, uuid } from '../schemas.ts';

/** How a level is drawn and found, whatever a regime calls it: hatched in three depths of plum (DESIGN §2). Strictest first. */
export const zoneStrictness = ['locked', 'controlled', 'precaution'] as const;
export type ZoneStrictness = (typeof zoneStrictness)[number];

export const levelKey = z.string().regex(/^[a-z][a-zA-Z0-9]{1,23}$/, 'level-key');
const days = z.number().int().min(0).max(90);

/** What must be so before a zone is released. All of a level's conditions hold together. */
export const zoneConditionSchema = z
  .discriminatedUnion('kind', [
    /** Since the last new case found in the zone; where none was found, since it was closed. */
    z.object({ kind: z.literal('daysWithoutCase'), days }),
    /** Since the last exposure of the last close contact, who was tested negative where `negative`. */
    z.object({ kind: z.literal('contactDays'), days, negative: z.boolean() }),
    /** A round of everybody, all negative: no longer ago than `withinDays` at release, not before day `fromDay` after the last case. */
    z.object({ kind: z.literal('roundNegative'), withinDays: days.nullable(), fromDay: days.nullable() }),
    /** So many days at this level after it was lowered from `from`. */
    z.object({ kind: z.literal('daysAtLevel'), days }),
    /** No zone of these levels is left in the district. */
    z.object({ kind: z.literal('othersLifted'), levels: z.array(levelKey).min(1).max(6) }),
  ])
  .meta({ id: 'ZoneCondition' });
export type ZoneCondition = z.infer<typeof zoneConditionSchema>;

export const zoneLevelSchema = z
  .object({
    key: levelKey,
    name: z.string().trim().min(1).max(12),
    strictness: z.enum(zoneStrictness),
    /** What it means for those who live there, in the words of the rule. */
    measures: z.array(z.string().trim().min(1).max(40)).max(12).default([]),
    /** How many persons of a household may go out how often; null: nobody. */
    outing: z
      .object({ persons: z.number().int().min(1).max(9), everyDays: z.number().int().min(1).max(14) })
      .nullable()
      .default(null),
    /** Days on which everybody is tested, counted from closing. */
    testDays: z.array(z.number().int().min(1).max(60)).max(30).default([]),
    /** Empty: the source names no condition, whoever commands decides. */
    release: z.array(zoneConditionSchema).max(6),
    /** Where release leads; null: the zone is lifted. */
    releaseTo: levelKey.nullable().default(null),
    /** Conditions where it came down from a stricter level instead of beginning here. */
    afterStepDown: z
      .object({ from: levelKey, release: z.array(zoneConditionSchema).min(1).max(6) })
      .nullable()
      .default(null),
    /** The level that a new case inside makes of it at once, as a proposal. */
    onCase: levelKey.nullable().default(null),
  })
  .meta({ id: 'ZoneLevel' });
export type ZoneLevel = z.infer<typeof zoneLevelSchema>;

/** Levels strictest first; every other level that one names exists, is laxer where it releases to and stricter where a case leads. */
export const zoneLevelsSchema = z
  .array(zoneLevelSchema)
  .min(1)
  .max(6)
  .superRefine((levels, context) => {
    const at = new Map(levels.map((level, index) => [level.key, index]));
    const fault = (index: number, field: string, message: string) => context.addIssue({ code: 'custom', path: [index, field], message });
    for (const [index, level] of levels.entries()) {
      const of = (key: string) => at.get(key) ?? -1;
      if (of(level.key) !== index) fault(index, 'key', 'level-key-twice');
      if (level.releaseTo !== null && of(level.releaseTo) <= index) fault(index, 'releaseTo', 'level-not-below');
      if (level.onCase !== null && (of(level.onCase) < 0 || of(level.onCase) >= index)) fault(index, 'onCase', 'level-not-above');
      if (level.afterStepDown && (of(level.afterStepDown.from) < 0 || of(level.afterStepDown.from) >= index))
        fault(index, 'afterStepDown', 'level-not-above');
      const previous = levels[index - 1];
      if (previous && zoneStrictness.indexOf(previous.strictness) > zoneStrictness.indexOf(level.strictness))
        fault(index, 'strictness', 'level-order');
    }
  });

export const zoneRegimeSchema = z
  .object({
    id: uuid,
    /** The same key in the next version of a regime. */
    key: levelKey,
    name: z.string(),
    /** Of which area it is; null: of the whole country. */
    areaCode: areaCode.nullable(),
    levels: z.array(zoneLevelSchema),
    /** Null: in force already before anything here was recorded. */
    from: instant.nullable(),
    to: instant.nullable(),
  })
  .meta({ id: 'ZoneRegime' });
export type ZoneRegime = z.infer<typeof zoneRegimeSchema>;
