import { type Config, readConfig } from './config.ts';
import { type App, type AppOptions, type Running, start } from './lifecycle.ts';
import { onStopSignal } from './signals.ts';
import { faultText } from './start-fault.ts';

interface Program<A extends App> {
  startApp(options: AppOptions): Promise<A>;
  prepare(app: A, options: { config: Config; dataFolder: string; log: (line: string) => void }): Promise<void>;
  /** Printed when requests are taken. */
  greeting(running: Running<A>, config: Config): string;
}

/** Requests in flight get this long after Ctrl-C or SIGTERM. */
const STOP_MS_MAX = 20_000;

/** The same line again within this is not printed: what fails every second (a full disk, a database that does not come) fills no log. */
const againMs = 60_000;

function once(print: (line: string) => void): (line: string) => void {
  const printedAt = new Map<string, number>();
  return (line) => {
    const now = Date.now();
    // A fault is the same one a second later, with another time, process or attempt in it.
    const said = /error|fatal|cannot|could not/i.test(line) ? line.replace(/\d+/g, '') : line;
    if (now - (printedAt.get(said) ?? -againMs) < againMs) return;
    if (printedAt.size > 500) printedAt.clear();
    printedAt.set(said, now);
    print(line);
  };
}

/** The process from its first line to its exit code: 0 stopped as asked, 1 with a reason in plain words. */
export async function runProgram<A extends App>(program: Program<A>): Promise<void> {
  const log = once((line) => console.log(line));
  const ending = new AbortController();
  let running: Running<A> | undefined;

  const stop = async () => {
    try {
      await running?.stop();
      log('Stopped.');
      process.exit(0);
    } catch (error) {
      console.error(faultText(error));
      process.exit(1);
    }
  };
  onStopSignal(
    (reason) => {
      log(`\nStopping (${reason}): requests in flight are finished …`);
      // Against what does not end by itself; the database survives this as it survives kill -9.
      setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
      ending.abort();
      if (running) void stop();
    },
    () => process.exit(1),
  );

  try {
    const config = readConfig();
    const prepare = (app: A, dataFolder: string) => program.prepare(app, { config, dataFolder, log });
    running = await start({ config, startApp: program.startApp, prepare, log, signal: ending.signal });
    if (ending.signal.aborted) return await stop();
    log(program.greeting(running, config));
  } catch (error) {
    if (ending.signal.aborted) process.exit(0);
    console.error(faultText(error));
    process.exit(1);
  }
}
