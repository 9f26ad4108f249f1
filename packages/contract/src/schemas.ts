/** Small schemas that every feature builds on. */
import { z } from 'zod';

export const uuid = z.uuid();
// The year nought is a date to ISO 8601 and none to PostgreSQL; nothing here happens before 1900 or after 2200.
const isOfOurTime = (text: string) => text > '1900' && text < '2200';
/** An instant, ISO 8601 with offset; always UTC in answers. */
export const instant = z.iso.datetime({ offset: true }).refine(isOfOurTime, 'date-out-of-range');
/** A calendar day in the city's time zone, `2022-05-11`. */
export const day = z.iso.date().refine(isOfOurTime, 'date-out-of-range');
export const areaCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?$/, 'area-code');

/**
 * What every write carries. `commandId` is made once, before the first attempt, and kept through all retries: the
 * same command sent ten times has one effect and one answer. `doneAt` is when a person did it by the clock of the
 * device (it may have been without network); the server keeps its own time besides.
 */
export const commandInput = z.object({ commandId: uuid, doneAt: instant.optional() });

/** Keyset paging: pass back `nextCursor` of the page before; absent on the last page. No totals: they would cost the table. */
export const pageInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const empty = z.object({});
