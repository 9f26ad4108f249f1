import { rangeEnd } from '@muster/contract/areas/area-code';
import { listPlaceProblems as operation } from '@muster/contract/places/place-problems.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { readsPlaces } from './places.policy.ts';
import { type ProblemRow, problemColumns, problemJoins, toProblem } from './problem-row.ts';

/** What is not settled, the longest waiting first; what was settled, the last one first. */
export const listPlaceProblems = view(operation, {
  allows: readsPlaces,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const settled = input.settled === 'true';
    const at = settled ? sql`settled_at` : sql`reported_at`;
    const order = settled ? sql`${at} desc, id desc` : sql`${at}, id`;
    const { rows } = await sql<ProblemRow>`select ${problemColumns} from (
        select * from place_problems where community_code >= ${under} and community_code < ${rangeEnd(under)}
          and ${settled ? sql`state = 'settled'` : sql`state <> 'settled'`}
          and ${after ? sql`(date_trunc('milliseconds', ${at}), id) ${settled ? sql`<` : sql`>`} (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
        order by ${order} limit ${input.limit + 1}) q ${problemJoins}
      order by ${settled ? sql`q.settled_at desc, q.id desc` : sql`q.reported_at, q.id`}`.execute(tx);
    return page(rows, input.limit, toProblem(principal, now), (row) => [
      (settled ? (row.settled_at as Date) : row.reported_at).toISOString(),
      row.id,
    ]);
  },
});
