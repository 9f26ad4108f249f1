/**
 * One program per data folder. The lock is a listening socket in the kernel's abstract namespace, named by the folder itself
 * (device and inode): the kernel drops it with the process, so kill -9 leaves nothing to clean up and no process id that
 * could belong to somebody else by now. Whoever comes second connects to it and is told who is there.
 */
import { statSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { StartFault } from './start-fault.ts';

export interface DataLock {
  /** What a second start is told, as "http://127.0.0.1:4100". */
  tell(what: string): void;
  release(): void;
}

export interface LockHolder {
  pid: number;
  what: string;
}

function lockName(folder: string): string {
  if (process.platform !== 'linux') return join(folder, 'muster.lock');
  const { dev, ino } = statSync(folder);
  return `\0muster-data-${dev}-${ino}`;
}

/** The lock, or who holds it. */
export async function lockDataFolder(folder: string): Promise<DataLock | LockHolder> {
  const path = lockName(folder);
  let what = 'starting';
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(JSON.stringify({ pid: process.pid, what } satisfies LockHolder));
  });
  const free = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(path, () => resolve(true));
  });
  if (!free) return await askHolder(path);
  server.unref();
  return {
    tell(now) {
      what = now;
    },
    release() {
      server.close();
    },
  };
}

function askHolder(path: string): Promise<LockHolder> {
  return new Promise((resolve) => {
    let text = '';
    const nobody = { pid: 0, what: 'not answering' };
    const socket = createConnection(path)
      .setEncoding('utf8')
      .setTimeout(2000, () => {
        socket.destroy();
        resolve(nobody);
      });
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('error', () => resolve(nobody));
    socket.on('end', () => resolve(JSON.parse(text) as LockHolder));
  });
}

export function isHeld(lock: DataLock | LockHolder): lock is LockHolder {
  return 'pid' in lock;
}

export async function lockOrLeave(folder: string): Promise<DataLock> {
  const lock = await lockDataFolder(folder);
  if (!isHeld(lock)) return lock;
  throw new StartFault(
    `Muster is running already on the data folder ${folder}: process ${lock.pid}, ${lock.what}.`,
    'Use that one, or end it first (Ctrl-C there, or kill the process).\nFor a second Muster beside it: MUSTER_DATA=/another/folder MUSTER_PORT=4101 npm start',
  );
}
