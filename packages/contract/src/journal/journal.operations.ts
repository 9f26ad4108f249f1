import { z } from 'zod';
import { view } from '../operation.ts';
import { areaCode, day, empty, instant, pageInput, pageOf, uuid } from '../schemas.ts';

const feature = 'journal';

/** One line of a feed: the words are made on the screen from `type` and `params`. */
export const feedItemSchema = z
  .object({
    position: z.number().int(),
    type: z.string(),
    at: instant,
    /** When the server received it, where that differs (a phone without network). */
    receivedAt: instant,
    actorName: z.string().nullable(),
    areaCode: areaCode.nullable(),
    areaName: z.string().nullable(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'FeedItem' });
export type FeedItem = z.infer<typeof feedItemSchema>;

export const listFeed = view({
  name: 'listFeed',
  feature,
  path: '/feed',
  summary: 'What happened to an order or in an area, newest first',
  input: pageInput.extend({ orderId: uuid.optional(), areaCode: areaCode.optional() }),
  result: pageOf(feedItemSchema),
});

export const listAudit = view({
  name: 'listAudit',
  feature,
  path: '/audit',
  summary: 'The journal, newest first: who did what, when, from where',
  input: pageInput.extend({
    type: z.string().max(60).optional(),
    actorId: uuid.optional(),
    areaCode: areaCode.optional(),
    on: day.optional(),
  }),
  result: pageOf(
    feedItemSchema.extend({
      actorId: uuid.nullable(),
      actorRole: z.string().nullable(),
      address: z.string().nullable(),
      hash: z.string(),
      payload: z.unknown(),
    }),
  ),
});

export const verifyJournal = view({
  name: 'verifyJournal',
  feature,
  path: '/audit/verification',
  summary: 'Recompute the chain of hashes and find the first event that was changed, removed or inserted',
  input: empty,
  result: z.object({
    intact: z.boolean(),
    events: z.number().int(),
    head: z.object({ position: z.number().int(), hash: z.string() }),
    fault: z
      .object({
        position: z.number().int(),
        kind: z.enum(['changed', 'removed', 'inserted']),
        eventId: z.string().nullable(),
        at: instant.nullable(),
      })
      .nullable(),
  }),
});
