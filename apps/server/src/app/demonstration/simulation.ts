import { parentCode } from '@muster/contract/areas/area-code';
import type { InputOf, Operation, ResultOf } from '@muster/contract/operation';
import type { OperationName } from '@muster/contract/operations';
import { operations } from '@muster/contract/operations';
import { deskRoles, type Role } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { areaTree } from '../../features/areas/index.ts';
import { orderTasks } from '../../features/orders/index.ts';
import type { Command } from '../../platform/command.ts';
import { inScope, type Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { type Principal, systemPrincipal } from '../../platform/principal.ts';
import { isCommand, type Routes } from '../../platform/routes.ts';
import type { Jobs } from '../../platform/timers/jobs.ts';
import { reactions } from '../features.ts';
import { createReactor } from '../reactor.ts';
import { type Runtime, runCommand } from '../run-command.ts';

interface PlannedJob {
  task: string;
  payload: Record<string, unknown>;
  runAt: Date;
}

/**
 * A city on a clock of its own: people act through the same commands as anybody, and timers fire at their simulated time
 * through the same reactions and tasks. What is still ahead when the simulation reaches the present is handed to the
 * real timers.
 */
export function createSimulation(runtime: Runtime, routes: Routes, timers: Jobs, log: (line: string) => void) {
  let clock = new Date();
  const simulated: Runtime = Object.create(runtime, { now: { value: () => clock } }) as Runtime;
  const planned = new Map<string, PlannedJob>();
  const jobs: Jobs = {
    async add(task, payload, { key, runAt }) {
      planned.set(key, { task, payload, runAt });
    },
  };
  const cityCode = () => runtime.cityCode as string;
  const system = () => systemPrincipal(cityCode());
  const tasks = orderTasks(
    (command: Command<never, unknown>, input) => runCommand(simulated, system(), command, input as never),
    (principal, command, input) => runCommand(simulated, principal, command, input as never),
  );
  const reactor = createReactor(simulated, reactions, jobs, log);
  const desks = new Map<string, Principal[]>();
  let territory: { code: string; shortName: string }[] = [];
  const receipts = new Map<string, Map<string, string>>();

  async function settle(): Promise<void> {
    await runtime.sealer.sealAll();
    await reactor.settle();
  }

  /** Sets the clock forward; timers that were due on the way fire at their own time. */
  async function advanceTo(at: Date): Promise<void> {
    for (;;) {
      const next = [...planned.entries()]
        .filter(([, job]) => job.runAt <= at)
        .sort((a, b) => a[1].runAt.getTime() - b[1].runAt.getTime())[0];
      if (!next) break;
      planned.delete(next[0]);
      clock = next[1].runAt;
      await tasks.find((task) => task.name === next[1].task)?.run(next[1].payload);
      await settle();
    }
    clock = at;
  }

  async function act<Name extends OperationName>(
    principal: Principal,
    name: Name,
    input: Omit<InputOf<(typeof operations)[Name]>, 'commandId'>,
  ): Promise<ResultOf<(typeof operations)[Name]>> {
    const handler = routes[name];
    if (!handler || !isCommand(handler)) throw new Error(`no command ${name}`);
    const parsed = (operations[name] as unknown as Operation).input.parse({ commandId: newId(clock.getTime()), ...input });
    return (await runCommand(simulated, principal, handler, parsed)) as ResultOf<(typeof operations)[Name]>;
  }

  /** A command that is not of the contract: what the program itself does. */
  function run<I, R>(command: Command<I, R>, input: I): Promise<R> {
    return runCommand(simulated, system(), command, input);
  }

  /** Everybody who acts for a desk, read once from the assignments that the roster made. */
  async function readDesks(): Promise<void> {
    desks.clear();
    const rows = await inScope(runtime.city, system(), (tx) =>
      sql<{
        id: string;
        person_id: string;
        person_name: string;
        role: Role;
        area_code: string;
      }>`select id, person_id, person_name, role, area_code from assignments
      where to_at is null and area_code is not null and role = any(${[...deskRoles]}::text[]) order by area_code, id`.execute(tx),
    );
    for (const row of rows.rows) {
      const principal: Principal = {
        kind: 'person',
        personId: row.person_id,
        personName: row.person_name,
        assignmentId: row.id,
        role: row.role,
        areaCode: row.area_code,
        unitId: null,
        sessionId: null,
        accountId: null,
        address: null,
      };
      desks.set(row.area_code, [...(desks.get(row.area_code) ?? []), principal]);
    }
  }

  const asSystemReads = <T>(work: (tx: Tx) => Promise<T>) => inScope(runtime.city, system(), work, 'read');

  return {
    now: () => clock,
    setClock: (at: Date) => {
      clock = at;
    },
    advanceTo,
    settle,
    act,
    run,
    readDesks,
    peopleAt: (areaCode: string) => desks.get(areaCode) ?? [],
    /** Hands what is still ahead to the real timers. */
    async handOver(): Promise<void> {
      await settle();
      for (const [key, job] of planned) await timers.add(job.task, job.payload, { key, runAt: job.runAt });
      planned.clear();
    },
    system,
    reading: asSystemReads,
    async readAreas(): Promise<void> {
      territory = await asSystemReads((tx) => areaTree(tx, cityCode(), clock));
    },
    areas: () => territory.map((area) => area.code),
    areaNames: () => territory,
    areasBelow: (code: string) => territory.filter((area) => parentCode(area.code) === code).map((area) => area.code),
    /** The receipt of a desk on an order; read once an order. */
    async receiptOf(orderId: string, areaCode: string): Promise<string> {
      let known = receipts.get(orderId);
      if (!known) {
        const rows = await asSystemReads((tx) =>
          tx.selectFrom('receipts').select(['id', 'area_code']).where('order_id', '=', orderId).where('recipient', '=', 'desk').execute(),
        );
        known = new Map(rows.map((row) => [row.area_code, row.id]));
        receipts.set(orderId, known);
      }
      return known.get(areaCode) ?? '';
    },
    async orderVersion(orderId: string): Promise<number> {
      return (await asSystemReads((tx) => tx.selectFrom('orders').select('version').where('id', '=', orderId).executeTakeFirstOrThrow()))
        .version;
    },
    async personByMobile(mobile: string): Promise<string> {
      return (await asSystemReads((tx) => tx.selectFrom('persons').select('id').where('mobile', '=', mobile).executeTakeFirstOrThrow())).id;
    },
  };
}
export type Simulation = ReturnType<typeof createSimulation>;
