import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '@muster/server/platform/config';
import { ownNode, serverFlags } from '../../scripts/installed.mjs';

export interface Program {
  address: string;
  /** Of the process that was started; what it started belongs to it. */
  pid: number;
  /** From the command to the answer of `/api/ready`. */
  readyAfterMs: number;
  stop: () => Promise<void>;
}

const readyWithinMs = 240_000;

/** The server alone, as `npm start` starts it at last. */
export function startServer(env: Record<string, string>): Promise<Program> {
  return started(
    spawn(ownNode(), [...serverFlags, join(root, 'apps/server/src/main.ts')], {
      cwd: root,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** As an administrator types it. */
export function npmStart(env: Record<string, string>): Promise<Program> {
  return started(spawn('npm', ['start'], { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Nothing of the shell that started the bench may change what is measured; any free port. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { MUSTER_HOST: _host, DATABASE_URL: _city, SHARED_DATABASE_URL: _shared, NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, MUSTER_PORT: '0', ...env };
}

async function started(child: ChildProcess): Promise<Program> {
  const since = performance.now();
  let said = '';
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part) => {
        said += part;
        const found = /http:\/\/[\d.:]+:\d+/.exec(said)?.[0];
        if (found) resolve(found);
      });
    }
    child.on('exit', (code) => reject(new Error(`Muster did not start (${code}):\n${said}`)));
    setTimeout(() => reject(new Error(`Muster did not start in time:\n${said}`)), readyWithinMs).unref();
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  try {
    const found = await address;
    while ((await fetch(`${found}/api/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10));
    return { address: found, pid: child.pid ?? 0, readyAfterMs: performance.now() - since, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
