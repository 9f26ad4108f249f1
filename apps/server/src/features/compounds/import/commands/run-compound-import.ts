import { compoundImportRun } from '@muster/contract/compounds/compounds.events';
import { runCompoundImport as operation } from '@muster/contract/compounds/import.operations';
import { command, event } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { Problem } from '../../../../platform/problem.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { countUndecided, lockImport, requireState } from '../imports.store.ts';

export const runCompoundImport = command(operation, {
  action: 'compound:import',
  async run({ tx, principal, input }) {
    const row = await lockImport(tx, input.importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    requireState(row, 'ready');
    if (row.todo === 0) throw new Problem('import.nothing-good');
    const undecided = await countUndecided(tx, row.id);
    if (undecided > 0) throw new Problem('import.undecided', { count: undecided });
    // It goes on in the name of who said yes, who may be another one of the same desk than who brought the file.
    const who = { person_id: principal.personId, person_name: principal.personName, assignment_id: principal.assignmentId };
    await tx
      .updateTable('compound_imports')
      .set({ state: 'running', ...who })
      .where('id', '=', row.id)
      .execute();
    return {
      permit,
      result: { importId: row.id, todo: row.todo },
      events: [
        event(
          compoundImportRun,
          { areaCode: row.area_code, personId: principal.personId },
          { importId: row.id, fileName: row.file_name, compounds: row.todo },
        ),
      ],
    };
  },
});
