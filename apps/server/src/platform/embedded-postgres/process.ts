import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import type { SystemUser } from './system-user.ts';

/**
 * Is `pid` a living postmaster of exactly this data folder? After kill -9 or a crash of the machine the id may belong to
 * anything by now; `pg_ctl status` and postgres itself believe a reused id, and a zombie. A zombie's command line is empty.
 */
export function isPostmaster(pid: string, data: string): boolean {
  try {
    return readFileSync(`/proc/${Number(pid)}/cmdline`, 'utf8')
      .split('\0')
      .includes(data);
  } catch {
    return false;
  }
}

export function postmasterPid(at: Layout): number | undefined {
  const file = join(at.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = readFileSync(file, 'utf8').split('\n')[0] ?? '';
  return isPostmaster(pid, at.data) ? Number(pid) : undefined;
}

/** Both lock files, only when their process is not a postmaster of this folder. */
export function removeStaleLocks(at: Layout): void {
  for (const file of [join(at.data, 'postmaster.pid'), join(at.socket, '.s.PGSQL.5432.lock')]) {
    if (existsSync(file) && !isPostmaster(readFileSync(file, 'utf8').split('\n')[0] ?? '', at.data)) rmSync(file, { force: true });
  }
}

export interface Outcome {
  status: number | null;
  output: string;
}

/** Runs one of PostgreSQL's own programs as its user, in its language of record (its messages are matched below). */
export function runAs(user: SystemUser | undefined, cwd: string, program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      ...(user && { uid: user.uid, gid: user.gid }),
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', PGCTLTIMEOUT: '60' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    // 'exit', not 'close': a postmaster that pg_ctl left behind keeps the pipes open.
    child.on('exit', (status) => resolve({ status, output }));
  });
}
