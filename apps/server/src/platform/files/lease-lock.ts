import { randomUUID } from 'node:crypto';
import type { Lock, RequestRelease } from '@tus/server';
import type { Principal } from '../principal.ts';
import { Problem } from '../problem.ts';
import type { Leases } from './upload-book.ts';

const renewEveryMs = 1000;
const waitMostMs = 20_000;
const lookEveryMs = 100;

/**
 * The right to write to one upload, among all servers. A phone that lost its connection comes back while its old one is
 * still believed to live, perhaps at the other server: who holds it is told to let go, and the new one goes on.
 */
export class LeaseLock implements Lock {
  readonly #leases: Leases;
  readonly #principal: Principal;
  readonly #id: string;
  readonly #holder = randomUUID();
  #renewing: ReturnType<typeof setInterval> | undefined;

  constructor(leases: Leases, principal: Principal, id: string) {
    this.#leases = leases;
    this.#principal = principal;
    this.#id = id;
  }

  async lock(signal: AbortSignal, letGo: RequestRelease): Promise<void> {
    const until = Date.now() + waitMostMs;
    while (!(await this.#leases.take(this.#principal, this.#id, this.#holder))) {
      if (signal.aborted || Date.now() > until) throw new Problem('state.moved-on');
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    this.#renewing = setInterval(() => void this.#renew(letGo), renewEveryMs);
  }

  async #renew(letGo: RequestRelease): Promise<void> {
    const standing = await this.#leases.renew(this.#principal, this.#id, this.#holder).catch(() => 'held');
    if (standing !== 'held') await letGo();
  }

  async unlock(): Promise<void> {
    clearInterval(this.#renewing);
    await this.#leases.release(this.#principal, this.#id, this.#holder);
  }
}

/** Does something with an upload that nobody else writes to meanwhile. */
export async function withLease<T>(leases: Leases, principal: Principal, id: string, work: () => Promise<T>): Promise<T> {
  const lock = new LeaseLock(leases, principal, id);
  await lock.lock(new AbortController().signal, () => {});
  try {
    return await work();
  } finally {
    await lock.unlock();
  }
}
