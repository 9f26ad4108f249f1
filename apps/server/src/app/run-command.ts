import type pg from 'pg';
import { answeredBefore, insertEvents, type Sealer } from '../features/journal/index.ts';
import { addDeltas } from '../features/tallies/index.ts';
import { type Command, isKept, type NewEvent } from '../platform/command.ts';
import { databaseProblem } from '../platform/db/database-problem.ts';
import { type City, inScope } from '../platform/db/scope.ts';
import type { SharedDb } from '../platform/db/shared.ts';
import type { Metric } from '../platform/metric.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import type { CitySettings } from '../platform/settings.ts';
import type { TerritoryPart } from '../platform/territory.ts';
import type { View } from '../platform/view.ts';
import { follow, isTerritoryChange, loadFormerCodes } from './former-codes.ts';
import { asMeantNow } from './retry-as-meant.ts';

/** Everything that commands and views run on: one city, the shared database, the figures, the sealer. */
export interface Runtime {
  city: City;
  cityCode: string | null;
  shared: SharedDb;
  sharedPool: pg.Pool;
  metrics: readonly Metric[];
  /** How the tables of each feature follow a change of the territory. */
  territory: readonly TerritoryPart[];
  sealer: Sealer;
  now: () => Date;
  settings: CitySettings;
}

interface CommandInput {
  commandId?: string;
  doneAt?: string;
  clockSkewSeconds?: number;
}

/**
 * Runs one command: opens the transaction, sets the scope, runs it, writes journal and figures, commits, and only then
 * answers.
 *
 * Safe to repeat at no cost on the good path: every write is keyed by a client-made id or conditional on state or
 * version, so a repeated command fails its write. Only then is the journal asked whether this very `commandId` did it
 * already; if so the answer is the same as the first time.
 */
export async function runCommand<I, R>(runtime: Runtime, sender: Principal, command: Command<I, R>, input: I): Promise<R> {
  let meant = input;
  for (let change = 0; ; change++) {
    const principal = follow(runtime, sender);
    try {
      return await runOnce(runtime, principal, command, meant);
    } catch (error) {
      // Written for the territory of then, it is done in that of now; of several changes that come together it meets each.
      if (!(error instanceof Problem) || !mayBeRepeat(error) || change === changesMost) throw error;
      const now = await asMeantNow(runtime, principal, meant);
      if (now === null) throw error;
      meant = now;
    }
  }
}

/** Changes of the territory that one command is carried over while it runs. */
const changesMost = 5;

async function runOnce<I, R>(runtime: Runtime, principal: Principal, command: Command<I, R>, input: I): Promise<R> {
  const { commandId = null, doneAt: said, clockSkewSeconds = null } = (input ?? {}) as CommandInput;
  const now = runtime.now();
  const doneAt = said && Date.parse(said) < now.getTime() ? new Date(said) : now;
  try {
    let changesTerritory = false;
    let afterCommit: (() => void) | undefined;
    const result = await inScope(runtime.city, principal, async (tx, end) => {
      const outcome = await command.run({ tx, principal, input, now, doneAt, shared: runtime.shared, settings: runtime.settings });
      const events = (outcome.events as readonly NewEvent[]).map((one) => (one.doneAt || doneAt === now ? one : { ...one, doneAt }));
      afterCommit = outcome.afterCommit;
      changesTerritory = events.some((event) => isTerritoryChange(event.kind));
      await end.commitWith([
        ...(outcome.writes ?? []),
        ...insertEvents(tx, events, {
          principal,
          operation: command.name,
          commandId,
          now,
          clockSkewSeconds,
          result: outcome.kept ?? outcome.result,
        }),
        ...addDeltas(tx, runtime.metrics, events, now),
      ]);
      return outcome.result;
    });
    runtime.sealer.wake();
    afterCommit?.();
    // The other processes hear of it by the journal.
    if (changesTerritory) await loadFormerCodes(runtime);
    return result;
  } catch (error) {
    const problem = error instanceof Problem ? error : databaseProblem(error);
    if (problem && commandId && mayBeRepeat(problem)) {
      const before = await inScope(
        runtime.city,
        principal,
        (tx) => answeredBefore<R>(tx, { name: command.name, commandId, principal }),
        'read',
      );
      if (before && isKept(before.result)) return before.result;
    }
    throw problem ?? error;
  }
}

/** A repeated command meets its own first effect: as a conflict, or as a rule that holds no longer. */
function mayBeRepeat(problem: Problem): boolean {
  return [401, 403, 404, 409, 422, 429].includes(problem.status);
}

/** Runs one view in a read-only transaction of the reader's scope. */
export async function readView<I, R>(runtime: Runtime, reader: Principal, view: View<I, R>, input: I): Promise<R> {
  const principal = follow(runtime, reader);
  if (!view.allows(principal)) throw new Problem('not-permitted', { action: view.name });
  try {
    const read = () =>
      inScope(
        runtime.city,
        principal,
        (tx) => view.read({ tx, principal, input, now: runtime.now(), shared: runtime.shared, settings: runtime.settings }),
        'read',
      );
    return await (view.gate ? view.gate.through(read) : read());
  } catch (error) {
    throw error instanceof Problem ? error : (databaseProblem(error) ?? error);
  }
}
