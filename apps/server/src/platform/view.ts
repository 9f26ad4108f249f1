import type { Operation, ParsedInputOf, ResultOf } from '@muster/contract/operation';
import type { Tx } from './db/scope.ts';
import type { SharedDb } from './db/shared.ts';
import type { Gate } from './gate.ts';
import type { Principal } from './principal.ts';
import type { CitySettings } from './settings.ts';

export interface ViewFacts<I> {
  tx: Tx;
  principal: Principal;
  input: I;
  now: Date;
  shared: SharedDb;
  settings: CitySettings;
}

export interface View<I = unknown, R = unknown> {
  name: string;
  /** Whether this role reads it at all; deny by default. */
  allows: (principal: Principal) => boolean;
  read: (facts: ViewFacts<I>) => Promise<R>;
  /** For a read that many ask for in the same moment and that is long: so many at once, the others wait without a connection. */
  gate?: Gate;
}

/** One read of the contract, in one read-only transaction of the reader's scope. */
export function view<O extends Operation>(
  operation: O,
  handler: { allows: (principal: Principal) => boolean; read: (facts: ViewFacts<ParsedInputOf<O>>) => Promise<ResultOf<O>>; gate?: Gate },
): View<ParsedInputOf<O>, ResultOf<O>> {
  return { name: operation.name, ...handler };
}
