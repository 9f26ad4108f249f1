import { nextState } from '@muster/contract/machine';
import { type RoundState, roundMachine } from '@muster/contract/places/place-machines';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

/** How long after its planned end a round that nobody closed is over by itself. */
export const lapseHours = 3;

export interface LockedRound {
  id: string;
  place_id: string;
  community_code: string;
  name: string;
  state: RoundState;
  planned_to: Date;
  opened_at: Date | null;
  closed_at: Date | null;
  done: number;
  place_name: string;
  place_closed: boolean;
}

export async function lockRound(tx: Tx, id: string): Promise<LockedRound> {
  const { rows } =
    await sql<LockedRound>`select r.id, r.place_id, r.community_code, r.name, r.state, r.planned_to, r.opened_at, r.closed_at, r.done,
      coalesce(p.name, '') as place_name, p.closed_at is not null as place_closed
    from place_rounds r left join places p on p.id = r.place_id where r.id = ${id}::uuid for no key update of r`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export function moveRound(round: LockedRound, command: 'open' | 'close' | 'lapse'): RoundState {
  const state = nextState(roundMachine, round.state, command);
  if (state === null) throw new Problem('state.moved-on', { state: round.state });
  return state;
}

export async function insertRound(
  tx: Tx,
  round: { id: string; placeId: string; communityCode: string; name: string; plannedFrom: Date; plannedTo: Date; now: Date },
): Promise<void> {
  await tx
    .insertInto('place_rounds')
    .values({
      id: round.id,
      place_id: round.placeId,
      community_code: round.communityCode,
      name: round.name,
      state: 'planned',
      planned_from: round.plannedFrom,
      planned_to: round.plannedTo,
      created_at: round.now,
    })
    .execute();
}

export async function openRoundAt(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('place_rounds').set({ state: 'open', opened_at: at }).where('id', '=', id).execute();
}

export async function closeRoundAt(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('place_rounds').set({ state: 'closed', closed_at: at }).where('id', '=', id).execute();
}

/** Rounds that nobody closed, or never opened, some hours after their planned end. */
export async function lockLapsed(tx: Tx, now: Date, limit: number): Promise<LockedRound[]> {
  const before = new Date(now.getTime() - lapseHours * 3_600_000);
  const { rows } =
    await sql<LockedRound>`select r.id, r.place_id, r.community_code, r.name, r.state, r.planned_to, r.opened_at, r.closed_at, r.done,
      p.name as place_name, p.closed_at is not null as place_closed
    from place_rounds r join places p on p.id = r.place_id where r.state <> 'closed' and r.planned_to < ${before} order by r.planned_to limit ${limit} for no key update of r`.execute(
      tx,
    );
  return rows;
}

/** Those of a place that are not over, when the place is. */
export async function closeRoundsOf(tx: Tx, placeId: string, at: Date): Promise<void> {
  await sql`update place_rounds set state = 'closed', closed_at = ${at}::timestamptz where place_id = ${placeId}::uuid and state <> 'closed'`.execute(
    tx,
  );
}

export interface NewReport {
  id: string;
  placeId: string;
  communityCode: string;
  roundId: string | null;
  kind: 'queue' | 'count' | 'correction';
  queue?: string;
  amount?: number;
  reason?: string;
  person: { id: string; name: string };
  doneAt: Date;
  now: Date;
}

/** Keyed by the id that the phone made: the same report sent twice is one. */
export async function insertReport(tx: Tx, report: NewReport): Promise<void> {
  await tx
    .insertInto('place_reports')
    .values({
      id: report.id,
      place_id: report.placeId,
      community_code: report.communityCode,
      round_id: report.roundId,
      kind: report.kind,
      queue: report.queue ?? null,
      amount: report.amount ?? null,
      reason: report.reason ?? null,
      person_id: report.person.id,
      person_name: report.person.name,
      done_at: report.doneAt,
      received_at: report.now,
    })
    .execute();
}

/** Adds what was reported: sums do not mind in which order they come. */
export async function addDone(tx: Tx, roundId: string, amount: number): Promise<void> {
  await sql`update place_rounds set done = done + ${amount} where id = ${roundId}::uuid`.execute(tx);
}

/** Of two reports the one that was made later counts, whichever arrived first. */
export async function setQueue(tx: Tx, placeId: string, queue: string, at: Date, by: string): Promise<void> {
  await sql`update places set queue = ${queue}, queue_at = ${at}::timestamptz, queue_by = ${by}
    where id = ${placeId}::uuid and (queue_at is null or queue_at < ${at}::timestamptz)`.execute(tx);
}

/** The round that was open when a report was made, so that it is shown with it. */
export async function openRoundOf(tx: Tx, placeId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from place_rounds where place_id = ${placeId}::uuid and state = 'open'`.execute(tx);
  return rows[0]?.id ?? null;
}
