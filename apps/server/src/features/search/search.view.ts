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
      const groups = [];
      // One after the other: they set what is sought for the transaction that they share.
      if (sought.words.length > 0)
        for (const source of asked)
          groups.push({ kind: source.kind, ...(await source.find({ tx, principal, q, sought, cursor, limit, now })) });
      return { groups };
    },
  });
}
