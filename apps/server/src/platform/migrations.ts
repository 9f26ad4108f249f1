import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './config.ts';
import { StartFault } from './start-fault.ts';

export type MigrationSet = 'city' | 'shared';

export interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

export interface Applied {
  name: string;
  sha256: string;
}

export function migrationsFolder(set: MigrationSet): string {
  return join(root, 'db/migrations', set);
}

export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const wrong = names.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  if (wrong.length > 0) throw new Error(`Migrations are named NNNN-what.sql: ${wrong.join(', ')} in ${folder}`);
  const numbers = names.map((name) => name.slice(0, 4));
  if (new Set(numbers).size < numbers.length) throw new Error(`Two migrations have one number in ${folder}: ${names.sort().join(', ')}`);
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name: name.slice(0, -4), sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** What is still to run. A database that this program does not understand is refused, whichever way it differs. */
export function pendingMigrations(known: readonly Migration[], applied: readonly Applied[], where: string): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const newer = applied.filter((row) => !byName.has(row.name));
  if (newer.length > 0) {
    throw new StartFault(
      `The database ${where} was made by a newer Muster: ${newer.map((row) => row.name).join(', ')} is not known to this one.`,
      'Update the program, or use the database that belongs to this version.',
    );
  }
  const changed = applied.filter((row) => byName.get(row.name)?.sha256 !== row.sha256);
  if (changed.length > 0) {
    throw new StartFault(
      `${changed.map((row) => `${row.name}.sql`).join(', ')} was changed after it had run on the database ${where}.`,
      'Bring the file back as it was (git checkout) and put the change into a new migration.\nA demonstration may be thrown away instead: remove the data folder.',
    );
  }
  const done = new Set(applied.map((row) => row.name));
  const last = [...done].sort().at(-1) ?? '';
  const pending = known.filter((migration) => !done.has(migration.name));
  const late = pending.filter((migration) => migration.name < last);
  if (late.length > 0) {
    throw new StartFault(
      `${late.map((migration) => migration.name).join(', ')} comes before ${last}, which has already run on the database ${where}.`,
      'Give it the next free number: migrations only go forward.',
    );
  }
  return pending;
}
