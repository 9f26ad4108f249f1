/**
 * From nothing to serving, and back. The order matters: what is refused is refused before anything is changed (settings, folder,
 * lock, port), and what was started last is stopped first, with the requests in flight finished.
 */
import type { Config } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { lockOrLeave } from './data-lock.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/index.ts';
import { migrate } from './migrate.ts';
import { assertPortFree, portFault } from './port.ts';
import { clearInterrupted } from './unfinished.ts';

export interface AppOptions {
  config: Config;
  cityUrl: string;
  sharedUrl: string;
  /** For files that Muster keeps beside the database. */
  dataFolder: string;
  log(line: string): void;
}

/** What `app/` makes: all features on an open database, not listening yet. */
export interface App {
  /** Begins to take requests; the port that it got. */
  listen(host: string, port: number): Promise<number>;
  /** Requests in flight are finished, live streams and timers ended, connections closed. */
  close(): Promise<void>;
}

export interface Running<A extends App> {
  app: A;
  address: string;
  stop(): Promise<void>;
}

interface StartOptions<A extends App> {
  config: Config;
  startApp(options: AppOptions): Promise<A>;
  /** After migration, before the first request: the demonstration. */
  prepare(app: A, dataFolder: string): Promise<void>;
  log(line: string): void;
  /** Ends a start that is under way. */
  signal: AbortSignal;
}

export async function start<A extends App>({ config, startApp, prepare, log, signal }: StartOptions<A>): Promise<Running<A>> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const dataFolder = prepareDataFolder(config, log);
    const lock = await lockOrLeave(dataFolder);
    undo.push(() => lock.release());
    await assertPortFree(config.host, config.port);
    let postgres: EmbeddedPostgres | undefined;
    if (config.databaseUrl === undefined) {
      postgres = await startEmbeddedPostgres({ dataFolder, log });
      undo.push(() => postgres?.stop());
    }
    signal.throwIfAborted();
    const cityUrl = config.databaseUrl ?? postgres?.url ?? '';
    const sharedUrl = config.sharedDatabaseUrl ?? cityUrl;
    await clearInterrupted({ dataFolder, postgres, cityUrl, log });
    await unlessAborted(signal, migrate({ cityUrl, sharedUrl, log }));
    const app = await startApp({ config, cityUrl, sharedUrl, dataFolder, log });
    undo.push(() => app.close());
    await unlessAborted(signal, prepare(app, dataFolder));
    const port = await app.listen(config.host, config.port).catch((error: unknown) => {
      throw portFault(error, config.host, config.port);
    });
    const address = `http://${/:/.test(config.host) ? `[${config.host}]` : config.host}:${port}`;
    lock.tell(address);
    return { app, address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ctrl-C does not wait for a minute of loading: what is left half is finished, or made anew, by the next start. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  // Whichever loses must not count as unhandled.
  aborted.catch(() => {});
  work.catch(() => {});
  return Promise.race([work, aborted]);
}
