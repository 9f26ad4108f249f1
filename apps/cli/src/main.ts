/** `muster`: the same use cases as the server's, from a shell on the machine itself. */
import { faultText } from '@muster/server/platform/start-fault';
import { doctorCommand } from './commands/doctor.ts';
import { migrateCommand } from './commands/migrate.ts';
import { openDatabases } from './databases.ts';
import type { ShellCommand } from './shell-command.ts';

const commands: readonly ShellCommand[] = [migrateCommand, doctorCommand];

function help(): string {
  const lines = commands.map(({ name, usage, summary }) => `  muster ${`${name} ${usage}`.padEnd(44)} ${summary}`);
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
    console.error(faultText(error));
    process.exitCode = 1;
  }
} else {
  const asked = words.length === 0 || words.includes('help') || words.includes('--help');
  if (!asked) console.error(`There is no command "${words.join(' ')}".\n`);
  console[asked ? 'log' : 'error'](help());
  process.exitCode = asked ? 0 : 2;
}
