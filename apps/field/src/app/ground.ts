import type { OutboxEntry } from '@muster/client/outbox/entry';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'preact/hooks';
import { foldChecklists } from '../features/checklists/fold-checklists.ts';
import { foldCompounds } from '../features/compounds/fold-compounds.ts';
import { foldPatches } from '../features/patches/fold-patches.ts';
import { foldPlaces } from '../features/places/fold-places.ts';
import { useOutbox } from './device.ts';
import { marksOf, mergeGround } from './ground-merge.ts';
import type { Act, Ground } from './ground-types.ts';
import { callInTime, queryClient } from './query-client.ts';
import { onSentToo } from './sent-to.ts';
import { useSession } from './session.ts';

export const groundKey = ['syncGround'];

/** Brings what is held of the ground up to date: the first time all of it, afterwards the parts that have changed. */
export async function syncGround(signal?: AbortSignal): Promise<Ground> {
  const held = queryClient.getQueryData<Ground>(groundKey);
  return mergeGround(held, await callInTime('syncGround', { known: marksOf(held) }, signal));
}

/** The ground as it is once an act of this person has been done. */
export function foldGround(ground: Ground, act: Act, personId: string): Ground {
  return foldChecklists(foldPlaces(foldCompounds(foldPatches(ground, act, personId), act), act), act);
}

/** What stands around, as held on this phone with what waits in the outbox; brought up to date when somebody looks. */
export function useGround() {
  const session = useSession();
  const personId = session.person.id;
  const query = useQuery<Ground, Error>({
    queryKey: groundKey,
    queryFn: ({ signal }) => syncGround(signal),
    enabled: session.may.seeOrders,
  });
  const { entries } = useOutbox();
  const { data } = query;
  const ground = useMemo(
    () => data && entries.filter((entry) => entry.state !== 'failed').reduce((known, entry) => foldGround(known, entry, personId), data),
    [data, entries, personId],
  );
  return { query, ground };
}

/** The server has confirmed it: what is held takes its effect before it leaves the outbox, so that no screen falls back. */
function noteGroundSent(entry: OutboxEntry): void {
  let isConcerned = false;
  queryClient.setQueryData<Ground>(groundKey, (known) => {
    const next = known && foldGround(known, entry, entry.owner.personId);
    isConcerned = next !== known;
    return next;
  });
  if (isConcerned) void queryClient.invalidateQueries({ queryKey: groundKey });
}

// Whatever page shows the ground has loaded this file before.
onSentToo(noteGroundSent);
