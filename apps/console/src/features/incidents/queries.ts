import { call } from '@muster/client/call';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export const currentIncidentQuery = queryOptions({
  queryKey: ['getCurrentIncident', {}],
  queryFn: ({ signal }) => call('getCurrentIncident', {}, { signal }),
});

export const incidentsQuery = infiniteQueryOptions({
  queryKey: ['listIncidents', {}],
  queryFn: ({ pageParam, signal }) => call('listIncidents', { cursor: pageParam, limit: 50 }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
