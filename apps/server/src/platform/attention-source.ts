import type { AttentionKind } from '@muster/contract/attention/attention';
import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import type { RawBuilder } from 'kysely';
import type { Tx } from './db/scope.ts';

/** A row of `open`, under these names and in this order: what a feature has open is one part of a `union all`. */
export interface OpenThing {
  kind: AttentionKind;
  subject_id: string;
  /** Where it is to be put right: a community or grid as a rule. */
  area_code: string;
  order_id: string | null;
  is_late: boolean;
  limit_kind: string | null;
  is_escalated: boolean;
  /** Nobody is there who could be reminded. */
  unstaffed: boolean;
  /** The limit that runs or was passed; the order in lists. */
  due_at: Date;
  since: Date;
}

/** What a feature gives to attention. It is asked within the reader's scope, for the current incident. */
export interface AttentionSource {
  kinds: readonly AttentionKind[];
  /** What needs a hand within an area now, served by an index of what is open: it costs what it finds, whatever the table holds. */
  open: (areaCode: string, now: Date) => RawBuilder<OpenThing>;
  /** What a list shows, where that is more than `open`: receipts whose time has not come yet. */
  listed?: (areaCode: string, now: Date) => RawBuilder<OpenThing>;
  /** Some of them as they are shown; in any order, those that ended meanwhile left out. */
  items: (tx: Tx, ids: readonly string[], now: Date) => Promise<AttentionItem[]>;
}
