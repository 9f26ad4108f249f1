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

/** A phone whose battery was empty may believe in 1970: 63 years. */
export const skewSecondsMost = 2_000_000_000;

/**
 * What every write carries. `commandId` is made once, before the first attempt, and kept through all retries: the
 * same command sent ten times has one effect and one answer. `doneAt` is when a person did it by the clock of the
 * device (it may have been without network), set right by the skew that was measured against the server's; how far that
 * clock stood off is told besides, and the server keeps its own time. `after` names the command that this one follows,
 * where that was not confirmed yet: come first, this one is held (202) and applied when the other arrives.
 */
export const commandInput = z.object({
  commandId: uuid,
  doneAt: instant.optional(),
  clockSkewSeconds: z.number().int().min(-skewSecondsMost).max(skewSecondsMost).optional(),
  after: uuid.optional(),
});

/** Keyset paging: pass back `nextCursor` of the page before; absent on the last page. No totals: they would cost the table. */
export const pageInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const empty = z.object({});
