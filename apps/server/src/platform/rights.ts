/**
 * What the connecting user must be able to do, checked before the first statement that needs it, so that an administrator reads one
 * list of statements for his DBA instead of the first error of many.
 */
import pg from 'pg';
import { StartFault } from './start-fault.ts';

/** They own nothing, log in nowhere and obey row-level security; the owner takes them on by `role=` (HOUSE 5). */
export const runtimeRoles = ['muster_app', 'muster_sealer'] as const;
const VERSION_MIN = 150_000;

interface Facts {
  version: number;
  shown: string;
  encoding: string;
  me: string;
  database: string;
  mayCreateInDatabase: boolean;
  mayCreateInPublic: boolean;
  mayCreateRoles: boolean;
  replica: boolean;
}

export async function ensureRights(client: pg.Client, where: string): Promise<void> {
  const { rows } = await client.query<Facts>(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
      current_setting('server_encoding') as encoding, current_user as me, current_database() as database,
      has_database_privilege(current_database(), 'CREATE') as "mayCreateInDatabase",
      coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) as "mayCreateInPublic",
      (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as "mayCreateRoles",
      pg_is_in_recovery() as replica`);
  const facts = rows[0] as Facts;
  refuseServer(facts, where);
  const grants = [...missingGrants(facts), ...(await missingRoles(client, facts))];
  if (grants.length === 0) return;
  throw new StartFault(
    `The user "${facts.me}" has not the rights that Muster needs on the database ${where}.`,
    `Have its administrator run this in that database, and start again:\n${grants.join('\n')}`,
  );
}

/** What no grant can cure: another server is needed, or another database on it. */
export function refuseServer(
  { version, shown, replica, encoding }: Pick<Facts, 'version' | 'shown' | 'replica' | 'encoding'>,
  where: string,
): void {
  if (version < VERSION_MIN) {
    throw new StartFault(
      `The database ${where} is PostgreSQL ${shown}; Muster needs 15 or newer.`,
      'Use a newer server, or leave DATABASE_URL away: Muster then brings its own.',
    );
  }
  if (replica) throw new StartFault(`The database ${where} is a replica that cannot be written.`, 'Name its primary server.');
  if (encoding !== 'UTF8') {
    throw new StartFault(
      `The database ${where} has the encoding ${encoding}, which cannot hold Chinese names.`,
      "Make another: create database NAME encoding 'UTF8' template template0 lc_collate 'C' lc_ctype 'C.UTF-8';",
    );
  }
}

function missingGrants({ me, database, mayCreateInDatabase, mayCreateInPublic }: Facts): string[] {
  const user = pg.escapeIdentifier(me);
  return [
    ...(mayCreateInDatabase ? [] : [`grant create on database ${pg.escapeIdentifier(database)} to ${user};`]),
    ...(mayCreateInPublic ? [] : [`grant create on schema public to ${user};`]),
  ];
}

/** Roles belong to the whole server: another database's migration may be making them at this moment. */
async function missingRoles(client: pg.Client, { me, mayCreateRoles, version }: Facts): Promise<string[]> {
  const user = pg.escapeIdentifier(me);
  const missing: string[] = [];
  for (const role of runtimeRoles) {
    const found = await roleState(client, role, version);
    if (found.exists && found.usable) continue;
    const statements = [...(found.exists ? [] : [`create role ${role} nologin`]), `grant ${role} to ${user}`];
    for (const statement of statements) {
      if (mayCreateRoles) await client.query(statement).catch(() => {});
    }
    const now = await roleState(client, role, version);
    if (!now.exists) missing.push(`create role ${role} nologin;`);
    if (!now.usable) missing.push(`grant ${role} to ${user};`);
  }
  return missing;
}

async function roleState(client: pg.Client, role: string, version: number): Promise<{ exists: boolean; usable: boolean }> {
  // From 16 on, being a member and being allowed to SET ROLE are two things.
  const privilege = version >= 160_000 ? 'SET' : 'MEMBER';
  const { rows } = await client.query<{ usable: boolean }>('select pg_has_role(oid, $2) as usable from pg_roles where rolname = $1', [
    role,
    privilege,
  ]);
  return { exists: rows.length > 0, usable: rows[0]?.usable ?? false };
}
