import { metrics } from '@muster/server/app/features';
import { recountTallies } from '@muster/server/features/tallies/index';
import { inScope } from '@muster/server/platform/db/scope';
import { readOptions } from '../options.ts';
import { inCity } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

export const tallyRecount: ShellCommand = {
  name: 'tally recount',
  usage: '[--area CODE]',
  summary: 'count every figure again from the records and compare it with what was kept',
  async run(args, databases) {
    const { values } = readOptions(args, 'tally recount [--area CODE]', { area: { type: 'string' } });
    const differences = await inCity(databases, ({ runtime, system, cityCode }) =>
      inScope(runtime.city, system, (tx) => recountTallies(tx, metrics, values.area ?? cityCode), 'read'),
    );
    if (differences.length === 0) {
      console.log(`All ${metrics.length} figures are equal to their records, for every area and day.`);
      return 0;
    }
    for (const { areaCode, day, column, kept, counted } of differences)
      console.error(`  ${areaCode} ${day} ${column}: kept ${kept}, counted ${counted}`);
    console.error(
      `${differences.length} figures differ from their records. Keep this list and tell who maintains Muster: it must not happen.`,
    );
    return 1;
  },
};
