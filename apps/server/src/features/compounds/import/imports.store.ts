import type { ImportLine, ReadLeaf } from '@muster/contract/compounds/import.operations';
import type { ImportRefusalCode } from '@muster/contract/compounds/import-faults';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/scope.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import type { PlannedLine } from './plan.ts';
import type { Given, GivenBuilding } from './sheet-line.ts';

export interface ImportRow {
  id: string;
  person_id: string;
  person_name: string;
  assignment_id: string | null;
  area_code: string;
  community_code: string | null;
  file_id: string;
  file_name: string;
  file_type: string;
  state: 'reading' | 'ready' | 'running' | 'done' | 'refused' | 'dropped';
  refusal: { code: ImportRefusalCode; params: Record<string, string> } | null;
  leaves: ReadLeaf[];
  counts: Partial<ImportCounts>;
  todo: number;
  done: number;
  failed: number;
  started_at: Date;
  ended_at: Date | null;
}

export interface ImportCounts {
  rows: number;
  add: number;
  change: number;
  same: number;
  faulty: number;
  buildingsAdd: number;
  buildingsChange: number;
}

export async function lockImport(tx: Tx, id: string): Promise<ImportRow> {
  const { rows } = await sql<ImportRow>`select * from compound_imports where id = ${id}::uuid for update`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export async function readImport(tx: Tx, id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`select * from compound_imports where id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** Refuses what can be done in one state only. */
export function requireState(row: ImportRow, state: ImportRow['state']): void {
  if (row.state !== state) throw new Problem('state.moved-on', { state: row.state });
}

const batchMost = 1000;

/** What was read, a thousand lines a statement. */
export async function insertLines(tx: Tx, row: ImportRow, lines: readonly PlannedLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += batchMost) {
    const batch = lines.slice(from, from + batchMost).map(({ line, outcome, shown }, at) => ({
      n: from + at + 1,
      community: line.community?.code ?? null,
      grid: line.gridCode,
      leaf: line.leaf,
      row: line.rows[0],
      name: line.name.slice(0, 200),
      outcome,
      given: { given: line.given, buildings: line.buildings, rows: line.rows },
      shown,
      asks: shown.candidates.length > 0,
    }));
    await sql`insert into compound_import_lines (import_id, n, area_code, community_code, grid_code, leaf, row_number, name, outcome, given, shown, asks)
      select ${row.id}::uuid, t.n, ${row.area_code}, t.community, t.grid, t.leaf, t.row, t.name, t.outcome, t.given, t.shown, t.asks
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as t(n int, community text, grid text, leaf int, row int, name text, outcome text,
        given jsonb, shown jsonb, asks boolean)
      returning n`.execute(tx);
  }
}

export interface WaitingLine {
  n: number;
  leaf: number;
  row: number;
  name: string;
  community_code: string;
  grid_code: string | null;
  outcome: ImportLine['outcome'];
  given: { given: Given; buildings: GivenBuilding[]; rows: number[] };
  decision: string | null;
}

/** The next lines that are not through. */
export async function waitingLines(tx: Tx, importId: string, limit: number): Promise<WaitingLine[]> {
  const { rows } =
    await sql<WaitingLine>`select n, leaf, row_number as row, name, community_code, grid_code, outcome, given, decision from compound_import_lines
    where import_id = ${importId}::uuid and result is null and outcome in ('add', 'change') order by n limit ${limit}`.execute(tx);
  return rows;
}

/** Where the next lines belong, read without a lock. */
export async function waitingCommunities(tx: Tx, importId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select distinct community_code as code from (select community_code from compound_import_lines
      where import_id = ${importId}::uuid and result is null and outcome in ('add', 'change') order by n limit ${limit}) l order by 1`.execute(
    tx,
  );
  return rows.map((row) => row.code);
}

export async function countUndecided(tx: Tx, importId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from compound_import_lines
    where import_id = ${importId}::uuid and asks and decision is null`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Settles lines; one that failed says why beside what else is shown of it. */
export async function settleLines(
  tx: Tx,
  importId: string,
  done: readonly number[],
  failed: readonly { n: number; fault: ImportLine['faults'][number] }[],
): Promise<void> {
  if (done.length > 0)
    await sql`update compound_import_lines set result = 'done' where import_id = ${importId}::uuid and n = any(${done}::int[])`.execute(tx);
  for (const { n, fault } of failed)
    await sql`update compound_import_lines set result = 'failed', shown = jsonb_set(shown, '{faults}', ${JSON.stringify([fault])}::jsonb)
      where import_id = ${importId}::uuid and n = ${n}`.execute(tx);
}
