import { type AreaLevel, levelOfCode } from '@muster/contract/areas/area-code';
import type { Assignment } from '@muster/contract/people/people.operations';
import type { Role } from '@muster/contract/people/roles';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';

export interface AssignmentRow {
  id: string;
  person_id: string;
  role: string;
  area_code: string | null;
  area_name: string | null;
  unit_id: string | null;
  unit_name: string | null;
  title: string | null;
  from_at: Date;
  to_at: Date | null;
  on_duty: boolean;
}

export function toAssignment(row: AssignmentRow): Assignment {
  return {
    id: row.id,
    role: row.role as Role,
    areaCode: row.area_code,
    areaName: row.area_name,
    level: row.area_code === null ? null : (levelOfCode(row.area_code) as AreaLevel),
    unitId: row.unit_id,
    unitName: row.unit_name,
    title: row.title,
    from: row.from_at.toISOString(),
    to: row.to_at?.toISOString() ?? null,
    onDuty: row.on_duty,
  };
}

export function selectAssignments(tx: Tx) {
  return tx
    .selectFrom('assignments as a')
    .leftJoin('areas as r', 'r.code', 'a.area_code')
    .leftJoin('units as u', 'u.id', 'a.unit_id')
    .select([
      'a.id',
      'a.person_id',
      'a.role',
      'a.area_code',
      'r.short_name as area_name',
      'a.unit_id',
      'u.name as unit_name',
      'a.title',
      'a.from_at',
      'a.to_at',
      'a.on_duty',
    ]);
}

/** Assignments of these people, oldest first; those of now, or past and coming ones too. */
export async function assignmentsOf(tx: Tx, personIds: readonly string[], at: Date | 'ever'): Promise<Map<string, Assignment[]>> {
  let query = selectAssignments(tx).where('a.person_id', '=', anyOf(personIds)).orderBy('a.from_at').orderBy('a.id');
  if (at !== 'ever') query = query.where('a.from_at', '<=', at).where((w) => w.or([w('a.to_at', 'is', null), w('a.to_at', '>', at)]));
  const byPerson = new Map<string, Assignment[]>();
  for (const row of await query.execute()) {
    const list = byPerson.get(row.person_id);
    if (list) list.push(toAssignment(row));
    else byPerson.set(row.person_id, [toAssignment(row)]);
  }
  return byPerson;
}

/** What a person is now: the assignments in which he may act. */
export async function activeAssignments(tx: Tx, personId: string, now: Date): Promise<Assignment[]> {
  return (await assignmentsOf(tx, [personId], now)).get(personId) ?? [];
}

/** Who holds this role now, as far as the reader sees. */
export async function holdersOf(tx: Tx, role: Role, now: Date): Promise<string[]> {
  const held = await tx
    .selectFrom('assignments')
    .select('person_id')
    .where('role', '=', role)
    .where('from_at', '<=', now)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', now)]))
    .execute();
  return held.map((row) => row.person_id);
}
