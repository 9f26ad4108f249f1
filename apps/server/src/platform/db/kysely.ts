import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

/**
 * Kysely on one given connection. Its own transactions are not used: it would wait for `begin` and for each statement,
 * where ours are sent one after the other without waiting.
 */
class OneConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase | pg.Pool;
  constructor(client: pg.ClientBase | pg.Pool) {
    this.#client = client;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#client.query(query.sql, [...query.parameters] as unknown[]);
    return result.command === 'SELECT' ? { rows: result.rows } : { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }
  // biome-ignore lint/correctness/useYield: cursors cannot share a pipelined connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('no cursors on a pipelined connection');
  }
}

const made = new WeakMap<pg.ClientBase | pg.Pool, unknown>();

/** One for each connection, not for each transaction: making it costs as much as a statement. */
export function kyselyOn<DB>(client: pg.ClientBase | pg.Pool): Kysely<DB> {
  const known = made.get(client) ?? make<DB>(client);
  made.set(client, known);
  return known as Kysely<DB>;
}

function make<DB>(client: pg.ClientBase | pg.Pool): Kysely<DB> {
  const connection = new OneConnection(client);
  const nothing = async () => {};
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return new Kysely<DB>({ dialect });
}
