import type { ImportLine, ReadLeaf } from '@muster/contract/compounds/import.operations';
import type { Tx } from '../../../platform/db/scope.ts';
import type { Book } from '../../../platform/sheets/read/book.ts';
import { soundKey } from '../compounds.store.ts';
import { checkFile } from './between-leaves.ts';
import { candidatesOf, sameCompound } from './candidates.ts';
import { communityIndex } from './communities.ts';
import { merge } from './compare.ts';
import { compoundsNamed, compoundsOf, placesOf } from './known.store.ts';
import { readLeaf } from './read-leaf.ts';
import type { SheetLine } from './sheet-line.ts';

/** What would become of a line, as it is kept until somebody says yes. */
export interface PlannedLine {
  line: SheetLine;
  outcome: ImportLine['outcome'];
  shown: Pick<ImportLine, 'changes' | 'buildingsAdd' | 'buildingsChange' | 'households' | 'faults' | 'candidates'>;
}

export interface Plan {
  leaves: ReadLeaf[];
  lines: PlannedLine[];
}

/** Everybody else's requests run between so many lines. */
const atOnce = 500;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const shownChangesMost = 40;

/** Lays a file over what is known of a territory. Reads only. */
export async function planImport(tx: Tx, book: Book, territory: string, fallback: { code: string; name: string } | null): Promise<Plan> {
  const { communities, grids } = await placesOf(tx, territory);
  const index = communityIndex(communities, grids, territory);
  const leaves: ReadLeaf[] = [];
  const lines: SheetLine[] = [];
  for (const [at, leaf] of book.leaves.entries()) {
    const read = await readLeaf(leaf, at + 1, index, fallback);
    leaves.push(read.told);
    for (const line of read.lines) lines.push(line);
  }
  checkFile(lines);
  const codes = [...new Set(lines.flatMap((line) => (line.community ? [line.community.code] : [])))];
  const inCommunity = await compoundsOf(tx, codes);
  const byName = await compoundsNamed(
    tx,
    lines.map((line) => line.name),
    territory,
  );
  const planned: PlannedLine[] = [];
  for (const line of lines) {
    planned.push(planLine(line, { inCommunity, byName, soundKey }));
    if (planned.length % atOnce === 0) await pause();
  }
  return { leaves, lines: planned };
}

function planLine(line: SheetLine, around: Parameters<typeof candidatesOf>[1]): PlannedLine {
  const known = line.community ? sameCompound(line, around.inCommunity.get(line.community.code) ?? []) : null;
  const merged = merge(line, known);
  const faults = [...line.faults];
  if (merged.fault && faults.length === 0) faults.push({ leaf: line.leaf, row: line.rows[0] as number, column: null, ...merged.fault });
  const touches = merged.changes.length + merged.newBuildings.length + merged.changedBuildings.length > 0;
  const outcome = faults.length > 0 ? 'faulty' : !known ? 'add' : touches ? 'change' : 'same';
  const { facts, newBuildings, changedBuildings, changes } = merged;
  return {
    line,
    outcome,
    shown: {
      changes: changes.slice(0, shownChangesMost),
      buildingsAdd: newBuildings.length,
      buildingsChange: changedBuildings.length,
      households: facts.otherHouseholds + line.buildings.reduce((sum, one) => sum + (one.households ?? 0), 0),
      faults,
      candidates: outcome === 'add' ? candidatesOf(line, around) : [],
    },
  };
}
