import type { NewEvent } from './command.ts';
import type { Tx } from './db/scope.ts';

/** One area that gets another code; `merges` when another area goes on under that code too. */
export interface Move {
  from: string;
  to: string;
  merges: boolean;
}

/** A change of the territory under way. Its moves stand in `area_lineage` under its id when `follow` is called. */
export interface TerritoryChange {
  id: string;
  now: Date;
  /** Every single area that moves, those above before those below. */
  moves: readonly Move[];
  /** The moves whose parent does not move along: `from` of all others begins with one of these. */
  tops: readonly Move[];
  /** Areas without a new code whose people or grids change, e.g. the one that a new one is split off. */
  touched: readonly string[];
  /** Of the assignments of an area that go to a new one, by id. */
  people: readonly { assignmentId: string; from: string; to: string }[];
  /** Desk receipts that are open at `from` go to `to` too. */
  receipts: readonly { from: string; to: string }[];
}

/** How a column with area codes follows a change. */
export type Follows =
  /** One code: becomes the present one. */
  | 'code'
  /** `reach_down` and `reach_up`: who sees the row though it is not his. Goes on being seen by the same, wherever they are now. */
  | 'reach'
  /** Codes as keys or values inside of a document; `key` is the primary key that finds the row again. */
  | { json: string }
  /** The feature moves it itself: rows that may meet are added up or decided upon. */
  | 'own'
  /** A code of then, or none at all; says why. */
  | { stays: string };

/** What a change moves, for whoever decides about it. */
export type Moved = Record<string, number>;

/**
 * How the tables of one feature follow the territory: the one place that says which of its columns hold codes. A schema
 * test fails when a column with codes or a document stands in none of these lists.
 */
export interface TerritoryPart {
  feature: string;
  columns: Readonly<Record<string, Readonly<Record<string, Follows>>>>;
  /** What would move; reads only. */
  count?: (tx: Tx, moves: readonly Move[], now: Date) => Promise<Moved>;
  /** What keeps others from beginning something that names areas, before those are locked. */
  gate?: (tx: Tx) => Promise<void>;
  /** Locks what is about to move, in the order in which everybody locks (ADR 0017), before anything is written. */
  lock?: (tx: Tx, change: TerritoryChange) => Promise<void>;
  /** Moves what is `own`, before the plain columns. */
  follow?: (tx: Tx, change: TerritoryChange) => Promise<{ moved?: Moved; events?: readonly NewEvent[] }>;
  /** What a command that was written before the change meant: of these codes and ids those that are called otherwise now. */
  successors?: (tx: Tx, words: { codes: readonly string[]; ids: readonly string[] }) => Promise<readonly (readonly [string, string])[]>;
}
