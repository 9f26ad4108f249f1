import { call, ProblemError } from '@muster/client/call';
import type { Session } from '@muster/contract/auth/auth.operations';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { setServerTime } from './clock.ts';
import { queryClient } from './query.ts';
import { SignInAgain } from './sign-in-again.tsx';

const SessionContext = createContext<Session | null>(null);

export const sessionKey = ['getSession', {}] as const;

/** Reads the session; `null` when nobody is signed in here. Any other failure is thrown. */
export async function readSession(): Promise<Session | null> {
  try {
    const session = await call('getSession', {});
    setServerTime(session.serverTime);
    return session;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null;
    throw error;
  }
}

export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: 60_000,
    // Before there is a session there is no stream that says when the server is back.
    refetchInterval: (query) => (query.state.status === 'error' ? 5000 : false),
  });
}

/** Puts a fresh session in place of the old one: after sign-in, after a switch. All that the old one saw is forgotten. */
export function adoptSession(session: Session, sameReader = false): void {
  setServerTime(session.serverTime);
  if (!sameReader) queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'getSession' });
  queryClient.setQueryData(sessionKey, session);
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  // The page stays as it is when the session ends, with everything typed in it; signing in again happens above it.
  const [kept, setKept] = useState(session);
  const client = useQueryClient();
  const current = useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000 });
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    if (current.data) setKept(current.data);
    else if (current.data === null) setEnded(true);
  }, [current.data]);

  useEffect(() => {
    // One place notices that the session ended, whichever read or write was told so.
    const notice = (error: unknown) => {
      if (error instanceof ProblemError && (error.code === 'session.expired' || error.code === 'session.missing')) setEnded(true);
    };
    const stopQueries = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') notice(event.action.error);
    });
    const stopMutations = client.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') notice(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [client]);

  return (
    <SessionContext.Provider value={kept}>
      {children}
      {ended ? (
        <SignInAgain
          login={kept.userName}
          onSignedIn={(next) => {
            const sameReader = next.person.id === kept.person.id && next.acting.id === kept.acting.id;
            adoptSession(next, sameReader);
            setKept(next);
            setEnded(false);
            if (sameReader) void client.invalidateQueries();
          }}
        />
      ) : null}
    </SessionContext.Provider>
  );
}

/** Who is signed in. Only below the desk's frame, where there is always a session. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside a session');
  return session;
}
