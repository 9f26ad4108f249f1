// Builds apps/console and apps/field when their sources differ from those of the last build. The comparison reads the sources
// (some hundred files, tens of milliseconds), because times of modification lie after a checkout.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from './installed.mjs';

export const webApps = ['console', 'field'];
const shared = ['packages/contract', 'packages/client', 'packages/ui', 'package-lock.json', 'tsconfig.base.json'];
// Generated files follow from the others, and the build itself writes one.
const notSources = /(^|\/)(dist|node_modules|\.[^/]*)(\/|$)|\.(test|gen)\.tsx?$/;

function files(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { withFileTypes: true, recursive: false });
  return entries.flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (notSources.test(below)) return [];
    return entry.isDirectory() ? files(below) : [below];
  });
}

function sourcesHash(app) {
  const hash = createHash('sha256');
  const paths = [`apps/${app}`, ...shared].flatMap((path) => (/\.json$/.test(path) ? [path] : files(path)));
  for (const path of paths.sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function build(app) {
  return new Promise((resolve) => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const child = spawn(ownNode(), [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps', app),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    const stop = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
    child.on('exit', (status, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, stop);
      resolve({ ok: status === 0, signal, output });
    });
  });
}

/** Builds what is stale, one after the other (each takes both cores). What went wrong, or undefined. */
export async function buildWeb(log = console.log) {
  for (const app of webApps) {
    const stamp = join(root, 'apps', app, 'dist/.built');
    const hash = sourcesHash(app);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    log(`Building the ${app} …`);
    const result = await build(app);
    if (result.signal) return `The build of the ${app} was ended by ${result.signal}.`;
    if (!result.ok)
      return `The ${app} could not be built. Its sources are at fault, not your machine. The builder said:\n\n${result.output}`;
    writeFileSync(stamp, hash);
  }
  return undefined;
}
