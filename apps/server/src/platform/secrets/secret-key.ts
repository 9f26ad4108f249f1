import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../start-fault.ts';

export const keyFile = (dataFolder: string): string => join(dataFolder, 'secret.key');

/** 32 bytes in base64 (44 signs, also url-safe) or hex (64 signs); null when it is neither. */
export function parseKey(text: string): Buffer | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : null;
  return bytes?.length === 32 ? bytes : null;
}

/**
 * The keys of this installation, the one that seals first: from MUSTER_SECRET_KEY, else from a file in the data folder that
 * the first start makes. Several servers on one database need the same key, so there it is the variable.
 */
export function readKeys(dataFolder: string, configured: readonly Buffer[]): readonly Buffer[] {
  if (configured.length > 0) return configured;
  const file = keyFile(dataFolder);
  const text = readFile(file) ?? makeFile(file);
  const keys = text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => parseKey(line));
  const whole = keys.filter((key) => key !== null);
  if (whole.length === 0 || whole.length < keys.length)
    throw new StartFault(
      `${file} does not hold a key of 32 bytes.`,
      'Bring it back from the back-up: without it stored secrets cannot be read.',
    );
  return whole;
}

function readFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartFault(
      `${file} cannot be read: ${(error as Error).message}`,
      `It belongs to the user who runs Muster: chmod 600 ${file}`,
    );
  }
}

/** Whole and on the disk before it has its name: a key that is half written would lock everything up for good. */
function makeFile(file: string): string {
  const made = `${file}.${process.pid}`;
  const handle = openSync(made, 'wx', 0o600);
  writeSync(handle, `${randomBytes(32).toString('base64')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(made, file);
  } catch (error) {
    // Another process was first: its key counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** What is wrong with how the key is kept; null when nothing is. */
export function keyFileFault(dataFolder: string): string | null {
  const file = keyFile(dataFolder);
  try {
    const { mode } = statSync(file);
    return (mode & 0o077) === 0 ? null : `${file} can be read by others (mode ${(mode & 0o777).toString(8)})`;
  } catch {
    return `${file} is missing`;
  }
}
