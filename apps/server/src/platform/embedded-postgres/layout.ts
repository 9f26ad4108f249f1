import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where the embedded database keeps its things below the data folder. */
export interface Layout {
  /** Belongs to the database's user, closed to all others: whoever can enter it can connect (`trust` on the socket). */
  home: string;
  data: string;
  socket: string;
  log: string;
}

const SOCKET_NAME = '/.s.PGSQL.5432';
/** A socket's path has at most 107 bytes (sockaddr_un less its final zero). */
const SOCKET_PATH_BYTES_MAX = 107;

export function layout(dataFolder: string): Layout {
  const home = join(dataFolder, 'postgres');
  const near = join(home, 'run');
  const fits = Buffer.byteLength(near + SOCKET_NAME) <= SOCKET_PATH_BYTES_MAX;
  const short = `/tmp/.muster-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  return { home, data: join(home, 'data'), socket: fits ? near : short, log: join(home, 'postgres.log') };
}

export function url(socket: string, user: string, database: string): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(socket)}`;
}
