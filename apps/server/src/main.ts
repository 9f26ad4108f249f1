/** Starts Muster: `node apps/server/src/main.ts`, or `npm start`, which installs and builds first. */

import { keepAlive } from './app/demonstration/alive.ts';
import { castOf, demonstrationPassword } from './app/demonstration/cast.ts';
import { makeDemonstration } from './app/demonstration/make-demonstration.ts';
import { adoptCityOfOthers } from './app/runtime.ts';
import { startApp } from './app/start-app.ts';
import { onlyOne } from './platform/db/only-one.ts';
import { runProgram } from './platform/program.ts';
import { whileMarked } from './platform/unfinished.ts';

await runProgram({
  startApp,
  async prepare(app, { config, dataFolder, log }) {
    if (app.runtime.cityCode === null && config.demo)
      await onlyOne(app.runtime.sharedPool, 'muster demonstration', async () => {
        // Of several servers that begin on one empty database another may have made it meanwhile.
        await adoptCityOfOthers(app.runtime);
        if (app.runtime.cityCode === null) await whileMarked(dataFolder, () => makeDemonstration({ ...app, log }));
      });
    if (config.alive && app.runtime.cityCode !== null) app.beforeClose(keepAlive({ ...app, log }).stop);
  },
  greeting({ app, address }, config) {
    const lines = ['', `  Muster 集结   ${address}`, `  Phone         ${address}/m/`, ''];
    if (app.runtime.cityCode === null)
      lines.push(`  Nothing is set up yet. Open the address and enter the set-up code ${app.setUpCode}`, '');
    else if (config.demo) {
      lines.push(`  Demonstration: sign in with one click, or by name with the password ${demonstrationPassword}`);
      for (const one of castOf()) lines.push(`    ${one.userName.padEnd(14)}${one.role.padEnd(22)}${one.areaName}`);
      lines.push('');
    }
    return lines.join('\n');
  },
});
