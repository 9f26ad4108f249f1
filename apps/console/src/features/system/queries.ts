import { call } from '@muster/client/call';
import { queryOptions } from '@tanstack/react-query';

export const systemQuery = queryOptions({ queryKey: ['getSystem', {}], queryFn: ({ signal }) => call('getSystem', {}, { signal }) });

export const readinessQuery = queryOptions({
  queryKey: ['getReadiness', {}],
  queryFn: ({ signal }) => call('getReadiness', {}, { signal }),
});
