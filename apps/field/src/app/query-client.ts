import { call, type OperationName, ProblemError } from '@muster/client/call';
import type { InputOf, OperationOf, ResultOf } from '@muster/client/types';
import { QueryCache, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { noteSessionEnd } from './session-end.ts';
import { heardNow } from './sync.ts';

const week = 7 * 24 * 3_600_000;
/** A phone between two cells answers nothing for minutes; a screen must not wait as long as the socket does. */
export const patience = 20_000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => heardNow(),
    onError: (error) => {
      if (error instanceof ProblemError && error.status === 401) noteSessionEnd();
    },
  }),
  defaultOptions: {
    queries: {
      // The phone's own idea of being online is not trusted: a try costs nothing, and its failure shows the age of what is there.
      networkMode: 'always',
      staleTime: 30_000,
      gcTime: week,
      retry: (count, error) => count < 1 && error instanceof ProblemError && error.status >= 500,
      refetchOnReconnect: 'always',
    },
  },
});

export type ViewName = OperationName;
export type ResultOfView<Name extends ViewName> = ResultOf<OperationOf<Name>>;

/** Calls an operation and gives up after `patience`, or when `signal` says so. `AbortSignal.timeout` is above the browser floor. */
export async function callInTime<Name extends OperationName>(
  name: Name,
  input: InputOf<OperationOf<Name>>,
  signal?: AbortSignal,
): Promise<ResultOf<OperationOf<Name>>> {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  const timer = setTimeout(giveUp, patience);
  signal?.addEventListener('abort', giveUp);
  try {
    return await call(name, input, { signal: controller.signal });
  } catch (error) {
    if (error instanceof ProblemError || signal?.aborted) throw error;
    throw new ProblemError({ code: 'network.unreachable', status: 0 });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** One read of the contract as a query. Its key is the operation and its input, everywhere. */
export function useView<Name extends ViewName>(
  name: Name,
  input: InputOf<OperationOf<Name>>,
  options: { enabled?: boolean; initialData?: () => ResultOfView<Name> | undefined; initialDataUpdatedAt?: () => number | undefined } = {},
): UseQueryResult<ResultOfView<Name>, ProblemError> {
  return useQuery<ResultOfView<Name>, ProblemError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => callInTime(name, input, signal),
    ...options,
  } as Parameters<typeof useQuery<ResultOfView<Name>, ProblemError>>[0]);
}
