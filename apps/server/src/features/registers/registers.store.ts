import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import type { RegisterContent } from './register-content.ts';

export interface RegisterRow {
  id: string;
  format: 'page' | 'docx';
  file_name: string;
  content: RegisterContent;
}

export async function insertRegister(tx: Tx, principal: Principal, row: RegisterRow & { compoundId: string }, now: Date): Promise<void> {
  await sql`insert into registers (id, compound_id, person_id, assignment_id, format, file_name, content, taken_at)
    values (${row.id}, ${row.compoundId}, ${principal.personId}, ${principal.assignmentId}, ${row.format}, ${row.file_name},
      ${JSON.stringify(row.content)}::jsonb, ${now})`.execute(tx);
}

/** Only whoever took it, in the assignment in which he did (and by row-level security nobody else). */
export async function registerOf(tx: Tx, principal: Principal, id: string): Promise<RegisterRow | null> {
  const { rows } = await sql<RegisterRow>`select id, format, file_name, content from registers
    where id = ${id}::uuid and assignment_id is not distinct from ${principal.assignmentId}`.execute(tx);
  return rows[0] ?? null;
}
