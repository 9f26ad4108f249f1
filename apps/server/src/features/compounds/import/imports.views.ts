import type { CompoundImport, ImportLine } from '@muster/contract/compounds/import.operations';
import * as operations from '@muster/contract/compounds/import.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../../platform/paging.ts';
import { may } from '../../../platform/policy.ts';
import type { Principal } from '../../../platform/principal.ts';
import { notFound } from '../../../platform/problem.ts';
import { view } from '../../../platform/view.ts';
import { compoundsPolicy, importsCompounds } from '../compounds.policy.ts';
import { type ImportRow, readImport } from './imports.store.ts';

interface ShownRow extends ImportRow {
  area_name: string;
  undecided: number;
}

const shown = sql`i.*, a.short_name as area_name,
  (select count(*)::int from compound_import_lines l where l.import_id = i.id and l.asks and l.decision is null) as undecided`;

function toImport(row: ShownRow, principal: Principal): CompoundImport {
  const { counts } = row;
  const isHis = may(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    area: { code: row.area_code, name: row.area_name },
    startedAt: row.started_at.toISOString(),
    startedBy: row.person_name,
    endedAt: row.ended_at?.toISOString() ?? null,
    refusal: row.refusal,
    counts: {
      rows: counts.rows ?? 0,
      add: counts.add ?? 0,
      change: counts.change ?? 0,
      same: counts.same ?? 0,
      faulty: counts.faulty ?? 0,
      undecided: row.undecided,
      buildingsAdd: counts.buildingsAdd ?? 0,
      buildingsChange: counts.buildingsChange ?? 0,
    },
    todo: row.todo,
    done: row.done,
    failed: row.failed,
    reported: (counts.faulty ?? 0) + row.failed,
    may: {
      decide: isHis && row.state === 'ready',
      run: isHis && row.state === 'ready' && row.todo > 0,
      drop: isHis && (row.state === 'ready' || row.state === 'reading'),
    },
  };
}

export const getCompoundImport = view(operations.getCompoundImport, {
  allows: importsCompounds,
  async read({ tx, principal, input }) {
    const { rows } =
      await sql<ShownRow>`select ${shown} from compound_imports i join areas a on a.code = i.area_code where i.id = ${input.importId}`.execute(
        tx,
      );
    if (!rows[0]) throw notFound();
    return { ...toImport(rows[0], principal), leaves: rows[0].leaves };
  },
});

export const listCompoundImports = view(operations.listCompoundImports, {
  allows: importsCompounds,
  async read({ tx, principal, input }) {
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } = await sql<ShownRow>`select ${shown} from compound_imports i join areas a on a.code = i.area_code
      where ${after ? sql`(i.started_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by i.started_at desc, i.id desc limit ${input.limit + 1}`.execute(tx);
    return page(
      rows,
      input.limit,
      (row) => toImport(row, principal),
      (row) => [row.started_at.toISOString(), row.id],
    );
  },
});

interface LineRow {
  n: number;
  leaf: number;
  row_number: number;
  name: string;
  community_code: string | null;
  community_name: string | null;
  outcome: ImportLine['outcome'];
  shown: Pick<ImportLine, 'changes' | 'buildingsAdd' | 'buildingsChange' | 'households' | 'faults' | 'candidates'>;
  decision: string | null;
  result: ImportLine['result'];
}

const showing = {
  undecided: sql`l.asks`,
  failed: sql`l.result = 'failed'`,
};

export const listImportLines = view(operations.listImportLines, {
  allows: importsCompounds,
  async read({ tx, input }) {
    const after = decodeCursor(input.cursor, ['position']);
    if (!(await readImport(tx, input.importId))) throw notFound();
    const show =
      input.show === undefined
        ? sql`true`
        : input.show === 'undecided' || input.show === 'failed'
          ? showing[input.show]
          : sql`l.outcome = ${input.show}`;
    const { rows } =
      await sql<LineRow>`select l.n, l.leaf, l.row_number, l.name, l.community_code, a.short_name as community_name, l.outcome, l.shown, l.decision, l.result
      from compound_import_lines l left join areas a on a.code = l.community_code
      where l.import_id = ${input.importId} and ${show} and l.n > ${after ? Number(after[0]) : 0} order by l.n limit ${input.limit + 1}`.execute(
        tx,
      );
    return page(
      rows,
      input.limit,
      (row): ImportLine => ({
        n: row.n,
        leaf: row.leaf,
        row: row.row_number,
        name: row.name,
        community: row.community_code ? { code: row.community_code, name: row.community_name ?? '' } : null,
        outcome: row.outcome,
        ...row.shown,
        decision: row.decision,
        result: row.result,
      }),
      (row) => [row.n],
    );
  },
});
