import { call } from '@muster/client/call';
import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

/** What figures are asked about: an area (one's own when absent) and a span of days. */
export interface FigureScope {
  areaCode?: string;
  from?: string;
  to?: string;
}

export const figuresQuery = (scope: FigureScope) =>
  queryOptions({
    queryKey: ['listFigures', scope],
    queryFn: ({ signal }) => call('listFigures', scope, { signal }),
    placeholderData: (p) => p,
  });

export const figureQuery = (key: FigureKey, scope: FigureScope) =>
  queryOptions({ queryKey: ['getFigure', { key, ...scope }], queryFn: ({ signal }) => call('getFigure', { key, ...scope }, { signal }) });

export const figureRecordsQuery = (key: FigureKey, scope: FigureScope) =>
  infiniteQueryOptions({
    queryKey: ['listFigureRecords', { key, ...scope }],
    queryFn: ({ pageParam, signal }) => call('listFigureRecords', { key, ...scope, cursor: pageParam, limit: 50 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
