import { join } from 'node:path';
import { type Config, readConfig } from '@muster/server/platform/config';
import { prepareDataFolder } from '@muster/server/platform/data-folder';
import { isHeld, lockDataFolder } from '@muster/server/platform/data-lock';
import { startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';

export interface Databases {
  config: Config;
  cityUrl: string;
  sharedUrl: string;
  dataFolder: string;
  filesFolder: string;
  /** The server that runs on this data folder, as it names itself. */
  server: string | undefined;
  close(): Promise<void>;
}

/**
 * The databases of this installation, whether its server runs or not. Beside a running server its database is used and left alone;
 * otherwise the embedded one is started for this command, under the lock of the data folder, and stopped after it.
 */
export async function openDatabases(): Promise<Databases> {
  const config = readConfig(process.env, []);
  const log = (line: string) => console.error(line);
  const dataFolder = prepareDataFolder(config, log);
  const lock = await lockDataFolder(dataFolder);
  const server = isHeld(lock) ? lock.what : undefined;
  if (!isHeld(lock)) lock.tell('a muster command');
  const postgres = config.databaseUrl === undefined ? await startEmbeddedPostgres({ dataFolder, log: () => {}, watch: false }) : undefined;
  const cityUrl = config.databaseUrl ?? postgres?.url ?? '';
  return {
    config,
    cityUrl,
    sharedUrl: config.sharedDatabaseUrl ?? cityUrl,
    dataFolder,
    filesFolder: config.filesFolder ?? join(dataFolder, 'files'),
    server,
    async close() {
      if (isHeld(lock)) return;
      await postgres?.stop();
      lock.release();
    },
  };
}
