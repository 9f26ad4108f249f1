import type { Command } from '../../platform/command.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { escalateByTimer } from './commands/escalate-order.ts';
import { remindByTimer } from './commands/remind-receipts.ts';
import { restaffByTimer } from './commands/restaff-desks.ts';

interface Step {
  orderId: string;
  limit: 'acknowledge' | 'answer';
  depth: number;
}

/** Timers call commands: same policy, same journal. A late or doubled job finds nothing left to do. */
export function orderTasks(run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>): Task[] {
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
  ];
}
