import { call } from '@muster/client/call';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export interface AuditFilter {
  type?: string;
  actorId?: string;
  areaCode?: string;
  on?: string;
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['listAudit', filter],
    queryFn: ({ pageParam, signal }) => call('listAudit', { ...filter, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Reads the whole journal: asked for by a button only, never by itself. */
export const verificationQuery = queryOptions({
  queryKey: ['verifyJournal', {}],
  queryFn: ({ signal }) => call('verifyJournal', {}, { signal }),
  enabled: false,
  gcTime: 0,
});
