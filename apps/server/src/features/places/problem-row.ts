import { nextState } from '@muster/contract/machine';
import type { PlaceProblemKind } from '@muster/contract/places/place-kinds';
import { type PlaceProblemState, placeProblemMachine } from '@muster/contract/places/place-machines';
import type { PlaceProblem } from '@muster/contract/places/place-problems.operations';
import { sql } from 'kysely';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { placesPolicy } from './places.policy.ts';

export interface ProblemRow {
  id: string;
  place_id: string;
  place_name: string;
  community_code: string;
  community_name: string;
  kind: PlaceProblemKind;
  note: string | null;
  state: PlaceProblemState;
  person_name: string;
  reported_at: Date;
  seen_by: string | null;
  seen_at: Date | null;
  settled_by: string | null;
  settled_at: Date | null;
  outcome: string | null;
  due_at: Date;
}

export const problemColumns = sql`q.id, q.place_id, p.name as place_name, q.community_code, a.short_name as community_name, q.kind, q.note, q.state,
  q.person_name, q.reported_at, q.seen_by, q.seen_at, q.settled_by, q.settled_at, q.outcome, q.due_at`;
export const problemJoins = sql`join places p on p.id = q.place_id join areas a on a.code = q.community_code`;

export function toProblem(principal: Principal, now: Date): (row: ProblemRow) => PlaceProblem {
  return (row) => {
    const place = { communityCode: row.community_code };
    return {
      id: row.id,
      placeId: row.place_id,
      placeName: row.place_name,
      communityCode: row.community_code,
      communityName: row.community_name,
      kind: row.kind,
      text: row.note,
      state: row.state,
      reportedBy: row.person_name,
      reportedAt: row.reported_at.toISOString(),
      seenBy: row.seen_by,
      seenAt: row.seen_at?.toISOString() ?? null,
      settledBy: row.settled_by,
      settledAt: row.settled_at?.toISOString() ?? null,
      outcome: row.outcome,
      dueAt: row.due_at.toISOString(),
      isLate: row.state !== 'settled' && row.due_at < now,
      may: {
        see: nextState(placeProblemMachine, row.state, 'see') !== null && may(placesPolicy, principal, 'place:seeProblem', place),
        settle: nextState(placeProblemMachine, row.state, 'settle') !== null && may(placesPolicy, principal, 'place:settleProblem', place),
      },
    };
  };
}
