import type { Command } from '../../platform/command.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import { lapseRoundsByTimer } from './commands/lapse-rounds.ts';
import { refreshPlacesByTimer } from './commands/refresh-places.ts';

export function placeTasks(run: (command: Command<never, unknown>, input: unknown) => Promise<unknown>): Task[] {
  return [
    {
      name: 'places:refresh',
      async run() {
        await run(refreshPlacesByTimer as Command<never, unknown>, {});
        await run(lapseRoundsByTimer as Command<never, unknown>, {});
      },
    },
  ];
}
