import { call, isTransient, type OperationName, ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import type { InputOf, OperationOf, ResultOf } from '@muster/client/types';
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';

type Input<Name extends OperationName> = InputOf<OperationOf<Name>>;
type Result<Name extends OperationName> = ResultOf<OperationOf<Name>>;

/** Live events say when something changed; the rest is only a net below them. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      retry: (count, error) => error instanceof ProblemError && isTransient(error) && count < 2,
      retryDelay: (count) => 500 * 2 ** count,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Key of what an operation answers: its name first, so that a live event can invalidate all its inputs at once. */
export function keyOf<Name extends OperationName>(name: Name, input: Input<Name>): QueryKey {
  return [name, input];
}

/** What a view of the contract answers, kept fresh by the live stream. `keep` shows the last answer while the input changes. */
export function useView<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  options: { enabled?: boolean; keep?: boolean; staleTime?: number } = {},
) {
  return useQuery<Result<Name>, ProblemError>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  });
}

interface Page {
  items: unknown[];
  nextCursor: string | null;
}

/** A list that pages by key: `items` of all pages so far, and `more` while there is a next one. */
export function useList<Name extends OperationName>(name: Name, input: Omit<Input<Name>, 'cursor'>, options: { enabled?: boolean } = {}) {
  type PageOf = Result<Name> & Page;
  const query = useInfiniteQuery<PageOf, ProblemError, { pages: PageOf[] }, QueryKey, string | undefined>({
    queryKey: [name, input, 'pages'],
    queryFn: ({ signal, pageParam }) => call(name, { ...input, cursor: pageParam } as Input<Name>, { signal }) as Promise<PageOf>,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData as never,
  });
  const items = query.data?.pages.flatMap((page) => page.items) as Result<Name> extends { items: infer Items } ? Items : never;
  return {
    items: items as typeof items | undefined,
    pages: query.data?.pages,
    error: query.error,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    isLoadingMore: query.isFetchingNextPage,
    refetch: query.refetch,
  };
}

type WithoutCommand<T> = T extends unknown ? Omit<T, 'commandId' | 'doneAt'> : never;

/**
 * A command of the contract. It gets its `commandId` when it is first tried; trying the very same again after a failure
 * sends the same id, so that a doubled tap or a lost answer has one effect.
 */
export function useCommand<Name extends OperationName>(
  name: Name,
  options: { onDone?: (result: Result<Name>, input: WithoutCommand<Input<Name>>) => void; refresh?: OperationName[] } = {},
) {
  const client = useQueryClient();
  const last = useRef<{ body: string; id: string } | null>(null);
  return useMutation<Result<Name>, ProblemError, WithoutCommand<Input<Name>>>({
    mutationFn: async (input) => {
      const body = JSON.stringify(input);
      if (last.current?.body !== body) last.current = { body, id: newId() };
      const result = await call(name, { ...input, commandId: last.current.id } as unknown as Input<Name>);
      last.current = null;
      return result;
    },
    onSuccess: (result, input) => {
      for (const refreshed of options.refresh ?? []) void client.invalidateQueries({ queryKey: [refreshed] });
      options.onDone?.(result, input);
    },
    onError: (problem) => {
      // A refusal is final for this attempt: what the reader does next is a new command.
      if (!isTransient(problem)) last.current = null;
    },
  });
}
