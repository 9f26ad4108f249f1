import type { OutboxEntry } from '@muster/client/outbox/entry';
import { foldGround, groundKey } from './ground.ts';
import type { Ground } from './ground-types.ts';
import { queryClient } from './query-client.ts';

/** The server has confirmed it: what is held takes its effect before it leaves the outbox, so that no screen falls back. */
export function noteGroundSent(entry: OutboxEntry): void {
  let isConcerned = false;
  queryClient.setQueryData<Ground>(groundKey, (known) => {
    const next = known && foldGround(known, entry, entry.owner.personId);
    isConcerned = next !== known;
    return next;
  });
  if (isConcerned) void queryClient.invalidateQueries({ queryKey: groundKey });
}
