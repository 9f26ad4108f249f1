import { type PlaceCheckKey, placeChecks } from '@muster/contract/places/place-kinds';
import type { PlaceCheck, PlaceProblem } from '@muster/contract/places/place-problems.operations';
import type { Place } from '@muster/contract/places/places.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { type PlaceRow, placeColumnsShown, placeJoins, toPlace } from './place-row.ts';
import { type ProblemRow, problemColumns, problemJoins, toProblem } from './problem-row.ts';

/** A community has some ten places; a phone keeps no more than this. */
const placesMost = 60;
const problemsMost = 60;

interface CheckRow {
  place_id: string;
  key: PlaceCheckKey;
  is_met: boolean;
  note: string | null;
  person_name: string;
  at: Date;
}

interface Kept {
  items: (Place & { checks: PlaceCheck[] })[];
  /** Not settled, the longest waiting first. */
  problems: PlaceProblem[];
}

/** The places of a community as whoever works there needs them without network, in three reads however many there are. */
export async function communityPlaces(tx: Tx, principal: Principal, communityCode: string, now: Date): Promise<Kept> {
  const [places, problems] = await Promise.all([
    sql<PlaceRow>`select ${placeColumnsShown(now)} from (
        select * from places p where p.closed_at is null and p.community_code = ${communityCode} order by p.name, p.id limit ${placesMost}) p ${placeJoins}
      order by p.name, p.id`.execute(tx),
    sql<ProblemRow>`select ${problemColumns} from (
        select * from place_problems where community_code = ${communityCode} and state <> 'settled' order by reported_at, id limit ${problemsMost}) q
      ${problemJoins} order by q.reported_at, q.id`.execute(tx),
  ]);
  // The last of each, by lookups: the past of a place does not cost.
  const checks = await sql<CheckRow>`select t.place_id, k.* from unnest(${places.rows.map((row) => row.id)}::uuid[]) as t(place_id)
      cross join unnest(${[...placeChecks]}::text[]) as y(key) cross join lateral (
        select check_key as key, is_met, note, person_name, done_at as at from place_checks c
        where c.place_id = t.place_id and c.community_code = ${communityCode} and c.check_key = y.key order by done_at desc, id desc limit 1) k`.execute(
    tx,
  );
  const place = toPlace(principal, now);
  return {
    items: places.rows.map((row) => ({
      ...place(row),
      checks: row.kind === 'testPoint' ? placeChecks.map((key) => toCheck(key, row.id, checks.rows)) : [],
    })),
    problems: problems.rows.map(toProblem(principal, now)),
  };
}

function toCheck(key: PlaceCheckKey, placeId: string, rows: readonly CheckRow[]): PlaceCheck {
  const row = rows.find((one) => one.place_id === placeId && one.key === key);
  return {
    key,
    isMet: row?.is_met ?? null,
    note: row?.note ?? null,
    personName: row?.person_name ?? null,
    at: row?.at.toISOString() ?? null,
  };
}
