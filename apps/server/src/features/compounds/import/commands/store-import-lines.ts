import { compoundImportStored } from '@muster/contract/compounds/compounds.events';
import { event, type Facts, internalCommand, noEvent } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { requireOpenAreas } from '../../../areas/index.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { lockImport, settleLines, waitingCommunities, waitingLines } from '../imports.store.ts';
import { layOver } from '../lay-over.ts';
import { writeLaidOver } from '../written.store.ts';

/** Compounds of one transaction: a quarter of a second of work, and as much is done again after a crash. */
const atOnce = 250;

/**
 * The next compounds of a file, each whole with its buildings, in one transaction with the note that they are through. So a server
 * that is killed goes on where it was, two that come together do nothing twice, and progress is what is really there.
 *
 * Not the whole file in one transaction: that would hold ten thousand compounds locked for all its time, tell nothing on the way,
 * and lose all of it with the process. What is stored by a file that stops half way is not half of anything: compounds do not
 * refer to each other, and the same file brought again finds them as they are.
 */
export const storeImportLines = internalCommand('storeImportLines', {
  action: 'compound:import',
  async run({ tx, principal, input, now }: Facts<{ importId: string; oneByOne: boolean }>) {
    const atMost = input.oneByOne ? 1 : atOnce;
    // Areas before anything that follows them, in the order of who changes the territory (ADR 0017).
    await requireOpenAreas(tx, await waitingCommunities(tx, input.importId, atMost));
    const row = await lockImport(tx, input.importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    if (row.state !== 'running') return { permit, result: { isThrough: true }, events: noEvent('it had ended before') };
    const lines = await waitingLines(tx, row.id, atMost);
    const laid = await layOver(tx, lines);
    await writeLaidOver(tx, laid, now);
    const done = laid.filter((one) => one.fault === null);
    const failed = laid.flatMap(({ line, fault }) =>
      fault === null ? [] : [{ n: line.n, fault: { leaf: line.leaf, row: line.row, column: null, ...fault } }],
    );
    await settleLines(
      tx,
      row.id,
      done.map(({ line }) => line.n),
      failed,
    );
    const isThrough = row.done + row.failed + lines.length >= row.todo || lines.length === 0;
    await tx
      .updateTable('compound_imports')
      .set({ done: row.done + done.length, failed: row.failed + failed.length, ...(isThrough ? { state: 'done', ended_at: now } : {}) })
      .where('id', '=', row.id)
      .execute();
    const counts = {
      added: done.filter(({ known }) => known === null).length,
      changed: done.filter(({ known }) => known !== null).length,
      failed: failed.length,
      buildings: done.reduce((sum, { merged }) => sum + (merged?.newBuildings.length ?? 0), 0),
    };
    return {
      permit,
      result: { isThrough },
      events: [
        event(
          compoundImportStored,
          { areaCode: row.area_code, personId: row.person_id },
          { importId: row.id, fileName: row.file_name, ...counts, isLast: isThrough },
        ),
      ],
    };
  },
});
