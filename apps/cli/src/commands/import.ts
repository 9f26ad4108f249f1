import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { importAreasTelling } from '@muster/server/features/areas/index';
import { importPeopleTelling } from '@muster/server/features/people/index';
import { readOptions, readText } from '../options.ts';
import { rowErrorTexts } from '../problem-text.ts';
import { progressLine } from '../progress.ts';
import { inCity } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

const ERRORS_SHOWN_MAX = 50;

type Telling = typeof importAreasTelling | typeof importPeopleTelling;

function importCommand(name: string, summary: string, telling: Telling): ShellCommand {
  const usage = 'FILE.csv [--good-rows]';
  return {
    name,
    usage,
    summary,
    async run(args, databases) {
      const { values, positionals } = readOptions(args, `${name} ${usage}`, { 'good-rows': { type: 'boolean', default: false } });
      const csv = readText(positionals[0], `${name} ${usage}`);
      const began = Date.now();
      const report = await inCity(
        databases,
        ({ run }) => run(telling(progressLine('Storing')), { csv, goodRowsOnly: values['good-rows'] }) as Promise<ImportReport>,
      );
      await tell(report, (Date.now() - began) / 1000);
      return report.errors.length > 0 ? 1 : 0;
    },
  };
}

async function tell(report: ImportReport, seconds: number): Promise<void> {
  for (const text of await rowErrorTexts(report.errors.slice(0, ERRORS_SHOWN_MAX))) console.error(`  ${text}`);
  if (report.errors.length > ERRORS_SHOWN_MAX) console.error(`  and ${report.errors.length - ERRORS_SHOWN_MAX} more`);
  const count = (value: number) => value.toLocaleString('en');
  console.log(
    `${count(report.rows)} rows read: ${count(report.added)} added, ${count(report.changed)} changed, ${count(report.unchanged)} as before, ${count(report.errors.length)} wrong (${seconds.toFixed(1)} s).`,
  );
  if (report.held > 0)
    console.log(`Nothing was stored. Correct these rows, or store the ${count(report.held)} good ones alone: --good-rows`);
}

export const areaImport = importCommand('area import', 'load a territory file (code, name)', importAreasTelling);
export const personImport = importCommand(
  'person import',
  'load a roster (name, mobile, role, area code, unit, title)',
  importPeopleTelling,
);
