import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { ImportFaultCode } from '@muster/contract/compounds/import-faults';
import type { Tx } from '../../../platform/db/scope.ts';
import { sameCompound } from './candidates.ts';
import { type KnownCompound, type Merged, merge } from './compare.ts';
import type { WaitingLine } from './imports.store.ts';
import { compoundsLike, lockKnown } from './known.store.ts';

/** A line as it is about to be written: over a compound that is here, or as a new one; or why it is not. */
export interface LaidOver {
  line: WaitingLine;
  known: KnownCompound | null;
  merged: Merged | null;
  fault: { code: ImportFaultCode; params: Record<string, string> } | null;
}

/**
 * Lays lines over what is there now, not over what was there when the file was read: who has added or changed something in between
 * is not written over by what the file never said.
 */
export async function layOver(tx: Tx, lines: readonly WaitingLine[]): Promise<LaidOver[]> {
  if (lines.length === 0) return [];
  const around = await compoundsLike(
    tx,
    [...new Set(lines.map((line) => line.community_code))],
    lines.map((line) => line.name),
  );
  const targets = lines.map((line) => {
    if (line.decision !== null && line.decision !== 'new') return line.decision;
    const inCommunity = around.get(line.community_code) ?? [];
    const same = sameCompound(line, inCommunity);
    // Called new by somebody who knows: then only one of that very name is it.
    return same && (line.decision !== 'new' || same.nameKey === compoundNameKey(line.name)) ? same.id : null;
  });
  const ids = [...new Set(targets.filter((id) => id !== null))];
  const locked = ids.length > 0 ? await lockKnown(tx, ids) : new Map<string, KnownCompound>();
  return lines.map((line, at) => {
    const target = targets[at] ?? null;
    const known = target === null ? null : (locked.get(target) ?? null);
    if (target !== null && known === null)
      return { line, known: null, merged: null, fault: { code: 'compound.closed-meanwhile', params: {} } };
    const { given, buildings } = line.given;
    const gridCode = known && known.communityCode !== line.community_code ? null : line.grid_code;
    const merged = merge({ name: line.name, gridCode, given, buildings }, known);
    // Two lines of one batch that are the same compound: the second is laid over what the first one made of it.
    if (known && !merged.fault) locked.set(known.id, afterwards(known, merged));
    return { line, known, merged, fault: merged.fault };
  });
}

function afterwards(known: KnownCompound, merged: Merged): KnownCompound {
  const buildings = new Map(known.buildings);
  for (const [key, one] of buildings) {
    const changed = merged.changedBuildings.find(({ id }) => id === one.id);
    if (changed) buildings.set(key, changed);
  }
  return { ...known, ...merged.facts, buildings };
}
