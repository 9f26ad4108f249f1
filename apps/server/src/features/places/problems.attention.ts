import { codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import { groundSteps } from '@muster/contract/attention/attention';
import { sql } from 'kysely';
import type { AttentionSource } from '../../platform/attention-source.ts';
import { type ProblemRow, problemColumns, problemJoins } from './problem-row.ts';

/**
 * What was reported as wrong at a place and is not settled: it waits at the community at once, and concerns those above
 * when its time is over. Served by `place_problems_unsettled`, which holds only what is open. What somebody has taken in
 * hand waits for nobody until then.
 */
export const problemsAttention: AttentionSource = {
  kinds: ['placeProblem'],
  open: (
    areaCode,
    now,
  ) => sql`select 'placeProblem'::text as kind, q.id as subject_id, q.community_code as area_code, null::uuid as order_id,
      q.due_at <= ${now}::timestamptz as is_late, null::text as limit_kind, false as is_escalated, false as unstaffed, q.due_at, q.reported_at as since
    from place_problems q where q.community_code >= ${areaCode} and q.community_code < ${rangeEnd(areaCode)} and q.state <> 'settled'
      and ${areaCode.length < codeLength('community') ? sql`q.due_at <= ${now}::timestamptz` : sql`(q.state = 'open' or q.due_at <= ${now}::timestamptz)`}`,
  async items(tx, ids, now) {
    const { rows } = await sql<ProblemRow>`select ${problemColumns} from place_problems q ${problemJoins}
      where q.id = any (${ids}::uuid[]) and (q.state = 'open' or q.state = 'seen' and q.due_at <= ${now}::timestamptz)`.execute(tx);
    return rows.map((row) => ({
      kind: 'placeProblem' as const,
      subjectId: row.id,
      areaCode: row.community_code,
      areaName: row.community_name,
      order: null,
      title: row.place_name,
      detail: row.note,
      attention: {
        state: row.due_at <= now ? ('late' as const) : ('waiting' as const),
        reason: 'placeProblem' as const,
        limit: null,
        since: (row.due_at <= now ? row.due_at : row.reported_at).toISOString(),
        until: row.due_at.toISOString(),
        escalated: false,
        nextStep: groundSteps.placeProblem,
      },
    }));
  },
};
