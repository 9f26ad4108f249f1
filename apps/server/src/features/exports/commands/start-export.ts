import { exportEnded, exportMade } from '@muster/contract/exports/exports.events';
import { startExport as operation } from '@muster/contract/exports/exports.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { exportPolicy } from '../exports.policy.ts';
import { closeExport, insertExport, runningOf } from '../exports.store.ts';
import { type Lists, listInput, sheetOf } from '../sheets.ts';

/** Nobody has read on for so long: its process was killed, or the file was never fetched. */
const lostAfterMs = 60_000;

/**
 * Writes down who takes which list out before the first byte leaves, so that the record is there however the file ends. Reads one row
 * of the list as the reader: what he may not see is refused here and not in the middle of a file.
 */
export function startExport(lists: Lists) {
  return command(operation, {
    action: 'export:start',
    async run(facts) {
      const { tx, principal, input, now } = facts;
      const view = lists(input.list);
      const permit = authorize(exportPolicy, principal, 'export:start', { reads: view.allows(principal) });
      await view.read({ ...facts, input: listInput(input.list, input.filters, { limit: 1 }) });
      const running = await runningOf(tx, principal);
      const isLost = running !== null && now.getTime() - running.seen_at.getTime() > lostAfterMs;
      if (running && !isLost) throw new Problem('export.running', { fileName: running.file_name });
      const lost = running && (await closeExport(tx, running.id, 'lost', null, now));
      const sheet = await sheetOf(lists, facts, input.list, input.filters, input.language);
      const fileName = `${sheet.fileName}.${input.format}`;
      const { exportId, list, filters, format, language } = input;
      await insertExport(tx, principal, { id: exportId, list, filters, format, language, title: sheet.title, fileName }, now);
      const place = { areaCode: principal.areaCode, unitId: principal.unitId };
      return {
        permit,
        result: { exportId, fileName },
        events: [
          event(exportMade, place, {
            exportId,
            list,
            format,
            fileName,
            filters,
            narrowedBy: Object.entries(filters)
              .map(([key, value]) => `${key}=${value}`)
              .join(' '),
          }),
          ...(lost
            ? [
                event(exportEnded, place, {
                  exportId: lost.id,
                  list: lost.list,
                  format: lost.format,
                  rows: lost.rows,
                  how: 'lost' as const,
                }),
              ]
            : []),
        ],
      };
    },
  });
}
