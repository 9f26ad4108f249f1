import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@muster/server/app/run-command';
import { openRuntime } from '@muster/server/app/runtime';
import { importAreas } from '@muster/server/features/areas/commands/import-areas';
import { root } from '@muster/server/platform/config';
import { startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';
import { newId } from '@muster/server/platform/ids';
import { migrate } from '@muster/server/platform/migrate';
import { systemPrincipal } from '@muster/server/platform/principal';
import pg from 'pg';
import { fillPast, fillRunning, startIncident } from './orders.ts';
import { enterPeople } from './people.ts';

export const cityCode = '4104';

export interface BenchCity {
  /** Of the owner, as a server is given it. */
  url: string;
  /** For a server's own files. */
  dataFolder: string;
  /** Sees and writes everything. */
  superuser: pg.Client;
  /** Until now only what runs; from then on a million receipts. Made once. */
  fillPast: () => Promise<void>;
  hasPast: () => boolean;
  stop: () => Promise<void>;
}

/** The real territory on an embedded PostgreSQL of its own, set as in use (nothing given up for speed), with people and the orders of now. */
export async function startBenchCity(log: (line: string) => void): Promise<BenchCity> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  chmodSync(dataFolder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {}, watch: false });
  const superuserUrl = new URL(postgres.url);
  superuserUrl.username = 'postgres';
  const superuser = new pg.Client({ connectionString: superuserUrl.href, options: '-c search_path=city,public' });
  const stop = async () => {
    await superuser.end().catch(() => {});
    await postgres.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    log('territory …');
    await migrate({ cityUrl: postgres.url, sharedUrl: postgres.url, log: () => {} });
    await superuser.connect();
    await superuser.query(`insert into shared.cities (code, name) values ('${cityCode}', '平顶山市')`);
    const runtime = await openRuntime({ cityUrl: postgres.url, sharedUrl: postgres.url });
    const csv = readFileSync(join(root, 'db/data/pingdingshan-areas.csv'), 'utf8');
    await runCommand(runtime, systemPrincipal(cityCode), importAreas, { commandId: newId(), csv, goodRowsOnly: false });
    await runtime.close();
    log('people, and the orders that run …');
    await enterPeople(superuser);
    await startIncident(superuser);
    await fillRunning(superuser);
  } catch (error) {
    await stop();
    throw error;
  }
  let past: Promise<void> | undefined;
  return {
    url: postgres.url,
    dataFolder: join(dataFolder, 'server'),
    superuser,
    hasPast: () => past !== undefined,
    fillPast() {
      if (past === undefined) log('a million receipts …');
      past ??= fillPast(superuser);
      return past;
    },
    stop,
  };
}
