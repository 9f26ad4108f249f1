import type { Command } from '../../platform/command.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { watchZonesByTimer } from './commands/watch-zones.ts';

export function zoneTasks(run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>): Task[] {
  return [
    {
      name: 'zones:watch',
      async run() {
        await run(watchZonesByTimer as Command<never, unknown>, {});
      },
    },
  ];
}
