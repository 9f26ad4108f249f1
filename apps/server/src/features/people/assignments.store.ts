import type { Role } from '@muster/contract/people/roles';
import type { Tx } from '../../platform/db/scope.ts';

export interface NewAssignment {
  id: string;
  personId: string;
  personName: string;
  role: Role;
  areaCode: string | null;
  /** Its own area, or that of its unit. */
  managedCode: string;
  unitId: string | null;
  title: string | null;
  from: Date;
  to: Date | null;
}

export async function insertAssignment(tx: Tx, assignment: NewAssignment): Promise<void> {
  await tx
    .insertInto('assignments')
    .values({
      id: assignment.id,
      person_id: assignment.personId,
      person_name: assignment.personName,
      role: assignment.role,
      area_code: assignment.areaCode,
      managed_code: assignment.managedCode,
      unit_id: assignment.unitId,
      title: assignment.title,
      from_at: assignment.from,
      to_at: assignment.to,
      duty_changed_at: assignment.from,
    })
    .execute();
}

export interface LockedAssignment {
  id: string;
  personId: string;
  personName: string;
  role: Role;
  areaCode: string | null;
  managedCode: string;
  unitId: string | null;
  toAt: Date | null;
  onDuty: boolean;
}

/** Null when it does not exist for whoever asks. */
export async function lockAssignment(tx: Tx, assignmentId: string): Promise<LockedAssignment | null> {
  const row = await tx
    .selectFrom('assignments')
    .select([
      'id',
      'person_id as personId',
      'person_name as personName',
      'role',
      'area_code as areaCode',
      'managed_code as managedCode',
      'unit_id as unitId',
      'to_at as toAt',
      'on_duty as onDuty',
    ])
    .where('id', '=', assignmentId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? { ...row, role: row.role as Role } : null;
}

export async function endAssignmentRow(tx: Tx, assignmentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('assignments')
    // One that was to begin later ends where it begins.
    .set((e) => ({ to_at: e.fn<Date>('greatest', ['from_at', e.val(at)]), version: e('version', '+', 1) }))
    .where('id', '=', assignmentId)
    .execute();
}

export async function setOnDuty(tx: Tx, assignmentId: string, onDuty: boolean, at: Date): Promise<void> {
  await tx
    .updateTable('assignments')
    .set((e) => ({
      on_duty: onDuty,
      duty_changed_at: e.fn<Date>('greatest', ['duty_changed_at', e.val(at)]),
      version: e('version', '+', 1),
    }))
    .where('id', '=', assignmentId)
    .execute();
}
