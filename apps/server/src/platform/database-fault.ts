import { StartFault } from './start-fault.ts';

interface DriverError extends Error {
  code?: string;
  errors?: DriverError[];
}

/** Host, port and database of a connection string, never its password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams, username } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `"${decodeURIComponent(pathname.slice(1))}" at ${host}${port ? `:${port}` : ''} as "${decodeURIComponent(username)}"`;
}

const words: Record<string, [what: string, todo: string]> = {
  ECONNREFUSED: ['nothing listens there', 'Start that PostgreSQL, or correct the host and port.'],
  ENOENT: ['there is no such socket', 'Start that PostgreSQL, or correct the host.'],
  ENOTFOUND: ['that host is not known', 'Correct the host name.'],
  EAI_AGAIN: ['the name of the host could not be looked up', 'Is the name server reachable? Correct the host, or give its address.'],
  ETIMEDOUT: ['it does not answer', 'Is a firewall between? Correct the host and port.'],
  EHOSTUNREACH: ['there is no way to that host', 'Check the network.'],
  '28P01': [
    'user or password is wrong',
    'Correct user and password. Write special characters of the password as %40 (@), %2F (/), %3A (:).',
  ],
  '28000': ['it does not let this user in', 'Allow this user and address in its pg_hba.conf.'],
  '3D000': ['there is no such database', "Make it: create database NAME encoding 'UTF8' template template0;"],
  '42501': ['this user may not connect', 'grant connect, create on database NAME to USER;'],
  '53300': ['it has no connection left', 'Raise its max_connections, or end other programs (Muster takes about 30).'],
  '57P03': ['it is starting or stopping', 'Wait a moment and start again.'],
};

/** What a person can do about a failed connection; other errors are returned as they are. */
export function connectFault(error: unknown, url: string, variable: string): unknown {
  const cause = error as DriverError;
  const code = cause.code ?? cause.errors?.[0]?.code ?? (/timeout/i.test(cause.message) ? 'ETIMEDOUT' : '');
  const found = words[code];
  if (!found) return error;
  return new StartFault(`No connection to the database ${placeOf(url)} (${variable}): ${found[0]}.`, found[1], { cause });
}
