import { nextState } from '@muster/contract/machine';
import type { PlaceProblemKind } from '@muster/contract/places/place-kinds';
import { type PlaceProblemState, placeProblemMachine } from '@muster/contract/places/place-machines';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

/** Within which a problem at a place should be settled: people stand in the queue meanwhile. */
export const settleMinutes = 120;

export async function insertProblem(
  tx: Tx,
  problem: {
    id: string;
    placeId: string;
    communityCode: string;
    kind: PlaceProblemKind;
    note: string | null;
    person: { id: string; name: string };
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('place_problems')
    .values({
      id: problem.id,
      place_id: problem.placeId,
      community_code: problem.communityCode,
      kind: problem.kind,
      note: problem.note,
      state: 'open',
      person_id: problem.person.id,
      person_name: problem.person.name,
      reported_at: problem.at,
      due_at: new Date(problem.at.getTime() + settleMinutes * 60_000),
    })
    .execute();
}

export interface LockedProblem {
  id: string;
  place_id: string;
  community_code: string;
  kind: PlaceProblemKind;
  state: PlaceProblemState;
  place_name: string;
}

export async function lockProblem(tx: Tx, id: string): Promise<LockedProblem> {
  const { rows } = await sql<LockedProblem>`select q.id, q.place_id, q.community_code, q.kind, q.state, coalesce(p.name, '') as place_name
    from place_problems q left join places p on p.id = q.place_id where q.id = ${id}::uuid for no key update of q`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export function moveProblem(problem: LockedProblem, command: 'see' | 'settle'): PlaceProblemState {
  const state = nextState(placeProblemMachine, problem.state, command);
  if (state === null) throw new Problem('state.moved-on', { state: problem.state });
  return state;
}

export async function markSeen(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx.updateTable('place_problems').set({ state: 'seen', seen_by: by, seen_at: at }).where('id', '=', id).execute();
}

export async function markSettled(tx: Tx, id: string, by: string, at: Date, outcome: string): Promise<void> {
  await tx.updateTable('place_problems').set({ state: 'settled', settled_by: by, settled_at: at, outcome }).where('id', '=', id).execute();
}

export async function anyUnsettled(tx: Tx, placeId: string): Promise<boolean> {
  const { rows } = await sql<{
    n: number;
  }>`select 1 as n from place_problems where place_id = ${placeId}::uuid and state <> 'settled' limit 1`.execute(tx);
  return rows.length > 0;
}
