import { buildWeb } from '../scripts/build-web.mjs';
import { type BenchCity, startBenchCity } from './city/bench-city.ts';
import type { Figure } from './figure.ts';
import { type Program, startServer } from './program/program.ts';

/** What measurements share. City and server are made when the first asks for them. */
export interface Context {
  city: () => Promise<BenchCity>;
  /** The real program on the bench's city, in a process of its own. */
  server: () => Promise<Program>;
  /** The same, started anew: for whoever measures what the server grows by. */
  freshServer: () => Promise<Program>;
  log: (line: string) => void;
  close: () => Promise<void>;
}

export type Measurement = (context: Context) => Promise<Figure[]>;

export function createContext(log: (line: string) => void): Context {
  let city: Promise<BenchCity> | undefined;
  let server: Promise<Program> | undefined;
  const start = async () => {
    const { url, dataFolder } = await context.city();
    // Before the server starts: it serves what is built then.
    const fault = await buildWeb(log);
    if (fault) throw new Error(fault);
    return startServer({ DATABASE_URL: url, MUSTER_DATA: dataFolder, MUSTER_DEMO: '0' });
  };
  const context: Context = {
    log,
    city() {
      city ??= startBenchCity(log);
      return city;
    },
    server() {
      server ??= start();
      return server;
    },
    async freshServer() {
      await server?.then((program) => program.stop());
      server = start();
      return server;
    },
    async close() {
      await server?.then((program) => program.stop()).catch(() => {});
      await city?.then((made) => made.stop()).catch(() => {});
    },
  };
  return context;
}
