/**
 * Examines an installation: what must hold for Muster to be right, beyond that it runs. Each finding says what is wrong and what to
 * do. For `muster doctor` and for the administrators' page.
 */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import pg from 'pg';
import { connectFault } from './database-fault.ts';
import { filesFolder } from './files/files-folder.ts';
import { assertMigrated, citySchemaDefault, sharedSchema } from './migrate.ts';
import { systemPersonId } from './principal.ts';
import { runtimeRoles } from './rights.ts';
import { keyring } from './secrets/keyring.ts';
import { keyFileFault, readKeys } from './secrets/secret-key.ts';
import { StartFault } from './start-fault.ts';

export interface Finding {
  key: string;
  ok: boolean;
  detail: string;
  todo?: string;
}

export interface DoctorOptions {
  cityUrl: string;
  sharedUrl: string;
  dataFolder: string;
  /** Where the files lie that people sent. */
  filesFolder: string;
  citySchema?: string;
  /** MUSTER_SECRET_KEY; none: the file of the data folder. */
  secretKeys?: readonly Buffer[];
}

interface Patient {
  city: pg.Client;
  shared: pg.Client;
  citySchema: string;
  options: DoctorOptions;
}

type Check = (patient: Patient) => Promise<Omit<Finding, 'key'>>;

export async function examine(options: DoctorOptions): Promise<Finding[]> {
  const { cityUrl, sharedUrl, citySchema = citySchemaDefault } = options;
  const clients: pg.Client[] = [];
  const open = async (url: string, variable: string) => {
    const client = await connect(url, variable);
    clients.push(client);
    return client;
  };
  try {
    const city = await open(cityUrl, 'DATABASE_URL');
    const shared = await open(sharedUrl, 'SHARED_DATABASE_URL');
    const findings: Finding[] = [];
    for (const [key, check] of Object.entries(checks)) {
      findings.push({ key, ...(await check({ city, shared, citySchema, options }).catch(told)) });
    }
    return findings;
  } finally {
    for (const client of clients) await client.end();
  }
}

function told(error: unknown): Omit<Finding, 'key'> {
  if (error instanceof StartFault) return { ok: false, detail: error.message, todo: error.todo };
  return { ok: false, detail: (error as Error).message, todo: 'This check itself failed; the message is of PostgreSQL.' };
}

async function connect(connectionString: string, variable: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, application_name: 'muster-doctor' });
  client.on('error', () => {});
  await client.connect().catch((error: unknown) => {
    throw connectFault(error, connectionString, variable);
  });
  return client;
}

async function one<T extends pg.QueryResultRow>(client: pg.Client, sql: string, values: unknown[] = []): Promise<T> {
  return (await client.query<T>(sql, values)).rows[0] as T;
}

async function names(client: pg.Client, sql: string, values: unknown[] = []): Promise<string[]> {
  return (await client.query<{ name: string }>(sql, values)).rows.map((row) => row.name);
}

const checks: Record<string, Check> = {
  async database({ city }) {
    const { version, number } = await one<{ version: string; number: number }>(
      city,
      "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
    );
    return { ok: number >= 150_000, detail: `PostgreSQL ${version}`, todo: 'Muster needs PostgreSQL 15 or newer.' };
  },

  async durability({ city }) {
    const { fsync, pages } = await one<{ fsync: string; pages: string }>(
      city,
      "select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages",
    );
    const ok = fsync === 'on' && pages === 'on';
    const todo = 'Set fsync = on and full_page_writes = on, or an answer that was given can be lost with the power.';
    return { ok, detail: ok ? 'what was answered is on the disk' : `fsync = ${fsync}, full_page_writes = ${pages}`, todo };
  },

  async chinese({ city }) {
    const { found, encoding } = await one<{ found: number; encoding: string }>(
      city,
      `select coalesce(cardinality(public.show_trgm('焦店镇')), 0) as found, current_setting('server_encoding') as encoding`,
    );
    return {
      ok: found > 0 && encoding === 'UTF8',
      detail:
        found > 0
          ? `search finds Chinese (焦店镇: ${found} trigrams)`
          : 'search does not see Chinese letters (show_trgm of 焦店镇 is empty)',
      todo: "The database was made with the wrong character type. Make it anew: create database NAME template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';",
    };
  },

  async migrations({ options }) {
    await assertMigrated(options);
    return { ok: true, detail: 'both databases are exactly at this version' };
  },

  async roles({ city, shared }) {
    const wrong: string[] = [];
    for (const client of new Set([city, shared])) {
      wrong.push(
        ...(await names(
          client,
          `select rolname || case when rolbypassrls then ' passes by row-level security' when rolsuper then ' is a superuser'
             when rolcanlogin then ' can log in' else ' owns ' || (select min(relname) from pg_class where relowner = r.oid) end as name
           from pg_roles r where rolname = any($1) and (rolbypassrls or rolsuper or rolcanlogin or exists (select from pg_class where relowner = r.oid))`,
          [runtimeRoles],
        )),
      );
      const { found } = await one<{ found: number }>(client, 'select count(*)::int as found from pg_roles where rolname = any($1)', [
        runtimeRoles,
      ]);
      if (found < runtimeRoles.length) wrong.push(`one of ${runtimeRoles.join(', ')} is missing`);
    }
    return {
      ok: wrong.length === 0,
      detail: wrong.length === 0 ? `${runtimeRoles.join(' and ')} own nothing and obey row-level security` : [...new Set(wrong)].join('; '),
      todo: 'alter role NAME nologin nosuperuser nobypassrls; give what it owns to another: reassign owned by NAME to OWNER;',
    };
  },

  async rowSecurity({ city, citySchema }) {
    const open = await names(
      city,
      `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind in ('r', 'p') and not relispartition
         and relname <> 'schema_migrations' and not (relrowsecurity and relforcerowsecurity) order by 1`,
      [citySchema],
    );
    return {
      ok: open.length === 0,
      detail: open.length === 0 ? 'forced on every table of the city' : `not forced on ${open.join(', ')}`,
      todo: 'alter table NAME enable row level security, force row level security;',
    };
  },

  async scope({ city, citySchema }) {
    const tables = await names(
      city,
      `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind in ('r', 'p') and not relispartition
         and has_table_privilege('muster_app', oid, 'SELECT') order by 1`,
      [citySchema],
    );
    const seen: string[] = [];
    await city.query('begin read only');
    try {
      await city.query('set local role muster_app');
      for (const table of tables) {
        const from = `${pg.escapeIdentifier(citySchema)}.${pg.escapeIdentifier(table)}`;
        const { any } = await one<{ any: boolean }>(city, `select exists (select from ${from}) as any`);
        if (any) seen.push(table);
      }
    } finally {
      await city.query('rollback');
    }
    return {
      ok: seen.length === 0,
      detail:
        seen.length === 0 ? `outside of a scope there is no row (${tables.length} tables)` : `rows without a scope in ${seen.join(', ')}`,
      todo: 'The policies of these tables let rows through to anybody: stop the server and compare them with db/migrations.',
    };
  },

  async partitions({ city, citySchema }) {
    const granted = await names(
      city,
      `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relispartition
         and (has_table_privilege('muster_app', oid, 'SELECT, INSERT, UPDATE, DELETE') or has_table_privilege('muster_sealer', oid, 'SELECT, INSERT, UPDATE, DELETE'))`,
      [citySchema],
    );
    return {
      ok: granted.length === 0,
      detail: granted.length === 0 ? 'reached through their tables only' : `granted directly: ${granted.join(', ')}`,
      todo: 'revoke all on NAME from muster_app, muster_sealer; a partition has no policy of its own.',
    };
  },

  async journal({ city, citySchema }) {
    const events = `${pg.escapeIdentifier(citySchema)}.events`;
    const { waiting } = await withoutRowSecurity(city, () =>
      one<{ waiting: number }>(
        city,
        `select count(*)::int as waiting from ${events} where position is null and recorded_at < now() - interval '1 minute'`,
      ),
    );
    return {
      ok: waiting === 0,
      detail: waiting === 0 ? 'nothing waits for its seal' : `${waiting} events have waited more than a minute for their seal`,
      todo: 'The sealer runs inside the server: start it. If it runs, its log says why it does not seal.',
    };
  },

  async clock({ city }) {
    const before = Date.now();
    const { at } = await one<{ at: Date }>(city, 'select clock_timestamp() as at');
    const apart = Math.abs(at.getTime() - (before + Date.now()) / 2);
    return {
      ok: apart < 2000,
      detail: `this machine and the database are ${apart < 1000 ? `${Math.round(apart)} ms` : `${Math.round(apart / 1000)} s`} apart`,
      todo: 'Set both by a time server (chrony, systemd-timesyncd): limits and lateness are counted by these clocks.',
    };
  },

  async accounts({ shared }) {
    const { administrators } = await one<{ administrators: number }>(
      shared,
      `select count(*)::int as administrators from ${sharedSchema}.accounts`,
    );
    return {
      ok: administrators > 0,
      detail: administrators > 0 ? `${administrators} sign-ins` : 'nobody can sign in yet',
      todo: 'npm run muster init',
    };
  },

  async secrets({ shared, options }) {
    const configured = options.secretKeys ?? [];
    const fault = configured.length === 0 ? keyFileFault(options.dataFolder) : null;
    const { sealed } = (await one<{ sealed: string | null }>(
      shared,
      `select (select sealed from ${sharedSchema}.secrets where name = 'key-check') as sealed`,
    )) ?? { sealed: null };
    // Before the first start there is neither key nor anything that it sealed.
    if (sealed === null) return { ok: true, detail: 'nothing is sealed yet: the first start makes the key' };
    const where = configured.length > 0 ? 'MUSTER_SECRET_KEY' : 'secret.key in the data folder';
    if (fault) {
      const todo = fault.includes('missing')
        ? 'Bring it back from the back-up. If it is lost for good: npm run muster secrets forget'
        : `chmod 600 ${options.dataFolder}/secret.key`;
      return { ok: false, detail: fault, todo };
    }
    const opens = keyring(readKeys(options.dataFolder, configured)).mayOpen(sealed);
    return {
      ok: opens,
      detail: opens
        ? `the key (${where}) opens what is sealed; keep a copy apart from the database`
        : `the key (${where}) is not the one that sealed`,
      todo: 'Bring the right one back from the back-up. If it is lost for good: npm run muster secrets forget',
    };
  },

  async files({ city, citySchema, options }) {
    const folder = filesFolder(options.filesFolder);
    if (!existsSync(folder.parts)) return { ok: true, detail: `${options.filesFolder} is not there yet: the server makes it` };
    accessSync(folder.parts, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(options.filesFolder);
    const newest = await asSystem(city, citySchema, () =>
      names(
        city,
        `select id::text as name from ${pg.escapeIdentifier(citySchema)}.files where state = 'kept' order by finished_at desc limit 200`,
      ),
    );
    const missing = newest.filter((id) => !existsSync(folder.kept(id)));
    const gigabytes = ((bavail * bsize) / 1024 ** 3).toFixed(1);
    return {
      ok: missing.length === 0,
      detail:
        missing.length === 0
          ? `${options.filesFolder} can be written, ${gigabytes} GB free; the newest ${newest.length} files are there`
          : `of the newest ${newest.length} files ${missing.length} are not in ${options.filesFolder}, as ${missing[0]}`,
      todo: 'MUSTER_FILES must name the folder that the servers use; after a restore, bring back the folder that belongs to this database.',
    };
  },

  async room({ options }) {
    const { bavail, bsize } = statfsSync(options.dataFolder);
    const gigabytes = (bavail * bsize) / 1024 ** 3;
    return {
      ok: gigabytes >= 2,
      detail: `${gigabytes.toFixed(1)} GB free at ${options.dataFolder}`,
      todo: 'Keep 2 GB free: the log of the database needs it under load.',
    };
  },
};

/** Reads in the scope of the system: the rows of files are seen by who sent them, and by it. */
async function asSystem<T>(client: pg.Client, schema: string, read: () => Promise<T>): Promise<T> {
  await client.query('begin read only');
  try {
    await client.query('set local role muster_app');
    await client.query(`select public.muster_scope($1, '', '', '', $2, '', '')`, [schema, systemPersonId]);
    return await read();
  } finally {
    await client.query('rollback');
  }
}

/** The owner obeys forced row-level security like everybody; the sealer's policy is the one that sees all events. */
async function withoutRowSecurity<T>(client: pg.Client, read: () => Promise<T>): Promise<T> {
  await client.query('begin read only');
  try {
    await client.query('set local role muster_sealer');
    return await read();
  } finally {
    await client.query('rollback');
  }
}
