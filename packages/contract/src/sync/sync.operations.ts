import { z } from 'zod';
import { getArea, listChildAreas } from '../areas/areas.operations.ts';
import { view } from '../operation.ts';
import { getInboxSummary, receiptDetailSchema } from '../orders/receipts.operations.ts';
import { getDesk } from '../people/people.operations.ts';
import { instant, uuid } from '../schemas.ts';

const feature = 'sync';

/** A device tells at most so many ids; with more it reads everything anew. */
export const knownMost = 1000;

/**
 * All that a desk needs to work without network: the first time whole, then what has changed since a position of the
 * journal. The device says what it holds, so that what left the desk is told too, and nothing that was missed stays wrong.
 */
export const syncDesk = view({
  name: 'syncDesk',
  feature,
  method: 'POST',
  path: '/sync',
  summary: 'What a phone keeps of its desk: everything the first time, afterwards what has changed since a journal position',
  input: z.object({
    /** `position` of the answer before; left out the first time. */
    after: z.number().int().min(0).optional(),
    /** `incident` of the answer before: in another incident everything is different. */
    incident: z.string().max(60).nullable().optional(),
    /** Receipts that the device holds as open, and as settled. */
    open: z.array(uuid).max(knownMost).default([]),
    settled: z.array(uuid).max(knownMost).default([]),
  }),
  result: z.object({
    position: z.number().int(),
    asOf: instant,
    incident: z.string().nullable(),
    /** All there is, in place of what the device holds; else changes to it. */
    isWhole: z.boolean(),
    /** Open receipts, whole: new ones and changed ones. The device puts them in order by their limit. */
    open: z.array(receiptDetailSchema),
    /** There was no room for all open ones: ask again at once, telling what one holds now. */
    hasMore: z.boolean(),
    /** Settled ones: the newest when whole; else those that the device held and that are settled or changed now. */
    settled: z.array(receiptDetailSchema),
    /** Where the list of settled ones goes on (`listInbox`); '' from its beginning, when there was no room for any. Null: these are all, or it is not the whole. */
    settledCursor: z.string().nullable(),
    /** Held by the device, and not there for this desk any more. */
    gone: z.array(uuid),
    summary: getInboxSummary.result,
    /** The area, its desk and those directly below; null when nothing of it has changed, or there is none. */
    place: z.object({ area: getArea.result, desk: getDesk.result, below: listChildAreas.result }).nullable(),
  }),
});
