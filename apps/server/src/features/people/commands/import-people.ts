import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { type RowFault, rowError } from '@muster/contract/areas/row-errors';
import { peopleImported } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { readRoster } from '@muster/contract/people/roster-file.rules';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { refuseLongFile } from '../../../platform/import-size.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { lockArea, requireOpenAreas } from '../../areas/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { peoplePolicy } from '../people.policy.ts';
import { type Plan, planRoster } from '../roster.plan.ts';
import { changeTitles, changeUnits, insertAssignments, insertPeople } from '../roster.store.ts';

/**
 * Loads a roster in one transaction: all of it, or the good rows if that was asked for, or nothing. The same mobile
 * number is the same person. Nobody is removed and no assignment ended by it.
 */
export function importPeopleTelling(progress: (done: number, all: number) => void) {
  return command(operations.importPeople, {
    action: 'person:import',
    async run({ tx, principal, input, now }) {
      const permit = authorize(peoplePolicy, principal, 'person:import', {});
      refuseLongFile(input.csv);
      // One import at a time in a territory: who has no number would be added twice. The same one again gets its first answer.
      await lockArea(tx, principal.areaCode ?? '');
      const before = await answeredBefore<ImportReport>(tx, { name: operations.importPeople.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, events: noEvent('this very command did it before') };
      const roster = readRoster(input.csv);
      if (!roster) throw new Problem('import.unreadable');
      const plan = await planRoster(tx, principal, roster.good, now);
      const refused = [...roster.errors, ...plan.errors];
      const held = (errors: RowFault[]) => ({
        permit,
        result: { rows: roster.rows, added: 0, changed: 0, unchanged: 0, held: roster.rows - errors.length, errors: byLine(errors) },
        events: noEvent('nothing was stored'),
      });
      if (refused.length > 0 && !input.goodRowsOnly) return held(refused);

      const into = [...plan.people.map((person) => person.areaCode), ...plan.assignments.map((assignment) => assignment.areaCode)];
      await requireOpenAreas(tx, [...new Set(into.filter((code) => code !== null))]);
      // Whose number belongs to somebody invisible shows only when he is added: then what was added is taken back.
      await sql`savepoint before_people`.execute(tx);
      const added = await insertPeople(tx, plan.people, now);
      const errors = [...refused, ...numbersOfOthers(plan, added)];
      if (errors.length > refused.length && !input.goodRowsOnly) {
        await sql`rollback to savepoint before_people`.execute(tx);
        return held(errors);
      }
      const isAdded = (personId: string) => !plan.newIds.has(personId) || added.has(personId);
      const assignments = plan.assignments.filter((assignment) => isAdded(assignment.personId));
      const report: ImportReport = {
        rows: roster.rows,
        added: assignments.length,
        changed: plan.changedRows,
        unchanged: plan.unchangedRows,
        held: 0,
        errors: byLine(errors),
      };
      if (assignments.length + plan.titles.length + plan.units.length === 0)
        return { permit, result: report, events: noEvent('nothing to change') };
      await insertAssignments(tx, assignments, (done) => progress(done, assignments.length));
      if (plan.titles.length > 0) await changeTitles(tx, plan.titles);
      if (plan.units.length > 0) await changeUnits(tx, plan.units);
      const counts = { rows: report.rows, added: report.added, changed: report.changed };
      const place = { areaCode: principal.areaCode, unitId: principal.unitId };
      return { permit, result: report, events: [event(peopleImported, place, counts)] };
    },
  });
}

export const importPeople = importPeopleTelling(() => {});

function numbersOfOthers(plan: Plan, added: ReadonlySet<string>): RowFault[] {
  return plan.rows
    .filter(({ personId }) => plan.newIds.has(personId) && !added.has(personId))
    .map(({ row }) => rowError(row.line, 'row.mobile-of-other', { mobile: row.mobile ?? '', name: '' }));
}

function byLine(errors: readonly RowFault[]): ImportReport['errors'] {
  return [...errors].sort((a, b) => a.line - b.line);
}
