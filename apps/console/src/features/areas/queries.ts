import { call } from '@muster/client/call';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export const areaQuery = (code: string) =>
  queryOptions({ queryKey: ['getArea', { code }], queryFn: ({ signal }) => call('getArea', { code }, { signal }) });

export const childAreasQuery = (code: string) =>
  infiniteQueryOptions({
    queryKey: ['listChildAreas', { code }],
    queryFn: ({ pageParam, signal }) => call('listChildAreas', { code, cursor: pageParam, limit: 100 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const areaSearchQuery = (q: string, under?: string, limit = 12) =>
  queryOptions({
    queryKey: ['searchAreas', { q, under, limit }],
    queryFn: ({ signal }) => call('searchAreas', { q, under, limit }, { signal }),
    enabled: q !== '',
    // What was found stays while the next letters are typed.
    placeholderData: (previous) => previous,
  });

export const deskQuery = (code: string) =>
  queryOptions({ queryKey: ['getDesk', { code }], queryFn: ({ signal }) => call('getDesk', { code }, { signal }) });

export const areaAttentionQuery = (areaCode: string) =>
  queryOptions({ queryKey: ['getAttention', { areaCode }], queryFn: ({ signal }) => call('getAttention', { areaCode }, { signal }) });

export const areaOpenQuery = (areaCode: string) =>
  infiniteQueryOptions({
    queryKey: ['listAttention', { areaCode }],
    queryFn: ({ pageParam, signal }) => call('listAttention', { areaCode, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const areaFeedQuery = (areaCode: string) =>
  infiniteQueryOptions({
    queryKey: ['listFeed', { areaCode }],
    queryFn: ({ pageParam, signal }) => call('listFeed', { areaCode, cursor: pageParam, limit: 20 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
