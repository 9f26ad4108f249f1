import { type RowFault, rowError } from '@muster/contract/areas/row-errors';
import { grantFault } from '@muster/contract/people/granting';
import { roleName } from '@muster/contract/people/role-names';
import type { RosterRow } from '@muster/contract/people/roster-file.rules';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { areaNames } from '../areas/index.ts';
import type { NewAssignment } from './assignments.store.ts';
import type { PersonRow } from './persons.store.ts';
import { heldAssignments, isSeparated, type KnownPerson, knownPeople } from './roster.store.ts';
import { type UnitRow, unitsByName } from './units.store.ts';

/** What a roster asks for, compared with what is there: nothing is written yet. */
export interface Plan {
  rows: { row: RosterRow; personId: string }[];
  people: PersonRow[];
  newIds: Set<string>;
  assignments: NewAssignment[];
  titles: { id: string; title: string }[];
  units: { personId: string; unitId: string }[];
  changedRows: number;
  unchangedRows: number;
  errors: RowFault[];
}

export async function planRoster(tx: Tx, principal: Principal, rows: readonly RosterRow[], now: Date): Promise<Plan> {
  const [areas, units] = [
    await areaNames(tx, [...new Set(rows.flatMap((row) => row.areaCode ?? []))]),
    await unitsByName(tx, [...new Set(rows.flatMap((row) => row.unit ?? []))]),
  ];
  const errors: RowFault[] = [];
  const placed = rows.filter((row) => {
    const fault = placedFault(row, areas, units, principal);
    if (fault) errors.push(fault);
    return fault === null;
  });
  const mobiles = placed.flatMap((row) => row.mobile ?? []);
  const known = new Known(
    await knownPeople(
      tx,
      mobiles,
      placed.filter((row) => row.mobile === null).map((row) => row.name),
    ),
  );
  const held = await heldAssignments(tx, known.ids(), now);
  const plan: Plan = {
    rows: [],
    people: [],
    newIds: new Set(),
    assignments: [],
    titles: [],
    units: [],
    changedRows: 0,
    unchangedRows: 0,
    errors,
  };
  const heldBy = Map.groupBy(held, (assignment) => assignment.personId);
  const separated = new Map(held.filter(({ role }) => isSeparated(role)).map(({ personId, role }) => [personId, role]));
  for (const row of placed) planRow(row);
  return plan;

  function planRow(row: RosterRow): void {
    const unit = row.unit === null ? undefined : units.get(row.unit);
    const managedCode = row.areaCode ?? (unit as UnitRow).areaCode;
    const person = known.find(row, managedCode);
    if (person && person.name !== row.name) {
      errors.push(rowError(row.line, 'row.mobile-of-other', { mobile: row.mobile ?? '', name: person.name }));
      return;
    }
    const personId = person?.id ?? newId(now.getTime());
    if (isSeparated(row.role)) {
      const other = separated.get(personId);
      if (other !== undefined && other !== row.role) {
        errors.push(rowError(row.line, 'row.role-separated'));
        return;
      }
      separated.set(personId, row.role);
    }
    if (!person) {
      const added = { id: personId, name: row.name, mobile: row.mobile, areaCode: managedCode, unitId: unit?.id ?? null };
      known.add(added);
      plan.newIds.add(personId);
      plan.people.push({ ...added, memberCategory: row.role === 'volunteer' ? 'volunteer' : 'staff' });
    }
    plan.rows.push({ row, personId });
    planAssignment(row, personId, managedCode, unit, person);
  }

  function planAssignment(
    row: RosterRow,
    personId: string,
    managedCode: string,
    unit: UnitRow | undefined,
    person: KnownPerson | undefined,
  ) {
    const unitId = row.areaCode === null ? (unit?.id ?? null) : null;
    const same = heldBy.get(personId)?.find((one) => one.role === row.role && one.areaCode === row.areaCode && one.unitId === unitId);
    const movesUnit = person !== undefined && unit !== undefined && person.unitId !== unit.id;
    if (movesUnit) {
      plan.units.push({ personId, unitId: unit.id });
      person.unitId = unit.id;
    }
    if (!same) {
      const { role, areaCode, title } = row;
      plan.assignments.push({
        id: newId(now.getTime()),
        personId,
        personName: row.name,
        role,
        areaCode,
        managedCode,
        unitId,
        title,
        from: now,
        to: null,
      });
      return;
    }
    const changesTitle = row.title !== null && row.title !== same.title;
    if (changesTitle) plan.titles.push({ id: same.id, title: row.title as string });
    if (changesTitle || movesUnit) plan.changedRows++;
    else plan.unchangedRows++;
  }
}

/** What only the territory, the units and the rights of whoever imports can tell of a row. */
function placedFault(
  row: RosterRow,
  areas: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, UnitRow>,
  principal: Principal,
): RowFault | null {
  const { line, role, areaCode } = row;
  if (areaCode !== null && !areas.has(areaCode)) return rowError(line, 'row.area-unknown', { code: areaCode });
  const unit = row.unit === null ? undefined : units.get(row.unit);
  if (row.unit !== null && !unit) return rowError(line, 'row.unit-unknown', { unit: row.unit });
  const unitId = areaCode === null ? (unit?.id ?? null) : null;
  switch (grantFault(principal, { role, areaCode, unitId }, unit?.areaCode ?? null)) {
    case 'role':
      return rowError(line, 'row.role-not-yours', { role: roleName(role) });
    case 'scope':
      return rowError(line, 'row.code-outside', { code: areaCode ?? row.unit ?? '', scope: principal.areaCode ?? '' });
    default:
      return null;
  }
}

/** People known so far, those of the file itself included: its rows may name one person several times. */
class Known {
  readonly #byMobile = new Map<string, KnownPerson>();
  readonly #byName = new Map<string, KnownPerson>();
  readonly #ids: string[] = [];

  constructor(people: readonly KnownPerson[]) {
    for (const person of people) {
      this.add(person);
      this.#ids.push(person.id);
    }
  }

  add(person: KnownPerson): void {
    if (person.mobile !== null) this.#byMobile.set(person.mobile, person);
    else this.#byName.set(`${person.name}\n${person.areaCode}`, person);
  }

  /** Without a number, a name means the person of that name, also without one, in the same area. */
  find(row: RosterRow, managedCode: string): KnownPerson | undefined {
    return row.mobile !== null ? this.#byMobile.get(row.mobile) : this.#byName.get(`${row.name}\n${managedCode}`);
  }

  /** Of those who were in the database before. */
  ids(): readonly string[] {
    return this.#ids;
  }
}
