import { z } from 'zod';
import { view } from '../operation.ts';
import { areaCode, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { attentionKinds, attentionReasons, attentionStates, limitKinds, nextSteps } from './attention.ts';

const feature = 'attention';

export const attentionSchema = z
  .object({
    state: z.enum(attentionStates),
    reason: z.enum(attentionReasons),
    limit: z.enum(limitKinds).nullable(),
    since: instant,
    until: instant.nullable(),
    escalated: z.boolean(),
    nextStep: z.enum(nextSteps),
  })
  .meta({ id: 'Attention' });

/** The order of a receipt; what the ground has belongs to none. */
const order = z.object({ id: uuid, numberText: z.string(), urgency: z.enum(['routine', 'urgent', 'immediate']) }).nullable();

export const attentionItemSchema = z
  .object({
    kind: z.enum(attentionKinds),
    subjectId: uuid,
    areaCode,
    areaName: z.string(),
    order,
    title: z.string(),
    /** What the record itself adds to the reason: the roles that a patch lacks, the level of a zone. */
    detail: z.string().nullable(),
    attention: attentionSchema,
  })
  .meta({ id: 'AttentionItem' });
export type AttentionItem = z.infer<typeof attentionItemSchema>;

/** 先看这些: what is wrong together in one subdistrict for one reason (and one order), worst first. */
export const attentionGroupSchema = z
  .object({
    areaCode,
    areaName: z.string(),
    aboveName: z.string(),
    kind: z.enum(attentionKinds),
    order,
    /** The one thing of a group of one, by name. */
    only: z.object({ subjectId: uuid, title: z.string() }).nullable(),
    state: z.enum(attentionStates),
    limit: z.enum(limitKinds).nullable(),
    /** Things in it: communities (or desks) that owe, zones, patches. */
    count: z.number().int(),
    /** How many of them have nobody on duty: those are signed for, not reminded. */
    unstaffed: z.number().int(),
    areaCodes: z.array(areaCode),
    since: instant,
    until: instant.nullable(),
    escalated: z.boolean(),
    nextEscalationAt: instant.nullable(),
    nextEscalationTo: z.string().nullable(),
    may: z.object({ remind: z.boolean() }),
  })
  .meta({ id: 'AttentionGroup' });

export const getAttention = view({
  name: 'getAttention',
  feature,
  path: '/attention',
  summary:
    'What needs somebody’s hand within an area now: one cell a community that is not as it should be, the worst groups, the curve of 24 hours',
  input: z.object({ areaCode: areaCode.optional() }),
  result: z.object({
    areaCode,
    asOf: instant,
    position: z.number().int(),
    communities: z.number().int(),
    /** Communities with something late or waiting. */
    needing: z.number().int(),
    needingHourAgo: z.number().int().nullable(),
    /** Counts of communities by filter: each under what is most pressing there. */
    filters: z.array(z.object({ key: z.string(), kind: z.enum(attentionKinds), state: z.enum(attentionStates), count: z.number().int() })),
    /** [code, letter, filters]: communities in code order, those in order left out. Filters as bits, in the order of `filters`. */
    cells: z.array(z.tuple([z.string(), z.string(), z.number().int()])),
    groups: z.array(attentionGroupSchema),
    groupsLeft: z.number().int(),
    /** The last 24 hours, oldest first: communities that needed somebody at the full hour. */
    curve: z.array(z.object({ at: instant, needing: z.number().int() })),
    /** Today's limits and escalations, in time order (the line below the mosaic). */
    agenda: z.array(
      z.object({
        at: instant,
        kind: z.enum(['acknowledgeLimit', 'answerLimit', 'changeLimit', 'escalation']),
        orderId: uuid,
        numberText: z.string(),
        count: z.number().int(),
      }),
    ),
  }),
});

export const listAttention = view({
  name: 'listAttention',
  feature,
  path: '/attention/items',
  summary: 'The open things behind a tile, a group or a badge, worst first',
  input: pageInput.extend({
    areaCode: areaCode.optional(),
    orderId: uuid.optional(),
    kind: z.enum(attentionKinds).optional(),
    state: z.enum(attentionStates).optional(),
  }),
  result: pageOf(attentionItemSchema),
});
