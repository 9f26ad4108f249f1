import { call } from '@muster/client/call';
import { queryOptions } from '@tanstack/react-query';

export const sessionsQuery = queryOptions({
  queryKey: ['listSessions', {}],
  queryFn: ({ signal }) => call('listSessions', {}, { signal }),
});
