import type { AbsenceReason } from '@muster/contract/patches/patches.operations';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import type { Person } from './patch-people.store.ts';

export async function insertAbsence(
  tx: Tx,
  absence: { id: string; person: Person; reason: AbsenceReason; from: Date; to: Date | null },
): Promise<void> {
  const { id, person, reason, from, to } = absence;
  await tx
    .insertInto('absences')
    .values({ id, person_id: person.id, person_name: person.name, area_code: person.area_code, reason, from_at: from, to_at: to })
    .execute();
}

export async function lockAbsence(tx: Tx, id: string, version: number, now: Date) {
  const row = await tx.selectFrom('absences').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new Problem('version.stale', { version: row.version });
  if (row.to_at && row.to_at <= now) throw new Problem('state.moved-on');
  return row;
}

export async function endAbsenceNow(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('absences')
    .set((e) => ({ to_at: at, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
