import { z } from 'zod';
import { instant } from '../schemas.ts';

/** What a desk asks others for. */
export const askSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('people'), count: z.number().int().min(1).max(10_000), neededAt: instant.optional() }),
    z.object({
      kind: z.literal('goods'),
      what: z.string().trim().min(1).max(30),
      amount: z.number().int().min(1).max(1_000_000),
      /** 套, 箱, 台 */
      measure: z.string().trim().min(1).max(8).optional(),
      neededAt: instant.optional(),
    }),
    z.object({ kind: z.literal('decision'), question: z.string().trim().min(2).max(200) }),
  ])
  .meta({ id: 'Ask' });
export type Ask = z.infer<typeof askSchema>;

export const orderKinds = ['order', 'supportRequest'] as const;
export type OrderKind = (typeof orderKinds)[number];
