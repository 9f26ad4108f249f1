import { StartFault } from '../start-fault.ts';
import type { Layout } from './layout.ts';

/** PostgreSQL's own words (English by LC_ALL=C) → what is wrong and what to do. */
const known: { says: RegExp; what: (at: Layout) => string; todo: string }[] = [
  {
    says: /No space left on device|could not (?:write|extend).*(?:space|quota)/i,
    what: (at) => `The disk of ${at.home} is full, so the database cannot start.`,
    todo: 'Make room (500 MB at least) and start again. Nothing that was saved is lost.',
  },
  {
    says: /database files are incompatible with server|not compatible with this version/i,
    what: (at) => `The data in ${at.data} was made by another major version of PostgreSQL.`,
    todo: 'Start it with the Muster that made it and move the data with pg_dump and pg_restore (docs/operation.md).',
  },
  {
    says: /could not (?:create|map) (?:shared|anonymous)|Cannot allocate memory/i,
    what: () => 'There is not enough memory for the database (it needs about 200 MB).',
    todo: 'Close other programs or give the machine more memory, then start again.',
  },
  {
    says: /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions|Read-only file system/i,
    what: (at) => `The database may not read or write ${at.home}.`,
    todo: 'The folder and all below it must belong to the user that the database runs as, with mode 700; or set MUSTER_DATA to another folder.',
  },
];

export function postgresFault(doing: string, output: string, at: Layout): StartFault {
  const match = known.find((fault) => fault.says.test(output));
  const tail = output.trim().split('\n').slice(-12).join('\n');
  if (match) return new StartFault(match.what(at), `${match.todo}\nPostgreSQL says: ${tail.split('\n').at(-1) ?? ''}`);
  return new StartFault(`PostgreSQL did not ${doing}.`, `Its last words, from ${at.log}:\n${tail}`);
}
