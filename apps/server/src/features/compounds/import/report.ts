import type { ImportFault } from '@muster/contract/compounds/import.operations';
import { importRowsMost } from '@muster/contract/compounds/import-faults';
import { importColumnName, importFaultText, type SheetLanguage } from '@muster/contract/compounds/import-sentences';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/scope.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Notes } from '../../../platform/sheets/read/annotate-xlsx.ts';
import type { SheetJob } from '../../../platform/sheets/read/sheet-job.ts';
import { importsCompounds } from '../compounds.policy.ts';
import { type ImportRow, readImport } from './imports.store.ts';
import { sheetKinds } from './sheet-kinds.ts';

/** What the report of an import is made of: the file, and what stands beside its rows. Null where nothing is to be told. */
async function reportOf(
  tx: Tx,
  row: ImportRow,
  path: string,
  language: SheetLanguage,
): Promise<(SheetJob & { annotate: { title: string; notes: Notes[] } }) | null> {
  const { rows } = await sql<{ leaf: number; rows: number[]; faults: ImportFault[] }>`
    select leaf, given -> 'rows' as rows, shown -> 'faults' as faults from compound_import_lines
    where import_id = ${row.id}::uuid and (outcome = 'faulty' or result = 'failed') order by n`.execute(tx);
  if (rows.length === 0) return null;
  const notes = row.leaves.flatMap((leaf, at): Notes[] => {
    const mine = rows.filter((line) => line.leaf === at + 1);
    if (leaf.headerRow === null || mine.length === 0) return [];
    const names = new Map(leaf.columns.map(({ letters, header }) => [letters, header]));
    return [{ leaf: at + 1, headerRow: leaf.headerRow, rows: rowNotes(mine, names, language) }];
  });
  const kind = sheetKinds[row.file_type] ?? 'text';
  const title = language === 'zh' ? '错误原因' : 'What is wrong';
  return { path, kind, name: row.file_name.replace(/\.[a-z]+$/i, ''), rowsMost: importRowsMost, annotate: { title, notes } };
}

function rowNotes(
  lines: readonly { rows: number[]; faults: ImportFault[] }[],
  names: ReadonlyMap<string, string>,
  language: SheetLanguage,
): Map<number, string> {
  const notes = new Map<number, string[]>();
  for (const { rows, faults } of lines) {
    for (const fault of faults) {
      const column = fault.column === null ? '' : names.get(fault.column) || importColumnName('name', language);
      const text = importFaultText(fault, language);
      notes.set(fault.row, [...(notes.get(fault.row) ?? []), column === '' ? text : `${column}${language === 'zh' ? '：' : ': '}${text}`]);
    }
    const firstRow = String(faults[0]?.row ?? '');
    // None of a compound is stored when one of its rows is wrong: the others say so, or they would be taken for done.
    for (const row of rows)
      if (!notes.has(row)) notes.set(row, [importFaultText({ code: 'compound.other-row', params: { firstRow } }, language)]);
  }
  return new Map([...notes].map(([row, texts]) => [row, texts.join(language === 'zh' ? '；' : '; ')]));
}

/** For whoever may see the import; null where there is none for him, or nothing wrong with it. */
export async function importReport(
  tx: Tx,
  principal: Principal,
  importId: string,
  pathOf: (fileId: string) => string,
  language: SheetLanguage,
): Promise<{ fileName: string; job: NonNullable<Awaited<ReturnType<typeof reportOf>>> } | null> {
  const row = importsCompounds(principal) ? await readImport(tx, importId) : null;
  const job = row && (await reportOf(tx, row, pathOf(row.file_id), language));
  if (!row || !job) return null;
  return { fileName: `${row.file_name.replace(/\.[a-z]+$/i, '')}${language === 'zh' ? '（错误原因）' : ' (what is wrong)'}.xlsx`, job };
}
