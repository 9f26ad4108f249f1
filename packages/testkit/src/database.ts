import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { databaseUrl, onServer, templateName } from './postgres.setup.ts';

/**
 * Connection string of a database of its own for this test file, migrated and empty (40–70 ms). It is not dropped here: a forced
 * drop after `pool.end()` fails the run (57P01), and the whole server is thrown away at the end.
 */
export async function cloneDatabase(): Promise<string> {
  return createDatabase(`template ${templateName}`);
}

/** An empty one, as before the first migration. */
export async function emptyDatabase(): Promise<string> {
  return createDatabase('');
}

async function createDatabase(options: string): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} ${options}`);
  return databaseUrl(server, name);
}
