import { type LiveEvent, openLive } from '@muster/client/live';
import type { Session } from '@muster/contract/auth/auth.operations';
import { useEffect } from 'preact/hooks';
import { outbox } from './device.ts';
import { queryClient } from './query-client.ts';
import { noteSessionEnd } from './session-end.ts';
import { heardNow, noteStream } from './sync.ts';

/** Which reads an event makes old, by the first word of its type. */
const concerns: Record<string, string[]> = {
  order: ['syncDesk', 'getReceipt', 'listReceipts', 'listOrders', 'getOrder'],
  receipt: ['syncDesk', 'getReceipt', 'listReceipts', 'listOrders', 'getOrder'],
  assignment: ['syncDesk', 'getDesk', 'listChildAreas', 'getSession'],
  person: ['syncDesk', 'syncGround', 'getDesk'],
  area: ['syncDesk', 'syncGround', 'listChildAreas', 'getArea'],
  patch: ['syncGround'],
  absence: ['syncGround'],
  compound: ['syncGround'],
  place: ['syncGround'],
  zone: ['syncGround'],
  checklist: ['syncGround'],
  incident: ['getSession', 'syncDesk'],
  held: ['listHeldCommands'],
};

const territoryChanges = ['area.renamed', 'area.recoded', 'areas.merged', 'area.split', 'area.sessionsFollowed'];

/** Keeps one live stream open while somebody is signed in, and reads anew what an event says has changed. */
export function useLive(session: Session): void {
  const { sessionId } = session;
  const assignmentId = session.acting.id;
  // The position is only where the stream begins; it moves on by itself.
  useEffect(() => {
    const stale = new Set<string>();
    let everything = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function refresh() {
      timer = undefined;
      const names = new Set(stale);
      const all = everything;
      everything = false;
      stale.clear();
      void queryClient.invalidateQueries({ predicate: (query) => all || names.has(query.queryKey[0] as string) });
    }

    function onEvent(event: LiveEvent) {
      heardNow();
      // Where everything stands may have changed, one's own desk too.
      if (territoryChanges.includes(event.type)) everything = true;
      for (const name of concerns[event.type.split('.')[0] ?? ''] ?? []) stale.add(name);
      // Several events come together, and one order reaches thousands of phones in the same moment: not all ask at once.
      timer ??= setTimeout(refresh, 50 + Math.random() * 200);
    }

    /** The server answers again: what waited for it goes now, and what could not be read is read. */
    function onBack() {
      void outbox().drain();
      void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' });
    }

    const live = openLive({
      after: session.position,
      onEvent,
      onReset: () => void queryClient.invalidateQueries(),
      onState: (stream) => {
        noteStream(stream.state, stream.state === 'broken' ? stream.since : undefined);
        if (stream.state === 'live') onBack();
      },
      onSignedOut: noteSessionEnd,
    });
    return () => {
      clearTimeout(timer);
      live.close();
    };
  }, [sessionId, assignmentId]);
}
