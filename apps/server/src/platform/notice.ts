import type { EventType } from '@muster/contract/events';
import type { Urgency } from '@muster/contract/orders/limits';
import type { RawBuilder } from 'kysely';
import type { Tx } from './db/scope.ts';
import type { SealedEvent } from './reaction.ts';

/**
 * Something that people are told besides on the screen: who, what, how urgent, where it leads. A feature says which of its
 * events do (`NoticeSource`); `notifications` knows channels, quotas and quiet hours, and nothing of the feature.
 */
export interface Notice {
  /**
   * Rows of `target_id uuid` (whose part of it), `recipient` (desk, person, unit), `area_code`, `person_id`, `unit_id`. A query,
   * not a list: 48,000 recipients never pass through this process.
   */
  who: RawBuilder<unknown>;
  facts: NoticeFacts;
  urgency: Urgency;
  /** What it is about: an order. */
  aboutId: string;
  /** Who besides those above may know of it: cover of the areas that it was sent to. */
  reachDown: readonly string[];
}

/** What words are made of. It leaves the house: no text of an order but its title, no answer, no reason, no resident. */
export interface NoticeFacts {
  /** 新指令, 催办, 督办 … */
  headline: string;
  /** 市指〔2022〕47号 */
  number: string;
  title: string | null;
  limit: { word: string; at: string } | null;
  /** Where it opens: for one recipient (`{target}` is his part), and for a group. */
  link: { one: string; group: string };
}

/** A message that waits, for the question whether it is still to be told. */
export interface Waiting {
  id: string;
  what: string;
  aboutId: string | null;
  targetId: string | null;
}

export interface NoticeSource {
  on: readonly EventType[];
  /** Null: nobody is to be told of this one. */
  notice: (tx: Tx, event: SealedEvent) => Promise<Notice | null>;
  /** Ids of those that have become pointless: it was acknowledged meanwhile, it is over. */
  moot: (tx: Tx, waiting: readonly Waiting[]) => Promise<string[]>;
}
