import type { Operation } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import type { Role } from '@muster/contract/people/roles';
import {
  dueHeld,
  findHeld,
  type Held,
  hasHappened,
  keepHeld,
  noteApplied,
  noteHeldRefused,
  type WaitsFor,
  waitFor,
} from '../features/held/index.ts';
import { activeAssignments } from '../features/people/index.ts';
import type { Command } from '../platform/command.ts';
import { inScope } from '../platform/db/scope.ts';
import { HeldForLater } from '../platform/held-answer.ts';
import { type Principal, systemPrincipal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import { isCommand, type Routes } from '../platform/routes.ts';
import { type Runtime, runCommand } from './run-command.ts';

interface Sent {
  commandId?: string;
  doneAt?: string;
  after?: string;
}

/**
 * A command as HTTP takes it. One that names a predecessor which has not arrived, or photos that have not, is kept and
 * answered with 202 (`HeldForLater`); everything else runs at once and pays nothing for this.
 */
export async function runOrHold<I, R>(runtime: Runtime, principal: Principal, command: Command<I, R>, input: I): Promise<R | HeldForLater> {
  const { after } = (input ?? {}) as Sent;
  const follows = after !== undefined && mayHold(command.name);
  if (follows) {
    const wait = await predecessor(runtime, principal, command.name, input as Sent, after);
    if (wait) return wait;
  }
  try {
    const result = await runCommand(runtime, principal, command, input);
    if (follows) await settleIfHeld(runtime, principal, (input as Sent).commandId);
    return result;
  } catch (error) {
    const missing = missingFile(error);
    // Only an outbox says when it was done; whoever stands at a screen is told at once, and decides.
    if (missing === null || !mayHold(command.name) || (input as Sent).doneAt === undefined) throw error;
    return hold(runtime, principal, command.name, input as Sent, { kind: 'file', id: missing });
  }
}

/** It came again by itself, after what it follows: what is kept of it is done with. */
async function settleIfHeld(runtime: Runtime, principal: Principal, commandId: string | undefined): Promise<void> {
  if (commandId) await inScope(runtime.city, principal, (tx) => noteApplied(tx, commandId, runtime.now()));
}

/** Nothing that holds a password lies about; and what is held is done for a person in an assignment. */
function mayHold(name: string): boolean {
  const operation = (operations as Record<string, Operation>)[name];
  return operation !== undefined && operation.feature !== 'auth' && operation.access === 'signedIn';
}

/** What a command that names its predecessor is answered instead of being run; null when it may run now. */
async function predecessor(runtime: Runtime, principal: Principal, name: string, input: Sent, after: string): Promise<HeldForLater | null> {
  const [has, known] = await inScope(
    runtime.city,
    principal,
    async (tx) => [await hasHappened(tx, after), await findHeld(tx, input.commandId ?? after)] as const,
    'read',
  );
  if (known && (known.personId !== principal.personId || known.operation !== name)) throw new Problem('command.reused');
  if (known?.state === 'discarded') throw new Problem('command.discarded');
  // Refused when it was applied: the same is told again, until the person has changed or given it up.
  if (known?.state === 'refused' && known.problem && !has) throw new Problem(known.problem.code as Problem['code'], known.problem.params);
  if (has || known?.state === 'applied') return null;
  return hold(runtime, principal, name, input, { kind: 'command', id: after });
}

async function hold(runtime: Runtime, principal: Principal, name: string, input: Sent, waitsFor: WaitsFor): Promise<HeldForLater> {
  const { commandId } = input;
  const areaCode = principal.areaCode ?? runtime.cityCode;
  if (!commandId || !areaCode || principal.kind !== 'person' || principal.assignmentId === null)
    throw new Problem('not-permitted', { action: name });
  const now = runtime.now();
  const said = input.doneAt ? new Date(input.doneAt) : now;
  const held = await inScope(runtime.city, principal, (tx) =>
    keepHeld(tx, {
      commandId,
      operation: name,
      input: { ...input },
      principal,
      areaCode,
      waitsFor,
      doneAt: said < now ? said : now,
      heldAt: now,
    }),
  );
  if (held.personId !== principal.personId || held.operation !== name) throw new Problem('command.reused');
  if (held.state === 'discarded') throw new Problem('command.discarded');
  return new HeldForLater({
    held: true,
    commandId,
    waitsFor: held.waitsFor,
    heldAt: held.heldAt.toISOString(),
    flaggedAt: held.flaggedAt?.toISOString() ?? null,
  });
}

/** The id of the first file that has not arrived. */
function missingFile(error: unknown): string | null {
  if (!(error instanceof Problem) || error.code !== 'file.not-arrived') return null;
  const [first] = String(error.params.fileIds ?? '').split(',');
  return first || null;
}

const batchMost = 50;
/** The journal moves hundreds of times a second; what is held may wait for this. */
const pauseMs = 200;

/**
 * Applies what is held as soon as what it waits for has come: in the name of the person, with the rights he has then, as
 * the same command, so that a retry by his phone gets the same answer.
 *
 * Once, however often it is tried: the command's own transaction writes its `commandId` into the journal, the mark on what is
 * held comes after. A process killed between the two finds it waiting still, runs it again, and the journal gives the
 * first answer. Two servers at once end the same way.
 */
export function createHolder(runtime: Runtime, routes: () => Routes, log: (message: string) => void) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<boolean> {
    const { cityCode } = runtime;
    if (!cityCode) return false;
    const due = await inScope(runtime.city, systemPrincipal(cityCode), (tx) => dueHeld(tx, batchMost), 'read');
    let applied = 0;
    for (const held of due) if (!stopped && (await apply(held))) applied += 1;
    // What follows one of these may be due now.
    return applied > 0;
  }

  /** True when it is settled: applied or refused. */
  async function apply(held: Held): Promise<boolean> {
    const system = systemPrincipal(runtime.cityCode as string);
    try {
      const handler = routes()[held.operation as keyof Routes];
      if (!handler || !isCommand(handler)) throw new Problem('not-found');
      const principal = await principalNow(runtime, system, held);
      const parsed = (operations as Record<string, Operation>)[held.operation]?.input.safeParse(held.input);
      if (!parsed?.success) throw new Problem('input.invalid');
      await runCommand(runtime, principal, handler, parsed.data);
      await inScope(runtime.city, system, (tx) => noteApplied(tx, held.commandId, runtime.now()));
      return true;
    } catch (error) {
      const missing = missingFile(error);
      if (missing !== null) {
        const moved = held.waitsFor.kind !== 'file' || held.waitsFor.id !== missing;
        if (moved) await inScope(runtime.city, system, (tx) => waitFor(tx, held.commandId, { kind: 'file', id: missing }));
        return false;
      }
      // The database is away, or a fault of ours: it waits, and is tried again.
      if (!(error instanceof Problem) || error.status >= 500) {
        log(`held ${held.operation} ${held.commandId}: ${(error as Error).message}`);
        return false;
      }
      const problem = { code: error.code, status: error.status, params: error.params };
      await runCommand(runtime, system, noteHeldRefused, { heldCommandId: held.commandId, problem });
      return true;
    }
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (running || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = sweep().finally(() => {
        running = null;
        if (again) wake();
      });
    }, pauseMs);
    timer.unref();
  }

  async function sweep(): Promise<void> {
    again = false;
    try {
      while (!stopped && (await round()));
    } catch (error) {
      log(`held commands: ${(error as Error).message}`);
    }
  }

  return {
    wake,
    /** Everything that may be applied now is; for tests. */
    async settle(): Promise<void> {
      await running;
      await sweep();
    },
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
export type Holder = ReturnType<typeof createHolder>;

/** The person as he may act now, in the assignment in which he did it. One that has run out acts no more. */
async function principalNow(runtime: Runtime, system: Principal, held: Held): Promise<Principal> {
  const assignments = await inScope(runtime.city, system, (tx) => activeAssignments(tx, held.personId, runtime.now()), 'read');
  const assignment = assignments.find((one) => one.id === held.assignmentId);
  if (!assignment) throw new Problem('auth.no-assignment');
  return {
    kind: 'person',
    personId: held.personId,
    personName: held.personName,
    assignmentId: assignment.id,
    role: assignment.role as Role,
    areaCode: assignment.areaCode,
    unitId: assignment.unitId,
    sessionId: null,
    accountId: null,
    address: held.address,
  };
}
