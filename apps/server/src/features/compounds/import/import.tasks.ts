import { importRowsMost } from '@muster/contract/compounds/import-faults';
import type { Command } from '../../../platform/command.ts';
import { type City, inScope } from '../../../platform/db/scope.ts';
import type { Principal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Reaction } from '../../../platform/reaction.ts';
import { UnreadableBook } from '../../../platform/sheets/read/book.ts';
import { readBook } from '../../../platform/sheets/read/read-book.ts';
import type { Task } from '../../../platform/timers/jobs.ts';
import { areaNames } from '../../areas/index.ts';
import { failImportLines } from './commands/fail-import-lines.ts';
import { keepImportPlan, type Reading } from './commands/keep-import-plan.ts';
import { storeImportLines } from './commands/store-import-lines.ts';
import { holderOf } from './holder.store.ts';
import { type ImportRow, readImport } from './imports.store.ts';
import { type Plan, planImport } from './plan.ts';
import { sheetKinds } from './sheet-kinds.ts';

export interface ImportServices {
  city: City;
  now: () => Date;
  /** Where a kept file lies. */
  pathOf: (fileId: string) => string;
  /** Null while there is no city. */
  system: () => Principal | null;
  run: <I, R>(principal: Principal, command: Command<I, R>, input: I) => Promise<R>;
  log: (message: string) => void;
}

/** An import that begins, or that somebody has said yes to, is a job: it goes on when the page is closed and when a server is killed. */
export const compoundImportReactions: readonly Reaction[] = [
  {
    name: 'compounds.goOnWithImport',
    on: ['compoundImport.started', 'compoundImport.run'],
    async run({ event, jobs, now }) {
      const { importId } = event.payload as { importId: string };
      await jobs.add('compounds:import', { importId }, { key: `compounds:import:${importId}`, runAt: now });
      return [];
    },
  },
];

/**
 * Reads or stores an import, as far as it is not done: each step is a transaction of its own that moves it on, so a job that comes
 * late, twice or after a crash goes on where the other was.
 */
export function compoundImportTasks(services: ImportServices): readonly Task[] {
  return [
    {
      name: 'compounds:import',
      async run(payload) {
        const system = services.system();
        const importId = String(payload.importId);
        const row = system && (await inScope(services.city, system, (tx) => readImport(tx, importId), 'read'));
        if (!system || !row || (row.state !== 'reading' && row.state !== 'running')) return;
        const holder =
          row.assignment_id === null ? system : await inScope(services.city, system, (tx) => holderOf(tx, row, services.now()), 'read');
        if (row.state === 'reading') {
          const reading = holder ? await readFile(services, row, holder) : ended;
          await services.run(holder ?? system, keepImportPlan, { importId, reading });
        } else if (holder) await storeAll(services, holder, importId);
        // Nobody's name is used after he has left.
        else await services.run(system, failImportLines, { importId, code: 'row.stopped', all: true });
      },
    },
  ];
}

const ended: Reading = { refusal: { code: 'assignment.ended', params: {} } };

async function readFile({ city, pathOf, log }: ImportServices, row: ImportRow, holder: Principal): Promise<Reading> {
  try {
    const kind = sheetKinds[row.file_type] ?? 'text';
    const book = await readBook({
      path: pathOf(row.file_id),
      kind,
      name: row.file_name.replace(/\.[a-z]+$/i, ''),
      rowsMost: importRowsMost,
    });
    const plan = await inScope(
      city,
      holder,
      async (tx) => {
        const names = await areaNames(tx, row.community_code ? [row.community_code] : []);
        const fallback = row.community_code
          ? { code: row.community_code, name: names.get(row.community_code) ?? row.community_code }
          : null;
        return planImport(tx, book, row.area_code, fallback);
      },
      'read',
    );
    return refusalOf(plan) ?? { plan };
  } catch (error) {
    if (error instanceof UnreadableBook) return { refusal: { code: error.code, params: error.params } };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { refusal: { code: 'file.gone', params: {} } };
    log(`import ${row.id}: ${String(error)}`);
    throw error;
  }
}

function refusalOf({ leaves }: Plan): Reading | null {
  if (leaves.every((leaf) => leaf.headerRow === null)) return { refusal: { code: 'file.no-header', params: {} } };
  const rows = leaves.reduce((sum, leaf) => sum + leaf.rows, 0);
  if (rows === 0) return { refusal: { code: 'file.no-rows', params: {} } };
  if (rows > importRowsMost) return { refusal: { code: 'file.too-long', params: { most: String(importRowsMost) } } };
  return null;
}

/** Batch after batch; one that the database refuses is gone through line by line, so that only what is wrong is left out. */
async function storeAll({ run }: ImportServices, holder: Principal, importId: string): Promise<void> {
  let oneByOne = 0;
  for (;;) {
    try {
      const { isThrough } = await run(holder, storeImportLines, { importId, oneByOne: oneByOne > 0 });
      if (isThrough) return;
      if (oneByOne > 0) oneByOne--;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if (oneByOne > 0) await run(holder, failImportLines, { importId, code: 'compound.name-taken', all: false });
      else oneByOne = 250;
    }
  }
}
