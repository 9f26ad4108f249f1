/** `muster`: the same use cases as the server's, from a shell on the machine itself. */
import { areaMerge, areaRecode, areaRename, areaSplit } from './commands/area-change.ts';
import { assignmentGrant } from './commands/assignment-grant.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { areaImport, personImport } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { journalVerify } from './commands/journal-verify.ts';
import { migrateCommand } from './commands/migrate.ts';
import { orderList, orderShow } from './commands/orders.ts';
import { secretsForget } from './commands/secrets-forget.ts';
import { tallyRecount } from './commands/tally-recount.ts';
import { openDatabases } from './databases.ts';
import { errorText } from './problem-text.ts';
import type { ShellCommand } from './shell-command.ts';

const commands: readonly ShellCommand[] = [
  initCommand,
  demoCommand,
  migrateCommand,
  doctorCommand,
  areaImport,
  areaRename,
  areaRecode,
  areaMerge,
  areaSplit,
  personImport,
  assignmentGrant,
  orderList,
  orderShow,
  journalVerify,
  secretsForget,
  tallyRecount,
];

function help(): string {
  const lines = commands.map(({ name, usage, summary }) => `  muster ${name} ${usage}\n      ${summary}`);
  return `Muster (集结)\n\n${lines.join('\n')}\n\nSettings are variables, as for the server: docs/operation.md`;
}

/** `area import FILE` is the command `area import` with the argument FILE. */
function find(words: string[]): { command: ShellCommand; args: string[] } | undefined {
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  return command && { command, args: words.slice(command.name.split(' ').length) };
}

const words = process.argv.slice(2);
const found = find(words);
if (found) {
  try {
    const databases = await openDatabases();
    try {
      process.exitCode = await found.command.run(found.args, databases);
    } finally {
      await databases.close();
    }
  } catch (error) {
    console.error(await errorText(error));
    process.exitCode = 1;
  }
} else {
  const asked = words.length === 0 || words.includes('help') || words.includes('--help');
  if (!asked) console.error(`There is no command "${words.join(' ')}".\n`);
  console[asked ? 'log' : 'error'](help());
  process.exitCode = asked ? 0 : 2;
}
