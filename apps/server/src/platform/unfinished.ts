/**
 * The demonstration is made by many commands, not in one transaction. A mark in the data folder outlives kill -9 while it is being made;
 * the next start that finds it makes the demonstration anew instead of showing half a city.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { placeOf } from './database-fault.ts';
import type { EmbeddedPostgres } from './embedded-postgres/index.ts';
import { citySchemaDefault } from './migrate.ts';
import { StartFault } from './start-fault.ts';

const markPath = (dataFolder: string) => join(dataFolder, 'demonstration.unfinished');

export async function whileMarked(dataFolder: string, make: () => Promise<void>): Promise<void> {
  writeFileSync(markPath(dataFolder), 'The demonstration is being loaded. Removed when it is complete.\n');
  await make();
  rmSync(markPath(dataFolder));
}

interface Interrupted {
  dataFolder: string;
  /** Ours may be emptied; a database that was only lent to us may not. */
  postgres: EmbeddedPostgres | undefined;
  cityUrl: string;
  log(line: string): void;
}

export async function clearInterrupted({ dataFolder, postgres, cityUrl, log }: Interrupted): Promise<void> {
  if (!existsSync(markPath(dataFolder))) return;
  if (postgres) {
    log('Loading the demonstration was interrupted: emptying the database …');
    await postgres.empty();
  } else if (await hasCity(cityUrl)) {
    throw new StartFault(
      `Loading the demonstration into the database ${placeOf(cityUrl)} was interrupted: it is half there.`,
      'Drop that database, make it anew (docs/operation.md, "A PostgreSQL of your own") and start again.',
    );
  }
  rmSync(markPath(dataFolder));
}

async function hasCity(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ found: boolean }>('select to_regnamespace($1) is not null as found', [citySchemaDefault]);
    return rows[0]?.found ?? false;
  } catch {
    return false; // The migration that follows tells what is wrong with the connection.
  } finally {
    await client.end();
  }
}
