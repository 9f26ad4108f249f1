/**
 * Vitest's global set-up of the faults: a data folder as a running city leaves it (territory, somebody with a session at every
 * desk, an incident), made once. Each test takes a copy and does to it what happens to servers.
 */
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
import type { TestProject } from 'vitest/node';
import { startIncident } from '../../bench/city/orders.ts';
import { enterPeople } from '../../bench/city/people.ts';

declare module 'vitest' {
  interface ProvidedContext {
    faultTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-faults-template-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => {}, watch: false });
  try {
    await migrate({ cityUrl: postgres.url, sharedUrl: postgres.url, log: () => {} });
    const url = new URL(postgres.url);
    url.username = 'postgres';
    const superuser = new pg.Client({ connectionString: url.href, options: '-c search_path=city,public' });
    await superuser.connect();
    await superuser.query(`insert into shared.cities (code, name) values ('4104', '平顶山市')`);
    const runtime = await openRuntime({ cityUrl: postgres.url, sharedUrl: postgres.url });
    const csv = readFileSync(join(root, 'db/data/pingdingshan-areas.csv'), 'utf8');
    await runCommand(runtime, systemPrincipal('4104'), importAreas, { commandId: newId(), csv, goodRowsOnly: false });
    await runtime.sealer.sealAll();
    await runtime.close();
    await enterPeople(superuser, 100);
    await startIncident(superuser);
    // Small files: a copy is made for every test.
    await superuser.query('vacuum analyze');
    await superuser.end();
  } finally {
    await postgres.stop();
  }
  project.provide('faultTemplate', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
