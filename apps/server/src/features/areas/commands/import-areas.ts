import { lineage, rangeEnd } from '@muster/contract/areas/area-code';
import { readAreaFile } from '@muster/contract/areas/area-file.rules';
import { areasImported } from '@muster/contract/areas/areas.events';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import * as operations from '@muster/contract/areas/areas.operations';
import { rowError } from '@muster/contract/areas/row-errors';
import { command, event, noEvent } from '../../../platform/command.ts';
import { refuseLongFile } from '../../../platform/import-size.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { areasPolicy } from '../areas.policy.ts';
import { lockArea, namesByCode, upsertAreas } from '../areas.store.ts';
import { presentCodes } from '../lineage.store.ts';

/**
 * Loads a territory file in one transaction: all of it, or the good rows if that was asked for, or nothing. Known codes
 * are renamed, new ones added, none removed. `progress` is for the shell, which shows how far it is.
 */
export function importAreasTelling(progress: (done: number, all: number) => void) {
  return command(operations.importAreas, {
    action: 'area:import',
    async run({ tx, principal, input, now }) {
      const permit = authorize(areasPolicy, principal, 'area:import', {});
      refuseLongFile(input.csv);
      const scope = principal.areaCode ?? '';
      // One import at a time in a territory; the same one again gets its first answer, and undoes no later one.
      await lockArea(tx, scope);
      const before = await answeredBefore<ImportReport>(tx, { name: operations.importAreas.name, commandId: input.commandId, principal });
      if (before) return { permit, ...before, events: noEvent('this very command did it before') };
      const existing = await namesByCode(tx, scope, scope === '' ? ':' : rangeEnd(scope));
      const file = readAreaFile(input.csv, (code) => existing.has(code), scope);
      if (!file) throw new Problem('import.unreadable');
      // A code that is no more is not begun again: whoever brings an old file is told what the area is called now.
      const former = new Map(await presentCodes(tx, [...new Set(file.good.flatMap((row) => lineage(row.code)))]));
      const formerOf = (code: string) => lineage(code).findLast((one) => former.has(one));
      for (const row of file.good) {
        const code = formerOf(row.code);
        if (code !== undefined) file.errors.push(rowError(row.line, 'row.code-former', { code, present: former.get(code) ?? '' }));
      }
      file.errors.sort((a, b) => a.line - b.line);
      file.good = file.good.filter((row) => formerOf(row.code) === undefined);
      const added = file.good.filter((row) => !existing.has(row.code));
      const changed = file.good.filter((row) => existing.has(row.code) && existing.get(row.code) !== row.name);
      const report: ImportReport = {
        rows: file.rows,
        added: added.length,
        changed: changed.length,
        unchanged: file.good.length - added.length - changed.length,
        held: 0,
        errors: file.errors,
      };
      if (file.errors.length > 0 && !input.goodRowsOnly) {
        const held = { ...report, added: 0, changed: 0, unchanged: 0, held: file.good.length };
        return { permit, result: held, events: noEvent('nothing was stored') };
      }
      const writes = [...added, ...changed];
      if (writes.length === 0) return { permit, result: report, events: noEvent('nothing to change') };
      await upsertAreas(tx, writes, now, (done) => progress(done, writes.length));
      const { rows } = report;
      return {
        permit,
        result: report,
        events: [event(areasImported, { areaCode: principal.areaCode }, { rows, added: added.length, changed: changed.length })],
      };
    },
  });
}

export const importAreas = importAreasTelling(() => {});
