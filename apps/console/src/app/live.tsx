import { type LiveEvent, type LiveState, openLive } from '@muster/client/live';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isOld, type Refresh, refreshesOf } from './live-refresh.ts';
import { useSession } from './session.tsx';

type Listener = (event: LiveEvent) => void;

interface Live {
  state: LiveState;
  subscribe: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | null>(null);

/**
 * A storm of events (2,828 desks acknowledging at once) becomes one read per view and this many milliseconds. Whatever
 * arrives has to be seen within a second, also when something else arrived just before it.
 */
const pause = 400;

/** One stream for the whole console. It says what changed; the views that show it are read again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ state: 'connecting' });
  const listeners = useRef(new Set<Listener>());
  const reader = session.acting.id;
  const after = useRef(session.position);
  if (session.position > after.current) after.current = session.position;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another acting role is another stream.
  useEffect(() => {
    const waiting = new Map<string, Refresh>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;

    function refresh() {
      timer = undefined;
      refreshedAt = Date.now();
      for (const one of waiting.values()) void client.invalidateQueries({ predicate: (query) => isOld(one, query) });
      waiting.clear();
    }

    let wasBroken = false;
    const live = openLive({
      after: after.current,
      onState: (next) => {
        setState(next);
        if (next.state === 'broken') wasBroken = true;
        else if (next.state === 'live' && wasBroken) {
          wasBroken = false;
          // What could not be read while the server was away is read now, or the page would say so under a live clock.
          void client.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
        }
      },
      onEvent: (event) => {
        after.current = event.position;
        for (const listener of listeners.current) listener(event);
        for (const one of refreshesOf(event)) waiting.set(JSON.stringify(one), one);
        // The first of a burst at once, the rest together.
        timer ??= setTimeout(refresh, Math.max(40, refreshedAt + pause - Date.now()));
      },
      onReset: () => void client.invalidateQueries(),
      onSignedOut: () => void client.invalidateQueries({ queryKey: ['getSession'] }),
    });
    return () => {
      live.close();
      clearTimeout(timer);
    };
  }, [reader, client]);

  const value = useMemo<Live>(
    () => ({
      state,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state],
  );
  return <LiveContext.Provider value={value}>{children}</LiveContext.Provider>;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive outside LiveProvider');
  return live;
}

export function useLiveState(): LiveState {
  return useLive().state;
}

/** Hears every event of the stream while mounted. */
export function useLiveEvents(listener: Listener): void {
  const { subscribe } = useLive();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => subscribe((event) => latest.current(event)), [subscribe]);
}
