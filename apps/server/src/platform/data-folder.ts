import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Config, root } from './config.ts';
import { canDatabaseUse } from './embedded-postgres/index.ts';
import { StartFault } from './start-fault.ts';

/** The demonstration with its journal takes about 150 MB, PostgreSQL keeps up to 2 GB of log under load. */
const FREE_MB_MIN = 300;

/**
 * The folder of the data, made and found usable. When nobody named one and the clone lies where the database's user cannot enter
 * (a clone below /root, started as root), another place is taken and told.
 */
export function prepareDataFolder(config: Config, log: (line: string) => void): string {
  let folder = config.dataFolder;
  const embedded = config.databaseUrl === undefined;
  if (embedded && !config.dataFolderIsChosen && !existsSync(join(folder, 'postgres')) && !canDatabaseUse(root)) {
    folder = join('/var/lib/muster', `${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`);
    log(`The database runs as its own user, who cannot enter ${root}: the data is kept in ${folder}`);
  }
  makeFolder(folder);
  assertRoom(folder);
  return folder;
}

function makeFolder(folder: string): void {
  try {
    // Others may pass through (not list): PostgreSQL runs as another user when Muster is root.
    const made = mkdirSync(folder, { recursive: true });
    for (let at = folder; made !== undefined && at.startsWith(made); at = dirname(at)) chmodSync(at, 0o755);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(folder, `.writable-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (cause) {
    throw folderFault(folder, cause as NodeJS.ErrnoException);
  }
}

export function folderFault(folder: string, cause: NodeJS.ErrnoException): unknown {
  const other = 'or keep the data elsewhere: MUSTER_DATA=/another/folder npm start';
  const words: Record<string, [string, string]> = {
    EACCES: [
      `The data folder ${folder} cannot be written by this user.`,
      `Give it to this user (chown -R "$(whoami)" ${folder}),\n${other}`,
    ],
    EPERM: [
      `The data folder ${folder} cannot be written by this user.`,
      `Give it to this user (chown -R "$(whoami)" ${folder}),\n${other}`,
    ],
    EROFS: [`The data folder ${folder} is on a disk that cannot be written.`, `Mount it for writing, ${other}`],
    ENOSPC: [`The disk of the data folder ${folder} is full.`, `Make room (${FREE_MB_MIN} MB at least), ${other}`],
    EDQUOT: [`This user's share of the disk of ${folder} is used up.`, `Make room (${FREE_MB_MIN} MB at least), ${other}`],
    ENOTDIR: [`${folder} cannot be a folder: a part of that path is a file.`, 'Correct MUSTER_DATA.'],
    EEXIST: [`${folder} is a file, not a folder.`, 'Correct MUSTER_DATA, or move that file away.'],
  };
  const [what, todo] = words[cause.code ?? ''] ?? [];
  return what && todo ? new StartFault(what, todo, { cause }) : cause;
}

function assertRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  if (free >= FREE_MB_MIN) return;
  throw new StartFault(
    `The disk of the data folder ${folder} has ${free} MB left; Muster needs ${FREE_MB_MIN} MB to start.`,
    'Make room, or keep the data elsewhere: MUSTER_DATA=/another/folder npm start',
  );
}
