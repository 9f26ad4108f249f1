import { useQuery } from '@tanstack/react-query';
import { patience, queryClient } from '../../app/query-client.ts';

/** The code of a card never changes while the card stands: read once, kept on the phone. */
const options = (cardPath: string) => ({
  queryKey: ['cardCode', cardPath],
  queryFn: () => read(cardPath),
  staleTime: Number.POSITIVE_INFINITY,
});

async function read(cardPath: string): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const response = await fetch(`${cardPath}/code.svg`, { signal: controller.signal });
    if (!response.ok) throw new Error(`code of a card: ${response.status}`);
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

export function useCardCode(cardPath: string) {
  return useQuery<string, Error>(options(cardPath));
}

export function fetchCardCode(cardPath: string): Promise<void> {
  return queryClient.prefetchQuery(options(cardPath));
}
