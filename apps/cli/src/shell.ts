import type { InputOf, Operation, ResultOf } from '@muster/contract/operation';
import { type OperationName, operations } from '@muster/contract/operations';
import { readView, runCommand } from '@muster/server/app/run-command';
import { openRuntime } from '@muster/server/app/runtime';
import { territoryParts } from '@muster/server/app/territory-parts';
import { areasRoutes } from '@muster/server/features/areas/index';
import { ordersRoutes } from '@muster/server/features/orders/index';
import { peopleRoutes } from '@muster/server/features/people/index';
import type { Command } from '@muster/server/platform/command';
import { newId } from '@muster/server/platform/ids';
import { assertMigrated } from '@muster/server/platform/migrate';
import { type Principal, systemPrincipal } from '@muster/server/platform/principal';
import { Problem } from '@muster/server/platform/problem';
import { isCommand, isView, type Routes } from '@muster/server/platform/routes';
import { StartFault } from '@muster/server/platform/start-fault';
import type { Databases } from './databases.ts';

export type Runtime = Awaited<ReturnType<typeof openRuntime>>;

/**
 * The city on open databases, without HTTP and timers. Whoever has a shell on the machine acts as the system: the journal says so, and
 * a running server's screens see it within a second.
 */
export interface Shell {
  runtime: Runtime;
  cityCode: string;
  system: Principal;
  /** Input as it was typed, checked by the contract; all faults at once. */
  run<I, R>(command: Command<I, R>, input: Record<string, unknown>): Promise<R>;
  /** A command of the contract by its name. */
  act<Name extends OperationName>(name: Name, input: Record<string, unknown>): Promise<ResultOf<(typeof operations)[Name]>>;
  /** A view of the contract by its name, as the desk of the whole city reads it. */
  read<Name extends OperationName>(name: Name, input: InputOf<(typeof operations)[Name]>): Promise<ResultOf<(typeof operations)[Name]>>;
}

const routes: Routes = { ...areasRoutes(territoryParts), ...peopleRoutes, ...ordersRoutes };

/** Opens the city for `work` and seals what it wrote before it closes. */
export async function inCity<T>({ cityUrl, sharedUrl }: Databases, work: (shell: Shell) => Promise<T>): Promise<T> {
  await assertMigrated({ cityUrl, sharedUrl });
  const runtime = await openRuntime({ cityUrl, sharedUrl, connections: 2 });
  try {
    const { cityCode } = runtime;
    if (cityCode === null) throw new StartFault('There is no city yet.', 'npm run muster init, or open the address of the server.');
    const result = await work(shellOf(runtime, cityCode));
    await runtime.sealer.sealAll();
    return result;
  } finally {
    await runtime.close();
  }
}

function shellOf(runtime: Runtime, cityCode: string): Shell {
  const system = systemPrincipal(cityCode);
  const run = <I, R>(command: Command<I, R>, input: Record<string, unknown>) =>
    runCommand(runtime, system, command, checked<I>(command.name as OperationName, { commandId: newId(), ...input }));
  return {
    runtime,
    cityCode,
    system,
    run,
    async act(name, input) {
      const handler = routes[name];
      if (!handler || !isCommand(handler)) throw new Error(`no command ${name}`);
      return (await run(handler, input)) as never;
    },
    async read(name, input) {
      const handler = routes[name];
      if (!handler || !isView(handler)) throw new Error(`no view ${name}`);
      return (await readView(
        runtime,
        name === 'previewAreaChange' ? system : { ...system, role: 'commander' },
        handler,
        checked(name, input as Record<string, unknown>),
      )) as never;
    },
  };
}

function checked<I>(name: OperationName, input: Record<string, unknown>): I {
  const operation: Operation = operations[name];
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data as I;
  const issues = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, code: issue.code, detail: issue.message }));
  throw new Problem('input.invalid', {}, issues);
}
