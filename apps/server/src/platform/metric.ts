import type { NewEvent } from './command.ts';
import type { Tx } from './db/scope.ts';

/** The counters of one community and day: columns of `tallies`. */
export const tallyColumns = [
  'orders_issued',
  'receipts_sent',
  'receipts_acknowledged',
  'receipts_acknowledged_in_time',
  'acknowledge_seconds',
  'receipts_answered',
  'receipts_accepted',
  'reminders_sent',
  'escalations',
  'changes_acknowledged',
] as const;
export type TallyColumn = (typeof tallyColumns)[number];

export interface Delta {
  areaCode: string;
  by: number;
}

/**
 * A figure twice over: `delta` adds to it in the transaction of an event, `recount` finds it again from the records.
 * The two are equal always (property test; `muster tally recount` compares them in a running system).
 */
export interface Metric {
  column: TallyColumn;
  delta: (event: NewEvent) => readonly Delta[];
  /** Rows by area and city day, of one incident, for areas in `[lo, hi)`. */
  recount: (
    tx: Tx,
    range: { incidentId: string; lo: string; hi: string },
  ) => Promise<readonly { area_code: string; day: string; value: number }[]>;
}
