import type { Command } from '../../platform/command.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { refreshCoverageByTimer } from './commands/refresh-coverage.ts';

export function patchTasks(run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>): Task[] {
  return [
    {
      name: 'patches:refresh',
      async run() {
        await run(refreshCoverageByTimer as Command<never, unknown>, {});
      },
    },
  ];
}
