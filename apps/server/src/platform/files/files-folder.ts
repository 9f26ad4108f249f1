import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { diskProblem } from './disk-fault.ts';

export interface FilesFolder {
  /** Where uploads grow, one file each, named by the id. */
  parts: string;
  part: (id: string) => string;
  kept: (id: string, size?: 'thumb') => string;
  /** Bytes that may still be written; the rest stays free for the database, which may live on the same disk. */
  room: () => Promise<number>;
}

/** Makes it, for a server that starts. */
export function prepareFilesFolder(root: string): FilesFolder {
  try {
    for (const folder of [join(root, 'arriving'), join(root, 'kept')]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    }
  } catch (cause) {
    throw new StartFault(
      `The folder of files ${root} cannot be used: ${(cause as Error).message}.`,
      'Give it to this user, or name another one: MUSTER_FILES=/another/folder npm start',
      { cause },
    );
  }
  return filesFolder(root);
}

/** A folder that several servers may share: nothing in it says which of them wrote it. */
export function filesFolder(root: string): FilesFolder {
  const parts = join(root, 'arriving');
  return {
    parts,
    part: (id) => join(parts, id),
    // Ids begin with their time: the last two digits spread them evenly over 256 folders.
    kept: (id, size) => join(root, 'kept', id.slice(-2), size === 'thumb' ? `${id}.thumb` : id),
    async room() {
      const { bavail, blocks, bsize } = await statfs(root);
      return bavail * bsize - Math.min(reserveMost, (blocks * bsize) / 20);
    },
  };
}

const reserveMost = 512 * 1024 * 1024;

/** Whole or not at all, and on the disk before it has its name: a power cut leaves no half file. */
export async function writeWhole(path: string, data: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw diskProblem(error);
  }
}

/** Bytes that have arrived; null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export async function removeFiles(...paths: string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

/** Files of a folder that nobody has written to since `before`. */
export async function untouchedSince(folder: string, before: Date): Promise<string[]> {
  const old: string[] = [];
  for (const entry of existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) continue;
    const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
    if (mtime < before) old.push(entry.name);
  }
  return old;
}
