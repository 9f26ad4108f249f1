import type { Hit, SearchKind } from '@muster/contract/search/search.operations';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Entry } from './entries.store.ts';
import type { Sought } from './query.ts';

export interface SourceFacts {
  tx: Tx;
  principal: Principal;
  /** As it was typed, for what keeps an index of its own. */
  q: string;
  sought: Sought;
  cursor?: string | undefined;
  limit: number;
  now: Date;
}

/** Where one kind of thing is found: what a feature adds to the search (app/features.ts). */
export interface SearchSource {
  kind: SearchKind;
  /** Whether this role finds any. */
  reads: (principal: Principal) => boolean;
  find: (facts: SourceFacts) => Promise<{ items: Hit[]; nextCursor: string | null }>;
}

/** Makes the entries of one kind anew from the records, page by page in the order of their ids. */
export interface EntrySource {
  subject: string;
  /** Of what the entries are made of; a higher one makes all of them again at the next start. */
  version: number;
  /** The last id that was read, whether its thing has words or not; null when there are no more. */
  page: (tx: Tx, afterId: string, limit: number) => Promise<{ entries: readonly Entry[]; lastId: string | null }>;
}
