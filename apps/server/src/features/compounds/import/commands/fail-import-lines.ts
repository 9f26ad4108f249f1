import { compoundImportStored } from '@muster/contract/compounds/compounds.events';
import type { ImportFaultCode } from '@muster/contract/compounds/import-faults';
import { sql } from 'kysely';
import { event, type Facts, internalCommand, noEvent } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { lockImport, settleLines, waitingLines } from '../imports.store.ts';

/** Sets aside what cannot be stored: the next line, or all that is left; the report says why. */
export const failImportLines = internalCommand('failImportLines', {
  action: 'compound:import',
  async run({ tx, principal, input, now }: Facts<{ importId: string; code: ImportFaultCode; all: boolean }>) {
    const row = await lockImport(tx, input.importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    if (row.state !== 'running') return { permit, result: {}, events: noEvent('it had ended before') };
    const [next] = await waitingLines(tx, row.id, 1);
    if (!next) return { permit, result: {}, events: noEvent('nothing was left') };
    const fault = { column: null, code: input.code, params: {} };
    if (input.all)
      await sql`update compound_import_lines set result = 'failed',
          shown = jsonb_set(shown, '{faults}', jsonb_build_array(${JSON.stringify(fault)}::jsonb || jsonb_build_object('leaf', leaf, 'row', row_number)))
        where import_id = ${row.id}::uuid and result is null and outcome in ('add', 'change')`.execute(tx);
    else await settleLines(tx, row.id, [], [{ n: next.n, fault: { leaf: next.leaf, row: next.row, ...fault } }]);
    const failed = input.all ? row.todo - row.done : row.failed + 1;
    const isThrough = row.done + failed >= row.todo;
    await tx
      .updateTable('compound_imports')
      .set({ failed, ...(isThrough ? { state: 'done', ended_at: now } : {}) })
      .where('id', '=', row.id)
      .execute();
    const counts = { added: 0, changed: 0, failed: failed - row.failed, buildings: 0, isLast: isThrough };
    return {
      permit,
      result: {},
      events: [
        event(
          compoundImportStored,
          { areaCode: row.area_code, personId: row.person_id },
          { importId: row.id, fileName: row.file_name, ...counts },
        ),
      ],
    };
  },
});
