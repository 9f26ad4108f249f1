import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '@muster/server/platform/config';
import { ownNode, serverFlags } from '../../scripts/installed.mjs';

/** One process of the real program. */
export interface Server {
  address: string;
  pid: number;
  /** Everything that it printed. */
  said: () => string;
  /** As an administrator ends it. */
  stop: () => Promise<void>;
  /** As the machine, or the kernel without memory, ends it: kill -9. */
  kill: () => Promise<void>;
}

const readyWithinMs = 180_000;

/** Resolves when it is ready; the address is known before, as the port was chosen here. */
export async function startServer(environment: Record<string, string>): Promise<Server> {
  const port = environment.MUSTER_PORT ?? String(await freePort());
  const { DATABASE_URL: _city, SHARED_DATABASE_URL: _shared, NODE_ENV: _mode, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(ownNode(), [...serverFlags, join(root, 'apps/server/src/main.ts')], {
    cwd: root,
    env: { ...inherited, MUSTER_HOST: '127.0.0.1', MUSTER_PORT: port, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const address = `http://127.0.0.1:${port}`;
  const server: Server = {
    address,
    pid: child.pid ?? 0,
    said: () => text,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
  for (const deadline = Date.now() + readyWithinMs; ; await sleep(25)) {
    if (hasEnded(child)) throw new Error(`Muster did not start:\n${text}`);
    const status = await fetch(`${address}/api/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return server;
    if (Date.now() > deadline) {
      await server.kill();
      throw new Error(`Muster was not ready in time (${status}):\n${text}`);
    }
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
