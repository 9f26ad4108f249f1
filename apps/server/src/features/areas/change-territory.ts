import { type AreaLevel, levelOfCode, parentCode } from '@muster/contract/areas/area-code';
import { areaKind, shortName } from '@muster/contract/areas/area-names';
import type { AreaChange, AreaChangeResult, AreaMoved } from '@muster/contract/areas/areas.operations';
import type { NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { followColumns } from '../../platform/follow-columns.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Moved, TerritoryChange, TerritoryPart } from '../../platform/territory.ts';
import { type ChangePlan, planChange, type TerritoryNow } from './area-change.plan.ts';
import { upsertAreas } from './areas.store.ts';
import { lockAreas, moveAreas, renameArea, territoryNow, writeChange, writeLineage } from './lineage.store.ts';

type Named = AreaChangeResult['from'];

const kindOf = (code: string, name: string) => areaKind(levelOfCode(code) as AreaLevel, code, name);

/** What is called how, before the change. */
export function namedIn(now: TerritoryNow, codes: readonly string[], plan?: ChangePlan): Named {
  return codes.map((code) => {
    const begun = plan?.begun.find((one) => one.code === code) ?? plan?.named.find((one) => one.code === code);
    const moved = plan?.moves.find((move) => move.to === code && !move.merges);
    return { code, name: begun?.name ?? now.areas.get(moved?.from ?? code)?.name ?? now.areas.get(code)?.name ?? code };
  });
}

const noMoved: AreaMoved = {
  areas: 0,
  desks: 0,
  people: 0,
  units: 0,
  receipts: 0,
  openReceipts: 0,
  mergedReceipts: 0,
  runningOrders: 0,
  figureDays: 0,
};

/** Sums what the parts of all features say. */
function together(...all: readonly (Moved | undefined)[]): AreaMoved {
  const sum: AreaMoved = { ...noMoved };
  for (const one of all) for (const [key, n] of Object.entries(one ?? {})) if (key in sum) sum[key as keyof AreaMoved] += n;
  return sum;
}

/** What a plan would move; reads only. */
export async function countMoved(tx: Tx, parts: readonly TerritoryPart[], plan: ChangePlan, now: Date): Promise<AreaMoved> {
  const counts: Moved[] = [{ areas: plan.moves.length }];
  for (const part of parts) counts.push((await part.count?.(tx, plan.moves, now)) ?? {});
  return together(...counts);
}

/**
 * Does a change, whole or not at all. Order of the locks (ADR 0017): the city's area, so that one change follows the other; the
 * gates (the incident: nobody sends meanwhile); the areas; then each part's rows in the order in which everybody locks
 * them. The plan is made of what is there behind those locks.
 */
export async function changeTerritory(
  tx: Tx,
  parts: readonly TerritoryPart[],
  facts: { changeId: string; change: AreaChange; principal: Principal; now: Date },
): Promise<{ result: AreaChangeResult; plan: ChangePlan; territory: TerritoryNow; events: readonly NewEvent[] }> {
  const { change, changeId, now, principal } = facts;
  for (const part of parts) await part.gate?.(tx);
  const first = planChange(change, await territoryNow(tx));
  await lockAreas(tx, concerned(first));
  // A grid may have been added while this waited.
  const territory = await territoryNow(tx);
  const plan = planChange(change, territory);
  const { moves, tops, touched } = plan;
  const under: TerritoryChange = {
    id: changeId,
    now,
    moves,
    tops,
    touched,
    people:
      change.kind === 'split' ? change.assignmentIds.map((assignmentId) => ({ assignmentId, from: change.code, to: change.newCode })) : [],
    receipts: change.kind === 'split' && change.openReceipts === 'move' ? [{ from: change.code, to: change.newCode }] : [],
  };
  const counted = await countMoved(tx, parts, plan, now);
  for (const part of parts) await part.lock?.(tx, under);

  if (plan.begun.length > 0) await upsertAreas(tx, plan.begun, now);
  if (moves.length > 0) await moveAreas(tx, moves, now, kindOf);
  const told = { from: namedIn(territory, plan.from), to: namedIn(territory, plan.to, plan) };
  await writeChange(tx, {
    id: changeId,
    kind: change.kind,
    now,
    byName: principal.kind === 'system' ? null : principal.personName,
    from: plan.from,
    to: plan.to,
    told,
  });
  if (moves.length > 0) await writeLineage(tx, changeId, moves, now);
  const moved: Moved[] = [];
  const events: NewEvent[] = [];
  for (const part of parts) {
    const done = await part.follow?.(tx, under);
    if (done?.moved) moved.push(done.moved);
    events.push(...(done?.events ?? []));
    await followColumns(tx, part, under);
  }
  // Behind everything that is told of what came together: that is told by the names of before.
  for (const { code, name, shortName: short } of plan.named)
    await renameArea(tx, code, name, short ?? shortName(name), kindOf(code, name), now);
  // What meets is known only when it has met.
  const result = { changeId, ...told, moved: { ...counted, ...pick(together(...moved), moved) } };
  return { result, plan, territory, events };
}

function pick(sum: AreaMoved, said: readonly Moved[]): Partial<AreaMoved> {
  const keys = new Set(said.flatMap(Object.keys));
  return Object.fromEntries(Object.entries(sum).filter(([key]) => keys.has(key)));
}

/** Areas whose rows are locked: what moves, where it comes to, and what it comes below. */
function concerned(plan: ChangePlan): string[] {
  const codes = [...plan.moves.flatMap((move) => [move.from, move.to]), ...plan.from, ...plan.to];
  return [...new Set([...codes, ...plan.to.map((code) => parentCode(code) ?? code)])].filter((code) => code.length > 4).sort();
}
