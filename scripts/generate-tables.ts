/**
 * Writes the types of the tables from the migrated database itself: a throw-away PostgreSQL, both sets of migrations, kysely-codegen
 * once per schema. Days stay text and counts are numbers, as platform/db/pool.ts reads them.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';
import { citySchemaDefault, migrate, sharedSchema } from '@muster/server/platform/migrate';

const root = join(import.meta.dirname, '..');

function generate(url: string, schema: string, outFile: string): void {
  const args = [
    ...['--dialect', 'postgres', '--url', url, '--out-file', join(root, 'apps/server/src/platform/db', outFile)],
    ...['--default-schema', schema, '--include-pattern', `${schema}.*`, '--exclude-pattern', '*.schema_migrations'],
    ...['--date-parser', 'string', '--type-mapping', '{"int8":"number"}'],
  ];
  const run = spawnSync(process.execPath, [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`kysely-codegen: ${run.stdout}${run.stderr}`);
}

export async function writeTables(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'muster-generate-'));
  chmodSync(dataFolder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {}, watch: false, settings: { fsync: 'off' } });
  try {
    await migrate({ cityUrl: postgres.url, sharedUrl: postgres.url, log: () => {} });
    generate(postgres.url, citySchemaDefault, 'city-tables.gen.ts');
    generate(postgres.url, sharedSchema, 'shared-tables.gen.ts');
  } finally {
    await postgres.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
