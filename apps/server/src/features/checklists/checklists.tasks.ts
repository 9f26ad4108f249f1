import type { Command } from '../../platform/command.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { turnChecklists } from './commands/turn-checklists.ts';

export function checklistTasks(run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>): Task[] {
  return [
    {
      name: 'checklists:turn',
      async run() {
        await run(turnChecklists as Command<never, unknown>, {});
      },
    },
  ];
}
