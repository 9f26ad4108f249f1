import pg from 'pg';
import { cutConnections } from './pool.ts';

const everyMs = 1000;
/** Nothing but a word is asked: even a database that is busy with everything else answers within this. */
const patienceMs = 3000;
/** A process that was held up itself reads the answer that lies there before it believes that there is none. */
const graceMs = 500;

export interface DatabaseWatch {
  /** No answer lately: requests are refused at once instead of waiting for a connection each. */
  isAway: () => boolean;
  stop: () => Promise<void>;
}

/**
 * Asks the databases for a word every second, each over a connection of its own. One that is refused tells so by itself; one
 * whose packets vanish (a firewall that forgot, a cable, a machine that hangs) would keep every request waiting for a
 * quarter of an hour, until the kernel gives up. Then all connections are cut, so that whatever waits for one is told, and
 * new ones are made when it answers again.
 */
export function watchDatabases(
  urls: readonly string[],
  options: { pools: readonly pg.Pool[]; log: (line: string) => void; onBack: () => void },
): DatabaseWatch {
  const watched = [...new Set(urls)].map((url) => ({ url, client: null as pg.Client | null, isAsking: false, isAway: false }));
  let stopped = false;

  async function look(one: (typeof watched)[number]): Promise<void> {
    if (one.isAsking || stopped) return;
    one.isAsking = true;
    try {
      one.client ??= await connected(one.url);
      await within(one.client.query('select 1'));
      if (one.isAway) {
        one.isAway = false;
        options.log('The database answers again');
        options.onBack();
      }
    } catch (error) {
      destroy(one.client);
      one.client = null;
      if (!one.isAway && !stopped) {
        one.isAway = true;
        options.log(`The database does not answer (${(error as Error).message}): requests get 503 until it does`);
        for (const pool of options.pools) cutConnections(pool);
      }
    } finally {
      one.isAsking = false;
    }
  }

  const timer = setInterval(() => {
    for (const one of watched) void look(one);
  }, everyMs);
  timer.unref();

  return {
    isAway: () => watched.some((one) => one.isAway),
    async stop() {
      stopped = true;
      clearInterval(timer);
      for (const one of watched) destroy(one.client);
    },
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs, application_name: 'muster-watch' });
  client.on('error', () => {});
  try {
    await within(client.connect());
    return client;
  } catch (error) {
    destroy(client);
    throw error;
  }
}

/** Not `end()`: that says goodbye first, and waits. */
function destroy(client: pg.Client | null): void {
  (client as unknown as { connection: { stream: { destroy: () => void } } } | null)?.connection.stream.destroy();
}

async function within<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), graceMs);
    }, patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
