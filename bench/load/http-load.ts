import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadOrder, LoadResult } from './http-load.process.ts';

/** Runs a load from a second process and waits for what it saw. */
export async function httpLoad(order: LoadOrder): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'http-load.process.ts'));
  try {
    return await new Promise<LoadResult>((resolve, reject) => {
      child.once('message', (result) => resolve(result as LoadResult));
      child.once('exit', (code) => reject(new Error(`the load ended (${code})`)));
      child.send(order);
    });
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}
