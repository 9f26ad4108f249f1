import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn } from './kysely.ts';
import type { DB as SharedTables } from './shared-tables.gen.ts';

/** Accounts, sessions and cities, behind the second connection string. No transaction spans this and a city. */
export type SharedDb = Kysely<SharedTables>;

export function sharedDb(pool: pg.Pool): SharedDb {
  return kyselyOn<SharedTables>(pool);
}
