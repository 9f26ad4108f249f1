import { z } from 'zod';
import { view } from '../operation.ts';
import { areaCode, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { groundThingSchema } from './ground.ts';

const feature = 'orders';

/** `open` = nothing said of it yet; else a tick (`true`, `false`) or the key of an option. */
const valueKey = z.string().regex(/^[a-z0-9-]{1,24}$/);

export const summariseGroundAnswers = view({
  name: 'summariseGroundAnswers',
  feature,
  path: '/orders/:orderId/ground-answers/summary',
  summary:
    'What was answered to a question about each compound, counted by the areas one level below: districts, subdistricts, communities',
  input: z.object({
    orderId: uuid,
    question: valueKey,
    /** The area whose parts are counted; without it one's own, of a smaller issuer the issuer's. */
    under: areaCode.optional(),
  }),
  result: z.object({
    under: areaCode,
    areas: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        /** Pieces of the ground that were asked about there: answered, or still to be. */
        total: z.number().int(),
        /** How many by value; `open` those of which nothing was said yet. */
        values: z.array(z.object({ key: valueKey, count: z.number().int() })),
        /** Of a number: the sum. */
        sum: z.number().nullable(),
      }),
    ),
  }),
});

export const listGroundAnswers = view({
  name: 'listGroundAnswers',
  feature,
  path: '/orders/:orderId/ground-answers',
  summary: 'The compounds that a question asked about with what was said of each, by community and name: which ones say no',
  input: pageInput.extend({
    orderId: uuid,
    question: valueKey,
    under: areaCode.optional(),
    /** Only these: `false`, the key of an option, or `open`. */
    value: valueKey.optional(),
  }),
  result: pageOf(
    groundThingSchema.extend({
      districtName: z.string(),
      subdistrictName: z.string(),
      communityCode: areaCode,
      communityName: z.string(),
      /** Which desk is asked about it. */
      areaCode,
      receiptId: uuid,
      /** Null while nothing was said. */
      value: z.union([z.boolean(), z.string(), z.number()]).nullable(),
      answeredBy: z.string().nullable(),
      answeredAt: instant.nullable(),
    }),
  ),
});
