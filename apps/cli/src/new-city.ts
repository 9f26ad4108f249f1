import { startApp } from '@muster/server/app/start-app';
import { migrate } from '@muster/server/platform/migrate';
import { StartFault } from '@muster/server/platform/start-fault';
import type { Databases } from './databases.ts';

type App = Awaited<ReturnType<typeof startApp>>;

/**
 * The whole program, not listening, on an empty system: to set it up or to load the demonstration. Not beside a running server, which
 * holds that there is no city yet; it is set up at its own address.
 */
export async function onEmptySystem(databases: Databases, work: (app: App) => Promise<void>): Promise<void> {
  const { server, config, cityUrl, sharedUrl, dataFolder } = databases;
  if (server) throw new StartFault(`The server is running (${server}).`, 'Set it up there in a browser, or end it first.');
  const log = (line: string) => console.log(line);
  await migrate({ cityUrl, sharedUrl, log });
  const app = await startApp({ config, cityUrl, sharedUrl, dataFolder, log });
  try {
    if (app.runtime.cityCode !== null)
      throw new StartFault('This system is set up already.', 'npm start, and sign in. For another one: MUSTER_DATA=/another/folder');
    await work(app);
    await app.settle();
  } finally {
    await app.close();
  }
}
