import type { EventType } from '@muster/contract/events';
import type { NewEvent } from './command.ts';
import type { Tx } from './db/scope.ts';
import type { SharedDb } from './db/shared.ts';
import type { CitySettings } from './settings.ts';
import type { Jobs } from './timers/jobs.ts';

/** An event as the journal holds it, sealed. */
export interface SealedEvent {
  id: string;
  position: number;
  type: EventType;
  version: number;
  recordedAt: Date;
  doneAt: Date;
  actorId: string | null;
  actorName: string | null;
  actorRole: string | null;
  areaCode: string | null;
  reachDown: string[];
  reachUp: string[];
  reachUnits: string[];
  personId: string | null;
  unitId: string | null;
  incidentId: string | null;
  orderId: string | null;
  receiptId: string | null;
  payload: Record<string, unknown>;
}

export interface ReactionFacts {
  tx: Tx;
  event: SealedEvent;
  now: Date;
  jobs: Jobs;
  shared: SharedDb;
  settings: CitySettings;
  /** Runs when the effects are committed, and not when the process is killed in between: something else must come by, too. */
  afterCommit: (work: () => Promise<unknown>) => void;
}

/**
 * What happens by itself when something has happened. Reads sealed events behind a cursor that moves in the transaction
 * of its effects, so each event has its effect exactly once. Effects outside of the city (a job, a session) must be
 * harmless when repeated: they are done before the commit, and again when it fails.
 */
export interface Reaction {
  name: string;
  on: readonly EventType[];
  run: (facts: ReactionFacts) => Promise<readonly NewEvent[]>;
}
