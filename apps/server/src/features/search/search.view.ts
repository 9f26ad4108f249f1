import * as operations from '@muster/contract/search/search.operations';
import { view } from '../../platform/view.ts';
import { soughtFrom } from './query.ts';
import type { SearchSource } from './source.ts';

/** Everything one may see that has what is sought in its words, by kind; each feature finds its own. */
export function searchAll(sources: readonly SearchSource[]) {
  return view(operations.search, {
    allows: (principal) => principal.role !== 'system',
    async read({ tx, principal, input, now }) {
      const { q, kind, cursor, limit } = input;
      const sought = soughtFrom(q);
      const asked = sources.filter((source) => (kind === undefined || source.kind === kind) && source.reads(principal));
      if (sought.words.length === 0) return { groups: [] };
      // Side by side on one connection: what is sought is set and read in one go (newest.store.ts), so none finds by another's words.
      const groups = await Promise.all(
        asked.map(async (source) => ({ kind: source.kind, ...(await source.find({ tx, principal, q, sought, cursor, limit, now })) })),
      );
      return { groups };
    },
  });
}
