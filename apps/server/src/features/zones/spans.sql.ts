import { rangeEnd } from '@muster/contract/areas/area-code';
import { type RawBuilder, sql } from 'kysely';

/** Above that many digits an area is small enough that its own zones are fewer than those of a moment. */
const smallFrom = 9;
/** Classes of length: below 1, 2, 4 … 512 days, and the rest. */
const longestClass = 10;

/**
 * Zones `z` of an area that hold at a moment, past, present or future. A moment cuts through stretches that began any time
 * before it: those of a class of length began at most so many days before, so each class is one short range of an index, and
 * what is open stands in an index of its own. 200,000 changes cost what holds at the moment, not what there ever was.
 */
export function spansAt(under: string, at: Date): RawBuilder<unknown> {
  const within = sql`z.community_code >= ${under} and z.community_code < ${rangeEnd(under)}`;
  if (under.length >= smallFrom)
    return sql`(select z.* from zones z where ${within} and z.from_at <= ${at} and (z.to_at is null or z.to_at > ${at}))`;
  // An arm a class, with the class as a literal: joined to a series of numbers the planner reads every class from its beginning.
  const arms = Array.from(
    { length: longestClass },
    (
      _,
      k,
    ) => sql`select z.* from zones z where z.span_class = ${sql.lit(k)} and z.from_at > ${at}::timestamptz - ${sql.lit(`${2 ** k} days`)}::interval
      and z.from_at <= ${at} and z.to_at > ${at} and ${within}`,
  );
  const open = sql`select z.* from zones z where z.to_at is null and z.from_at <= ${at} and ${within}`;
  const longest = sql`select z.* from zones z where z.span_class = ${sql.lit(longestClass)} and z.from_at <= ${at} and z.to_at > ${at} and ${within}`;
  return sql`(${sql.join([open, ...arms, longest], sql` union all `)})`;
}
