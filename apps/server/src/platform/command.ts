import type { EventKind, PayloadOf } from '@muster/contract/event';
import type { Action, Operation, ParsedInputOf, ResultOf } from '@muster/contract/operation';
import type { Tx } from './db/scope.ts';
import type { SharedDb } from './db/shared.ts';
import type { Permit } from './policy.ts';
import type { Principal } from './principal.ts';
import type { CitySettings } from './settings.ts';

/** Where an event belongs, and who may see it: same meaning as the columns of `events`. */
export interface EventPlace {
  areaCode: string | null;
  reachDown?: readonly string[];
  reachUp?: readonly string[];
  reachUnits?: readonly string[];
  personId?: string | null;
  unitId?: string | null;
  incidentId?: string | null;
  orderId?: string | null;
  receiptId?: string | null;
  /** When it was done, where that is not the server's now: by the clock of a phone, set right against what is known. */
  doneAt?: Date;
}

export interface NewEvent extends EventPlace {
  kind: EventKind;
  payload: Record<string, unknown>;
}

/** The one way to make an event, so that its payload is of its kind. */
export function event<K extends EventKind>(kind: K, place: EventPlace, payload: PayloadOf<K>): NewEvent {
  return { kind, ...place, payload: payload as Record<string, unknown> };
}

declare const silent: unique symbol;
export type NoEvent = readonly [] & { readonly [silent]: true };
/** A command that leaves nothing in the journal says why. */
export function noEvent(_why: string): NoEvent {
  return [] as unknown as NoEvent;
}

export interface Facts<I> {
  tx: Tx;
  principal: Principal;
  input: I;
  /** Server time, the same throughout a command. */
  now: Date;
  /** When a person did it, by the clock of his device; `now` where he did not say. Never after `now`. */
  doneAt: Date;
  /** Accounts and sessions: another database, another transaction. Only `auth` has business there. */
  shared: SharedDb;
  settings: CitySettings;
}

/** In the place of an answer in the journal. */
export const notKept = { notKept: true } as const;
export function isKept(result: unknown): boolean {
  return typeof result !== 'object' || result === null || !('notKept' in result);
}

export interface Outcome<A extends Action, R> {
  permit: Permit<A>;
  result: R;
  events: readonly [NewEvent, ...NewEvent[]] | NoEvent;
  /** Said where the answer holds what must not be kept for good (a phone number), or is of the moment: a repeat does not get it from the journal. */
  kept?: typeof notKept;
  /** Writes that nothing else waits for, sent together with the journal and the commit: one round trip. */
  writes?: readonly Promise<unknown>[];
  /** Runs when all of it is committed, in this process alone: a hint to look, never the only one. */
  afterCommit?: () => void;
}

export interface Command<I = unknown, R = unknown> {
  name: string;
  action: Action;
  run: (facts: Facts<I>) => Promise<Outcome<Action, R>>;
}

/** One use case of the contract, one transaction. */
export function command<O extends Operation, A extends Action>(
  operation: O,
  handler: { action: A; run: (facts: Facts<ParsedInputOf<O>>) => Promise<Outcome<A, ResultOf<O>>> },
): Command<ParsedInputOf<O>, ResultOf<O>> {
  return { name: operation.name, action: handler.action, run: handler.run as Command<ParsedInputOf<O>, ResultOf<O>>['run'] };
}

/** A use case that no person calls: of a timer or a reaction. Same rules, same journal. */
export function internalCommand<I, R, A extends Action>(
  name: string,
  handler: { action: A; run: (facts: Facts<I>) => Promise<Outcome<A, R>> },
): Command<I, R> {
  return { name, action: handler.action, run: handler.run as Command<I, R>['run'] };
}
