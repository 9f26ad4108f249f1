import { type PlaceCheckKey, placeChecks } from '@muster/contract/places/place-kinds';
import type { PlaceReport } from '@muster/contract/places/place-rounds.operations';
import { getPlace as operation } from '@muster/contract/places/places.operations';
import { sql } from 'kysely';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { type PlaceRow, placeColumnsShown, placeJoins, type RoundRow, toPlace, toRound } from './place-row.ts';
import { readsPlaces } from './places.policy.ts';
import { type ProblemRow, problemColumns, problemJoins, toProblem } from './problem-row.ts';

/** What a page shows of the past: enough for some days of rounds. */
const roundsShown = 20;
const reportsShown = 300;
const settledShown = 10;

interface DetailRow extends PlaceRow {
  closed_at: Date | null;
  close_reason: string | null;
}
interface ReportRow extends Omit<PlaceReport, 'at'> {
  at: Date;
}
interface CheckRow {
  key: PlaceCheckKey;
  is_met: boolean;
  note: string | null;
  person_name: string;
  at: Date;
}

export const getPlace = view(operation, {
  allows: readsPlaces,
  async read({ tx, principal, input, now }) {
    const { placeId } = input;
    const [places, rounds, reports, problems, checks] = await Promise.all([
      sql<DetailRow>`select ${placeColumnsShown(now)}, p.closed_at, p.close_reason from places p ${placeJoins} where p.id = ${placeId}::uuid`.execute(
        tx,
      ),
      sql<RoundRow>`select id, name, state, planned_from, planned_to, opened_at, closed_at, done from place_rounds
        where place_id = ${placeId}::uuid order by planned_from desc, id desc limit ${roundsShown}`.execute(tx),
      sql<ReportRow>`select id, round_id as "roundId", kind, queue, amount, reason, person_name as "personName", done_at as at from place_reports
        where place_id = ${placeId}::uuid order by done_at desc, id desc limit ${reportsShown}`.execute(tx),
      sql<ProblemRow>`select ${problemColumns} from (
          (select * from place_problems where place_id = ${placeId}::uuid and state <> 'settled')
          union all (select * from place_problems where place_id = ${placeId}::uuid and state = 'settled' order by settled_at desc limit ${settledShown})) q
        ${problemJoins} order by q.state = 'settled', q.reported_at desc`.execute(tx),
      sql<CheckRow>`select distinct on (check_key) check_key as key, is_met, note, person_name, done_at as at from place_checks
        where place_id = ${placeId}::uuid order by check_key, done_at desc, id desc`.execute(tx),
    ]);
    const [row] = places.rows;
    if (!row) throw notFound();
    const place = toPlace(principal, now)(row);
    return {
      ...place,
      may: row.closed_at ? { change: false, report: false } : place.may,
      closedAt: row.closed_at?.toISOString() ?? null,
      closeReason: row.close_reason,
      rounds: rounds.rows.map(toRound),
      reports: reports.rows.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
      problemList: problems.rows.map(toProblem(principal, now)),
      checks: row.kind === 'testPoint' ? placeChecks.map((key) => toCheck(key, checks.rows)) : [],
    };
  },
});

function toCheck(key: PlaceCheckKey, rows: readonly CheckRow[]) {
  const row = rows.find((one) => one.key === key);
  return {
    key,
    isMet: row?.is_met ?? null,
    note: row?.note ?? null,
    personName: row?.person_name ?? null,
    at: row?.at.toISOString() ?? null,
  };
}
