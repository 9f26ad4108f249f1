import type { Tx } from '../../../platform/db/scope.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { ImportRow } from './imports.store.ts';

/** Who said yes, as he would act in that assignment now; null when it has ended. */
export async function holderOf(tx: Tx, row: ImportRow, now: Date): Promise<Principal | null> {
  if (row.assignment_id === null) return null;
  const assignment = await tx
    .selectFrom('assignments')
    .select(['person_id', 'person_name', 'role', 'area_code', 'unit_id'])
    .where('id', '=', row.assignment_id)
    .where('from_at', '<=', now)
    .where((where) => where.or([where('to_at', 'is', null), where('to_at', '>', now)]))
    .executeTakeFirst();
  if (!assignment) return null;
  return {
    kind: 'person',
    personId: assignment.person_id,
    personName: assignment.person_name,
    assignmentId: row.assignment_id,
    role: assignment.role as Principal['role'],
    areaCode: assignment.area_code,
    unitId: assignment.unit_id,
    sessionId: null,
    accountId: null,
    address: null,
  };
}
