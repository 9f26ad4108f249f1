import type { ExportFormat, ExportList } from '@muster/contract/exports/exports.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';

export interface ExportRow {
  id: string;
  list: ExportList;
  filters: Record<string, string>;
  format: ExportFormat;
  language: 'zh' | 'en';
  title: string;
  file_name: string;
  state: string;
  rows: number;
  seen_at: Date;
}
const columns = sql.raw('id, list, filters, format, language, title, file_name, state, rows, seen_at');

export interface NewExport {
  id: string;
  list: ExportList;
  filters: Record<string, string>;
  format: ExportFormat;
  language: 'zh' | 'en';
  title: string;
  fileName: string;
}

/** `exports_one_running` refuses a second one of the same person. */
export async function insertExport(tx: Tx, principal: Principal, row: NewExport, now: Date): Promise<void> {
  await sql`insert into exports (id, person_id, assignment_id, list, filters, format, language, title, file_name, started_at, seen_at)
    values (${row.id}, ${principal.personId}, ${principal.assignmentId}, ${row.list}, ${JSON.stringify(row.filters)}::jsonb, ${row.format}, ${row.language},
      ${row.title}, ${row.fileName}, ${now}, ${now})`.execute(tx);
}

export async function exportOf(tx: Tx, id: string): Promise<ExportRow | null> {
  return (await sql<ExportRow>`select ${columns} from exports where id = ${id}`.execute(tx)).rows[0] ?? null;
}

export async function runningOf(tx: Tx, principal: Principal): Promise<ExportRow | null> {
  const { rows } =
    await sql<ExportRow>`select ${columns} from exports where person_id = ${principal.personId} and state = 'running' for no key update`.execute(
      tx,
    );
  return rows[0] ?? null;
}

/** Whoever fetches the file first gets it, in the assignment in which he asked for it. */
export async function fetchExport(tx: Tx, principal: Principal, id: string, now: Date): Promise<ExportRow | null> {
  const { rows } = await sql<ExportRow>`update exports set fetched_at = ${now}, seen_at = ${now}
    where id = ${id} and state = 'running' and fetched_at is null and assignment_id is not distinct from ${principal.assignmentId} returning ${columns}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** False when it was ended meanwhile: nobody reads on for it. */
export async function noteRows(tx: Tx, id: string, rows: number, now: Date): Promise<boolean> {
  const result = await sql`update exports set rows = ${rows}, seen_at = ${now} where id = ${id} and state = 'running'`.execute(tx);
  return Number(result.numAffectedRows ?? 0) > 0;
}

export async function closeExport(tx: Tx, id: string, how: string, rows: number | null, now: Date): Promise<ExportRow | null> {
  const result = await sql<ExportRow>`update exports set state = ${how}, rows = coalesce(${rows}::int, rows), ended_at = ${now}
    where id = ${id} and state = 'running' returning ${columns}`.execute(tx);
  return result.rows[0] ?? null;
}
