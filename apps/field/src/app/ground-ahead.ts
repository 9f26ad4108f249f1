import { fetchCardCode } from '../features/patches/card-code.ts';
import { groundKey, syncGround } from './ground.ts';
import type { Ground } from './ground-types.ts';
import { queryClient } from './query-client.ts';

/** Cards that are kept for the stairwell: those of whoever carries many patches too. */
const cardsMost = 12;

/** The ground is on the phone before anybody opens a page of it. */
export async function keepGround(): Promise<void> {
  await queryClient.prefetchQuery({ queryKey: groundKey, queryFn: ({ signal }) => syncGround(signal) });
  const ground = queryClient.getQueryData<Ground>(groundKey);
  for (const { cardPath } of (ground?.patches.content.items ?? []).slice(0, cardsMost)) await fetchCardCode(cardPath);
}
