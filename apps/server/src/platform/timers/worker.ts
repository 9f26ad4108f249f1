import { type Logger, makeWorkerUtils, type Runner, run, Logger as WorkerLogger, type WorkerUtils } from 'graphile-worker';
import type pg from 'pg';
import type { Jobs, Task } from './jobs.ts';

export interface Timers extends Jobs {
  stop: () => Promise<void>;
  /** Whether jobs are being taken now. */
  running: () => boolean;
}

/**
 * Timers on graphile-worker, in its own schema behind the second connection string, never in a city (PROVINCE 18). They
 * survive restarts, and run once however many servers there are. `crontab` lines are in UTC.
 */
export async function startTimers(options: {
  pool: pg.Pool;
  tasks: readonly Task[];
  crontab: string;
  log: (message: string) => void;
}): Promise<Timers> {
  const logger: Logger = new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') options.log(message);
  });
  const utils: WorkerUtils = await makeWorkerUtils({ pgPool: options.pool, logger });
  await utils.migrate();
  const unlock = () => unlockDead(options.pool, utils);
  await unlock();
  const unlocking = setInterval(() => void unlock().catch((error: Error) => options.log(`timers: ${error.message}`)), deadAfterMs);
  unlocking.unref();
  const taskList = Object.fromEntries(
    options.tasks.map((task) => [task.name, (payload: unknown) => task.run((payload ?? {}) as Record<string, unknown>)]),
  );
  let runner: Runner | null = null;
  let stopped = false;

  /** The library gives up for good after some faults in a row (a database that is away for ten seconds): begun again until it runs. */
  async function begin(): Promise<void> {
    const begun = await run({
      pgPool: options.pool,
      logger,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 1000,
      taskList,
      crontab: options.crontab,
    });
    runner = begun;
    if (stopped) return void (await begun.stop().catch(() => {}));
    begun.promise.then(
      () => ended('it ended'),
      (error: Error) => ended(error.message),
    );
  }
  function ended(why: string): void {
    runner = null;
    if (stopped) return;
    options.log(`Timers stopped (${why}); beginning again`);
    setTimeout(() => {
      if (!stopped) begin().catch((error: Error) => ended(error.message));
    }, beginAgainMs).unref();
  }
  await begin();
  return {
    async add(task, payload, { key, runAt }) {
      await utils.addJob(task, payload, { jobKey: key, runAt, jobKeyMode: 'replace', maxAttempts: 25 });
    },
    async stop() {
      clearInterval(unlocking);
      stopped = true;
      await runner?.stop().catch(() => {});
      await utils.release();
    },
    running: () => runner !== null,
  };
}

const beginAgainMs = 2000;

/** Our jobs take milliseconds: a lock this old is that of a process that was killed. */
const deadAfterMs = 60_000;

/**
 * A job that a killed process had in hand stays locked for four hours by the library's own rule: an escalation would come
 * when nobody needs it any more. Freed, it runs again, and does nothing if it had been done.
 */
async function unlockDead(pool: pg.Pool, utils: WorkerUtils): Promise<void> {
  const { rows } = await pool.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker.jobs where locked_at < now() - make_interval(secs => $1)',
    [deadAfterMs / 1000],
  );
  if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.locked_by));
}
