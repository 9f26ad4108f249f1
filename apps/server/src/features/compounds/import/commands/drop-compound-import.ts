import { compoundImportDropped } from '@muster/contract/compounds/compounds.events';
import { dropCompoundImport as operation } from '@muster/contract/compounds/import.operations';
import { command, event } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { lockImport, requireState } from '../imports.store.ts';

export const dropCompoundImport = command(operation, {
  action: 'compound:import',
  async run({ tx, principal, input, now }) {
    const row = await lockImport(tx, input.importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    if (row.state !== 'reading') requireState(row, 'ready');
    await tx.updateTable('compound_imports').set({ state: 'dropped', ended_at: now }).where('id', '=', row.id).execute();
    return {
      permit,
      result: { importId: row.id },
      events: [
        event(
          compoundImportDropped,
          { areaCode: row.area_code, personId: principal.personId },
          { importId: row.id, fileName: row.file_name },
        ),
      ],
    };
  },
});
