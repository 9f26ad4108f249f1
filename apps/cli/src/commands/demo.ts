import { makeDemonstration } from '@muster/server/app/demonstration/make-demonstration';
import { whileMarked } from '@muster/server/platform/unfinished';
import { onEmptySystem } from '../new-city.ts';
import type { ShellCommand } from '../shell-command.ts';

export const demoCommand: ShellCommand = {
  name: 'demo',
  usage: '',
  summary: 'load the demonstration into an empty system (npm start does it by itself, unless MUSTER_DEMO=0)',
  async run(_args, databases) {
    await onEmptySystem(databases, (app) => whileMarked(databases.dataFolder, () => makeDemonstration({ ...app, log: console.log })));
    return 0;
  },
};
