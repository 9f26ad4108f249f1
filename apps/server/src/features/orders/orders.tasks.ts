import type { LimitKind } from '@muster/contract/attention/attention';
import type { Command } from '../../platform/command.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { escalateByTimer } from './commands/escalate-order.ts';
import { type DueSchedule, fireSchedule, pauseRefused, takeDueSchedules } from './commands/fire-schedules.ts';
import { remindByTimer } from './commands/remind-receipts.ts';
import { restaffByTimer } from './commands/restaff-desks.ts';

interface Step {
  orderId: string;
  limit: LimitKind;
  depth: number;
}

/** Timers call commands: same policy, same journal. A late or doubled job finds nothing left to do. */
export function orderTasks(
  run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>,
  runAs: (principal: Principal, command: Command<never, unknown>, input: unknown) => Promise<unknown>,
): Task[] {
  return [
    {
      name: 'orders:remind',
      async run(payload) {
        await run(remindByTimer as Command<never, unknown>, payload as unknown as Step);
      },
    },
    {
      name: 'orders:escalate',
      async run(payload) {
        await run(escalateByTimer as Command<never, unknown>, payload as unknown as Step);
      },
    },
    {
      name: 'orders:restaff',
      async run() {
        await run(restaffByTimer as Command<never, unknown>, {});
      },
    },
    {
      name: 'orders:recur',
      async run() {
        const due = ((await run(takeDueSchedules as Command<never, unknown>, {})) ?? []) as DueSchedule[];
        for (const { scheduleId, principal } of due) {
          try {
            await runAs(principal, fireSchedule as Command<never, unknown>, { scheduleId });
          } catch (error) {
            // A database that is away is tried again in a minute; what was refused will be refused again.
            if (!(error instanceof Problem) || error.status >= 500) throw error;
            await run(pauseRefused as Command<never, unknown>, { scheduleId, problem: error.code });
          }
        }
      },
    },
  ];
}
