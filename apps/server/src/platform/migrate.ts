/**
 * Brings both databases to the schema that this program knows: `db/migrations/city` into the schema of the city, `db/migrations/shared`
 * (accounts, sessions, cities) into the schema `shared` behind the second connection string. One transaction each, so that
 * a start that was killed goes on where it stood; two starts at once wait for each other.
 */
import pg from 'pg';
import { connectFault, placeOf } from './database-fault.ts';
import { type Applied, type Migration, type MigrationSet, migrationsFolder, pendingMigrations, readMigrations } from './migrations.ts';
import { ensureRights } from './rights.ts';
import { StartFault } from './start-fault.ts';

export const citySchemaDefault = 'city';
export const sharedSchema = 'shared';

export interface MigrateOptions {
  cityUrl: string;
  sharedUrl: string;
  log(line: string): void;
  /** Several cities may share one database, each in its schema (PROVINCE 6, 20). */
  citySchema?: string;
  /** Other folders than db/migrations: for tests. */
  folders?: Partial<Record<MigrationSet, string>>;
}

/** Names of the migrations that ran now, `city/0001-scope`. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const ran: string[] = [];
  for (const target of targets(options)) {
    await withClient(target, async (client) => {
      await client.query("select pg_advisory_lock(hashtext('muster migrations'))");
      await ensureRights(client, target.where);
      await prepare(client, target.schema);
      const pending = pendingMigrations(readMigrations(target.folder), await readApplied(client), target.where);
      for (const migration of pending) {
        options.log(`Migrating ${target.set}: ${migration.name}`);
        await run(client, migration, target.where);
        ran.push(`${target.set}/${migration.name}`);
      }
    });
  }
  return ran;
}

/** For readiness and doctor: throws a StartFault when the databases are not exactly at what this program knows. */
export async function assertMigrated(options: Omit<MigrateOptions, 'log'>): Promise<void> {
  for (const target of targets(options)) {
    await withClient(target, async (client) => {
      await client.query(`set search_path to ${pg.escapeIdentifier(target.schema)}, public`);
      const exists = await client.query<{ found: boolean }>("select to_regclass('schema_migrations') is not null as found");
      const applied = exists.rows[0]?.found ? await readApplied(client) : [];
      const pending = pendingMigrations(readMigrations(target.folder), applied, target.where);
      if (pending.length === 0) return;
      throw new StartFault(`The database ${target.where} lacks ${pending.map((m) => m.name).join(', ')}.`, 'Run: npm run muster migrate');
    });
  }
}

interface Target {
  set: MigrationSet;
  url: string;
  variable: string;
  schema: string;
  folder: string;
  where: string;
}

function targets({ cityUrl, sharedUrl, citySchema = citySchemaDefault, folders }: Omit<MigrateOptions, 'log'>): Target[] {
  const target = (set: MigrationSet, url: string, variable: string, schema: string): Target => {
    return { set, url, variable, schema, folder: folders?.[set] ?? migrationsFolder(set), where: placeOf(url) };
  };
  return [
    target('shared', sharedUrl, sharedUrl === cityUrl ? 'DATABASE_URL' : 'SHARED_DATABASE_URL', sharedSchema),
    target('city', cityUrl, 'DATABASE_URL', citySchema),
  ];
}

async function withClient(target: Target, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: target.url, connectionTimeoutMillis: 10_000, application_name: 'muster-migrate' });
  // The query under way rejects with the same error; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw connectFault(error, target.url, target.variable);
  }
  try {
    await work(client);
  } finally {
    // Ends the session, and with it the advisory lock.
    await client.end();
  }
}

async function prepare(client: pg.Client, schema: string): Promise<void> {
  const name = pg.escapeIdentifier(schema);
  await client.query(`create schema if not exists ${name}`);
  await client.query(`set search_path to ${name}, public`);
  await client.query(`create table if not exists schema_migrations (
    name text collate "C" constraint schema_migrations_name_key primary key,
    sha256 text not null,
    applied_at timestamptz not null default now())`);
  await client.query(`grant usage on schema ${name} to muster_app, muster_sealer`);
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>('select name, sha256 from schema_migrations order by name');
  return rows;
}

async function run(client: pg.Client, migration: Migration, where: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [migration.name, migration.sha256]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const error = cause as pg.DatabaseError;
    const line = error.position ? migration.sql.slice(0, Number(error.position)).split('\n').length : undefined;
    throw new StartFault(
      `${migration.name}.sql${line ? `, line ${line},` : ''} failed on the database ${where}: ${error.message}`,
      'Nothing of this migration was kept. When it is corrected, the next start goes on from here.',
      { cause },
    );
  }
}
