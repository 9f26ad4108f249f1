import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFault } from '../start-fault.ts';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

function passwd(): SystemUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/**
 * Whom PostgreSQL runs as. It refuses root; an id without a line in /etc/passwd fails in initdb. Undefined: as ourselves.
 * An existing data folder keeps its owner, also when a user `postgres` was added to the machine since.
 */
export function databaseUser(dataFolder?: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = passwd();
  const owner = dataFolder && existsSync(dataFolder) ? statSync(dataFolder).uid : 0;
  const user =
    users.find((u) => u.uid === owner && owner !== 0) ?? users.find((u) => u.name === 'postgres') ?? users.find((u) => u.name === 'nobody');
  if (user) return user;
  throw new StartFault(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody".',
    'Make one (useradd --system postgres), or start Muster as an ordinary user.',
  );
}

/** Asked of the kernel as that user, because modes, groups and access lists all count. */
export function mayEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { cwd: '/', uid: user.uid, gid: user.gid, stdio: 'ignore' }).status === 0;
}

/** The outermost folder on the way to `folder` that `user` cannot enter. */
export function closedFolder(user: SystemUser, folder: string): string | undefined {
  const way: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    way.unshift(at);
    if (dirname(at) === at) break;
  }
  return way.find((at) => existsSync(at) && !mayEnter(user, at));
}

/** Could the embedded database keep its data below this folder? */
export function canDatabaseUse(folder: string): boolean {
  const user = databaseUser();
  return !user || closedFolder(user, folder) === undefined;
}
