import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '@muster/server/platform/config';
import { startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';
import { migrationsFolder, readMigrations } from '@muster/server/platform/migrations';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ownNode } from '../scripts/installed.mjs';
import { faultCity, isFull } from './pieces/city.ts';
import { startServer } from './pieces/server.ts';

const shape = `select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
  from information_schema.columns where table_schema in ('city', 'shared') order by 1`;
const constraints = `select conrelid::regclass || ' ' || conname as line from pg_constraint where connamespace in ('city'::regnamespace, 'shared'::regnamespace) order by 1`;

test('killed with -9 in the middle of migrating, again and again: the next start finishes, and the schema is what an undisturbed start makes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-fault-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => {}, watch: false });
  const superuser = new URL(postgres.url);
  superuser.username = 'postgres';
  const client = new pg.Client({ connectionString: superuser.href });
  await client.connect();
  const lines = async (text: string) => (await client.query<{ line: string }>(text)).rows.map((row) => row.line);
  try {
    // The database itself is slow at every table, so that a kill falls inside of a migration.
    await client.query(`create function public.slowly() returns event_trigger language plpgsql as $$ begin perform pg_sleep(0.08); end $$`);
    await client.query(
      `create event trigger slowly on ddl_command_end when tag in ('CREATE TABLE', 'CREATE INDEX') execute function public.slowly()`,
    );
    const environment = {
      MUSTER_DATA: join(folder, 'server'),
      MUSTER_DEMO: '0',
      DATABASE_URL: postgres.url,
      MUSTER_HOST: '127.0.0.1',
      MUSTER_PORT: '0',
    };
    for (let n = 0; n < (isFull ? 6 : 2); n++) {
      const child = spawn(ownNode(), [join(root, 'apps/server/src/main.ts')], {
        cwd: root,
        env: { ...process.env, ...environment },
        stdio: 'ignore',
      });
      await expect
        .poll(
          async () =>
            (await client.query(`select 1 from pg_stat_activity where application_name = 'muster-migrate' and wait_event = 'PgSleep'`))
              .rowCount,
          { timeout: 20_000, interval: 10 },
        )
        .toBe(1);
      await sleep(300 + n * 500);
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
    }
    await client.query('drop event trigger slowly');
    const { MUSTER_PORT: _port, ...rest } = environment;
    const server = await startServer(rest);
    try {
      for (const set of ['city', 'shared'] as const) {
        const applied = (await client.query<{ name: string }>(`select name from ${set}.schema_migrations order by name`)).rows.map(
          (row) => row.name,
        );
        expect(applied).toEqual(readMigrations(migrationsFolder(set)).map((migration) => migration.name));
      }
      const whole = await faultCity();
      try {
        await whole.startPostgres();
        expect(await lines(shape)).toEqual((await whole.sql<{ line: string }>(shape)).map((row) => row.line));
        const bare = (found: string[]) => found.map((line) => line.replace(/^(city|shared)\./, '')).sort();
        expect(bare(await lines(constraints))).toEqual(bare((await whole.sql<{ line: string }>(constraints)).map((row) => row.line)));
      } finally {
        await whole.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
