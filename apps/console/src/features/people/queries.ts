import { call } from '@muster/client/call';
import type { Role } from '@muster/contract/people/roles';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export interface PeopleFilter {
  q?: string;
  role?: Role;
  areaCode?: string;
}

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['listPeople', filter],
    queryFn: ({ pageParam, signal }) => call('listPeople', { ...filter, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const personQuery = (personId: string) =>
  queryOptions({ queryKey: ['getPerson', { personId }], queryFn: ({ signal }) => call('getPerson', { personId }, { signal }) });

/** A few people whose name fits, for choosing one. */
export const peopleSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['listPeople', { q, limit: 12 }],
    queryFn: ({ signal }) => call('listPeople', { q, limit: 12 }, { signal }),
    enabled: q !== '',
    placeholderData: (previous) => previous,
  });

export const unitsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['listUnits', { q }],
    queryFn: ({ pageParam, signal }) => call('listUnits', { q: q === '' ? undefined : q, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const accountsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['listAccounts', { q }],
    queryFn: ({ pageParam, signal }) => call('listAccounts', { q: q === '' ? undefined : q, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
