/** Sheets as people send them, brought in as the server does it: a file in a folder, a command, the job. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompoundImport, ImportLine } from '@muster/contract/compounds/import.operations';
import type { TestCity } from '@muster/testkit/city';
import type { WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { newId } from '../../../platform/ids.ts';
import type { Principal } from '../../../platform/principal.ts';
import { runCompoundImport } from './commands/run-compound-import.ts';
import { startCompoundImport } from './commands/start-compound-import.ts';
import { compoundImportTasks } from './import.tasks.ts';
import { getCompoundImport, listImportLines } from './imports.views.ts';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  csv: 'text/plain',
};

type Rows = (string | number | null)[][];
export const xlsx = (rows: Rows, more: Partial<WriteSheet> = {}) =>
  writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...more } as WriteSheet] });
export const merged = (startRow: number, startCol: number, endRow: number, endCol: number) => ({ startRow, startCol, endRow, endCol });

export function importsOf(city: TestCity) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-import-'));
  const [task] = compoundImportTasks({
    city: city.runtime.city,
    now: city.clock.now,
    pathOf: (fileId) => join(folder, fileId),
    system: () => city.system,
    run: (principal, command, input) => city.run(command, principal, input),
    log: () => {},
  });

  async function send(by: Principal, data: Uint8Array | string, kind: keyof typeof types = 'xlsx'): Promise<string> {
    const fileId = newId();
    writeFileSync(join(folder, fileId), data);
    await city.sql(
      `insert into city.files (id, person_id, purpose, name, length, state, type, bytes, sha256, created_at)
        values ($1, $2, 'attachment', $3, 10, 'kept', $4, 10, 'none', now())`,
      [fileId, by.personId, `小区.${kind}`, types[kind]],
    );
    return fileId;
  }

  const imports = {
    folder,
    send,
    /** The job, as a timer calls it. */
    work: (importId: string) => task?.run({ importId }) ?? Promise.resolve(),
    /** Sends and reads a file; what would become of it. */
    async read(by: Principal, data: Uint8Array | string, kind: keyof typeof types = 'xlsx', communityCode?: string) {
      const importId = newId();
      const fileId = await send(by, data, kind);
      await city.run(startCompoundImport, by, { importId, fileId, ...(communityCode ? { communityCode } : {}) });
      await imports.work(importId);
      return imports.look(by, importId);
    },
    async look(
      by: Principal,
      importId: string,
    ): Promise<{ id: string; file: CompoundImport & { leaves: unknown[] }; lines: ImportLine[] }> {
      const file = await city.read(getCompoundImport, by, { importId });
      const { items } = await city.read(listImportLines, by, { importId, limit: 200 });
      return { id: importId, file: file as never, lines: items };
    },
    async store(by: Principal, importId: string) {
      await city.run(runCompoundImport, by, { importId });
      await imports.work(importId);
      return imports.look(by, importId);
    },
    /** Codes of the faults with their cell, in the order of the file. */
    faults: (lines: readonly ImportLine[]) =>
      lines.flatMap((line) => line.faults).map((fault) => `${fault.column ?? ''}${fault.row} ${fault.code}`),
  };
  return imports;
}
