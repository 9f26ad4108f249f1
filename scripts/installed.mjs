// What every entry does first: `npm ci` when the lock file has changed since the last time. Node ≥ 20.11, node: imports only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const stamp = join(root, 'node_modules/.muster-installed');

function wanted() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256')
    .update(lock)
    .update(process.platform + process.arch)
    .digest('hex');
}

export function stampInstalled() {
  writeFileSync(stamp, wanted());
}

export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 11)) {
    console.error(`Muster needs Node 20.11 or newer to start; this is ${process.version}.`);
    process.exit(1);
  }
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return;
  console.log('Installing what the lock file names …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error'];
  const options = { cwd: root, stdio: 'inherit' };
  const result = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (result.status !== 0) {
    console.error('npm ci failed. Is the npm registry reachable from here?');
    process.exit(result.status ?? 1);
  }
  stampInstalled();
}

/** By path: PATH was set before the install. */
export function ownNode() {
  const own = join(root, 'node_modules/.bin/node');
  return existsSync(own) ? own : process.execPath;
}

/**
 * How the server is run. Node would let the nursery of its memory grow to 120 MB after a burst and keep it: ten thousand screens
 * that come back at once would cost that for good.
 */
export const serverFlags = ['--max-semi-space-size=16'];
