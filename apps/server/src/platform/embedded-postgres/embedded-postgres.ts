/**
 * PostgreSQL as a part of Muster: made, started, found again and stopped without a word from the administrator. It listens on a
 * socket in a closed folder only, never on the network.
 *
 *   <data folder>/postgres/        belongs to the database's user, mode 700
 *     data/  run/ (socket)  postgres.log
 */
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartFault } from '../start-fault.ts';
import { type Binaries, binariesFor } from './binaries.ts';
import { postgresFault } from './faults.ts';
import { type Layout, layout, url } from './layout.ts';
import { postmasterPid, removeStaleLocks, runAs } from './process.ts';
import { closedFolder, databaseUser, type SystemUser } from './system-user.ts';
import { tuning } from './tuning.ts';

export interface EmbeddedPostgres {
  /** Connection string of the owner of the database `muster`: may create databases and roles, is not a superuser. */
  url: string;
  /** Drops the database with all that is in it and makes it anew. */
  empty(): Promise<void>;
  /** Ends the watch and the database; connections are cut, committed work is on the disk. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  log(line: string): void;
  /** Start it again when it is killed. Off for a command of the shell beside a running server. */
  watch?: boolean;
  /** Over those of tuning.ts: tests do without fsync. */
  settings?: Record<string, string>;
}

const SUPERUSER = 'postgres';
const OWNER = 'muster';
const LOG_BYTES_MAX = 16 * 1024 * 1024;
const WATCH_MS = 1000;

interface Cluster {
  at: Layout;
  user: SystemUser | undefined;
  programs: Binaries;
  settings: Record<string, string>;
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log, watch = true, settings = {} } = options;
  const at = layout(dataFolder);
  const user = databaseUser(existsSync(at.data) ? at.data : at.home);
  makeFolders(at, user);
  const cluster: Cluster = { at, user, programs: await binariesFor(user, dataFolder), settings };
  await ensureRunning(cluster, log);
  await ensureDatabase(at);
  const endWatch = watch ? keepRunning(cluster, log) : () => {};
  return {
    url: url(at.socket, OWNER, OWNER),
    async empty() {
      await asSuperuser(at, (client) => client.query(`drop database if exists ${OWNER} with (force)`));
      await ensureDatabase(at);
    },
    async stop() {
      endWatch();
      await stopCluster(cluster);
    },
  };
}

function makeFolders(at: Layout, user: SystemUser | undefined): void {
  const own = (folder: string) => {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    // lstat: in /tmp somebody may have put a link there, and as root we would hand over what it points to.
    const found = lstatSync(folder);
    if (!found.isDirectory() || ![process.getuid?.(), user?.uid].includes(found.uid)) {
      throw new StartFault(`${folder} belongs to somebody else on this machine.`, 'Remove it, or set MUSTER_DATA to another folder.');
    }
    if (user) chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
  };
  own(at.home);
  own(at.socket);
  const closed = user && closedFolder(user, at.home);
  if (!closed) return;
  throw new StartFault(
    `The database runs as the user "${user.name}" (PostgreSQL refuses root), and "${user.name}" cannot enter ${closed}.`,
    `Either keep the data elsewhere: MUSTER_DATA=/var/lib/muster npm start\nor let others pass through: chmod o+x ${closed}`,
  );
}

async function ensureRunning(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const { at } = cluster;
  if (await isOurs(at)) {
    log('The database was still running: using it');
    return;
  }
  if (!existsSync(at.data)) await initialise(cluster, log);
  refuseOtherVersion(at);
  writeSettings(cluster);
  rotateLog(at);
  // After kill -9 of the postmaster its last children hold the shared memory for a moment: try again for 20 s.
  for (const deadline = Date.now() + 20_000; ; await sleep(250)) {
    removeStaleLocks(at);
    const logged = existsSync(at.log) ? statSync(at.log).size : 0;
    const run = await runAs(cluster.user, at.home, cluster.programs.pgCtl, ['start', '-w', '-s', '-D', at.data, '-l', at.log]);
    if (run.status === 0) return;
    if (await isOurs(at)) return;
    const said = `${run.output}\n${existsSync(at.log) ? readFileSync(at.log).subarray(logged).toString() : ''}`;
    if (!/still in use|is another postmaster|already in use/i.test(said) || Date.now() > deadline) throw postgresFault('start', said, at);
  }
}

/** Complete or not at all: a first start that was killed leaves `data.new`, which is thrown away. */
async function initialise(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const { at, user, programs } = cluster;
  log('Making the database …');
  const fresh = `${at.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  // Builtin collation sorts fast and LIKE 'x%' uses a plain index; the C.UTF-8 ctype is what pg_trgm needs to see Chinese.
  const locale = ['--locale=C', '--lc-ctype=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', fresh, '-U', SUPERUSER, '-E', 'UTF8', ...locale, '--auth-local=trust', '--auth-host=reject'];
  const run = await runAs(user, at.home, programs.initdb, args);
  if (run.status !== 0) throw postgresFault('initialise', run.output, at);
  const conf = join(fresh, 'postgresql.conf');
  writeFileSync(conf, `${readFileSync(conf, 'utf8')}\ninclude 'muster.conf'\n`);
  renameSync(fresh, at.data);
}

/** Readable by its user whatever our umask is: without these settings PostgreSQL would open a network port. */
function writeSettings({ at, user, settings }: Cluster): void {
  const file = join(at.data, 'muster.conf');
  writeFileSync(file, tuning(at.socket, settings));
  chmodSync(file, 0o600);
  if (user) chownSync(file, user.uid, user.gid);
}

/** Of the pinned package; a data folder of another major needs dump and restore. */
const PACKAGED_MAJOR = '18';

function refuseOtherVersion(at: Layout): void {
  const made = readFileSync(join(at.data, 'PG_VERSION'), 'utf8').trim();
  if (made !== PACKAGED_MAJOR)
    throw postgresFault('start', `database files are incompatible with server: ${made}, not ${PACKAGED_MAJOR}`, at);
}

function rotateLog(at: Layout): void {
  if (existsSync(at.log) && statSync(at.log).size > LOG_BYTES_MAX) renameSync(at.log, `${at.log}.1`);
}

/** A server answers on the socket, and it is the one of this data folder: only then it is adopted. */
async function isOurs(at: Layout): Promise<boolean> {
  if (!existsSync(join(at.socket, '.s.PGSQL.5432'))) return false;
  // A recovering server refuses with 57P03 for a while: it is ours if its process is.
  for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
    const client = new pg.Client({ connectionString: url(at.socket, SUPERUSER, 'postgres'), connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === at.data;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03' || !postmasterPid(at) || Date.now() > deadline) return false;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Each step is repeated safely: the first start may have been killed between them. */
async function ensureDatabase(at: Layout): Promise<void> {
  await asSuperuser(at, async (client) => {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [OWNER]);
    if (role.rowCount === 0) await client.query(`create role ${OWNER} login createdb createrole`);
    const database = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
    if (database.rowCount === 0) await client.query(`create database ${OWNER} owner ${OWNER}`);
  });
}

async function asSuperuser(at: Layout, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url(at.socket, SUPERUSER, 'postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The postmaster killed under a running Muster: start it again. The server answers 503 meanwhile. */
function keepRunning(cluster: Cluster, log: (line: string) => void): () => void {
  let ended = false;
  let restarting = false;
  const timer = setInterval(async () => {
    if (ended || restarting || postmasterPid(cluster.at)) return;
    restarting = true;
    log('The database is gone, starting it again …');
    try {
      await ensureRunning(cluster, log);
      log('The database is back');
    } catch (error) {
      log(error instanceof StartFault ? `${error.message} ${error.todo}` : String(error));
    } finally {
      restarting = false;
    }
  }, WATCH_MS);
  timer.unref();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}

async function stopCluster({ at, user, programs }: Cluster): Promise<void> {
  if (!postmasterPid(at)) return;
  const run = await runAs(user, at.home, programs.pgCtl, ['stop', '-w', '-s', '-m', 'fast', '-D', at.data]);
  if (run.status !== 0 && postmasterPid(at)) throw postgresFault('stop', run.output, at);
}
