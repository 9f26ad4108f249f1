import { migrate } from '@muster/server/platform/migrate';
import type { ShellCommand } from '../shell-command.ts';

export const migrateCommand: ShellCommand = {
  name: 'migrate',
  usage: '',
  summary: 'bring both databases to the schema of this version (the server does it by itself when it starts)',
  async run(_args, { cityUrl, sharedUrl }) {
    const ran = await migrate({ cityUrl, sharedUrl, log: console.log });
    console.log(ran.length === 0 ? 'Nothing to do: both databases are at this version.' : `Done: ${ran.length} migrations.`);
    return 0;
  },
};
