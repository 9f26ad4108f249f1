import { lineage, rangeEnd } from '@muster/contract/areas/area-code';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { DB as CityTables } from './city-tables.gen.ts';
import type { FormerCodes } from './former-codes.ts';
import { kyselyOn } from './kysely.ts';

declare const scoped: unique symbol;
/** A database handle inside a scoped transaction. Only `inScope` makes one, so a query outside of a scope does not compile. */
export type Tx = Kysely<CityTables> & { readonly [scoped]: true };

/** What exists for whoever acts: a territory by prefix, a person, a unit. */
export interface Scope {
  areaCode: string | null;
  personId: string;
  unitId: string | null;
}

export interface City {
  /** Schema of the city; on a cluster one of many. */
  schema: string;
  pool: pg.Pool;
  /** For reads alone, so that who looks does not stand behind five hundred phones that send; else they share `pool`. */
  reads?: pg.Pool;
  /** What areas were called before: part of what exists for a scope. */
  former?: FormerCodes;
}

const scopeStatement = 'select public.muster_scope($1, $2, $3, $4, $5, $6, $7)';
/**
 * A statement that is planned once per connection would be planned for whoever came first: the path that is right for
 * the city reads 48,000 rows to find the 17 of a community (44 ms : 1 ms). Reads are planned anew, for who reads.
 */
const planForReader = 'set local plan_cache_mode = force_custom_plan';

function scopeValues(city: City, scope: Scope): string[] {
  const code = scope.areaCode;
  const former = (city.former?.of(code) ?? []).map((one) => `${one.code}@${one.until.getTime()}`).join(',');
  return [
    city.schema,
    code ?? '',
    code ? rangeEnd(code) : '',
    code ? lineage(code).join(',') : '',
    scope.personId,
    scope.unitId ?? '',
    former,
  ];
}

/** Statements that run at the end of a transaction, sent together with its commit. */
export interface AtCommit {
  /** Sends these without waiting, with the commit behind them: one round trip. Call at most once, as the last act. */
  commitWith: (statements: readonly Promise<unknown>[]) => Promise<void>;
}

/**
 * Runs `run` in one transaction that begins with the scope. `begin` and the scope are sent ahead of the first statement
 * without waiting for them; an error inside rolls everything back and is thrown.
 */
export async function inScope<T>(
  city: City,
  scope: Scope,
  run: (tx: Tx, end: AtCommit) => Promise<T>,
  mode: 'read' | 'write' = 'write',
): Promise<T> {
  const client = await ((mode === 'read' && city.reads) || city.pool).connect();
  let broken: Error | undefined;
  let ended = false;
  try {
    const begin = mode === 'read' ? [client.query('begin read only'), client.query(planForReader)] : [client.query('begin')];
    const opening = [...begin, client.query(scopeStatement, scopeValues(city, scope))];
    // If the opening fails, the statements behind it fail too; theirs would be the less telling error.
    const opened = Promise.all(opening);
    opened.catch(() => {});
    const tx = kyselyOn<CityTables>(client) as Tx;
    const end: AtCommit = {
      commitWith: async (statements) => {
        ended = true;
        const outcomes = Promise.allSettled(statements);
        // A query builder hands its statement to the connection some microtasks after it was asked to: only behind all of
        // those may the commit follow, or it would overtake them and they would run outside of the transaction.
        await new Promise(setImmediate);
        const committed = client.query('commit');
        committed.catch(() => {});
        throwFirstFault(await outcomes);
        await committed;
      },
    };
    try {
      const result = await run(tx, end);
      await opened;
      if (!ended) await client.query('commit');
      return result;
    } catch (error) {
      await opened;
      throw error;
    }
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The first fault tells most: the ones behind it only say "aborted". */
function throwFirstFault(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  const fault = outcomes.find((outcome) => outcome.status === 'rejected');
  if (fault) throw fault.reason;
}
