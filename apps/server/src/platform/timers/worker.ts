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
  const runner: Runner = await run({
    pgPool: options.pool,
    logger,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList,
    crontab: options.crontab,
  });
  let running = true;
  runner.promise.then(
    () => {
      running = false;
    },
    (error: Error) => {
      running = false;
      options.log(`timers stopped: ${error.message}`);
    },
  );
  return {
    async add(task, payload, { key, runAt }) {
      await utils.addJob(task, payload, { jobKey: key, runAt, jobKeyMode: 'replace', maxAttempts: 25 });
    },
    async stop() {
      clearInterval(unlocking);
      await runner.stop();
      await utils.release();
    },
    running: () => running,
  };
}

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
