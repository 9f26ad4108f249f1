/**
 * Vitest's global set-up of the database tests: one throw-away PostgreSQL (the embedded one, without fsync) with a migrated template.
 * Each test file clones the template: `cloneDatabase()`.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';
import { migrate } from '@muster/server/platform/migrate';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const templateName = 'muster_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  chmodSync(dataFolder, 0o755);
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    log_min_duration_statement: '-1',
  };
  const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {}, watch: false, settings });
  const template = databaseUrl(postgres.url, templateName);
  await onServer(postgres.url, `create database ${templateName}`);
  await migrate({ cityUrl: template, sharedUrl: template, log: () => {} });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
