import { measureSkew } from '@muster/client/clock';
import { newId } from '@muster/client/ids';
import type { Session } from '@muster/contract/auth/auth.operations';
import { useQuery } from '@tanstack/react-query';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { outbox, photos, store } from './device.ts';
import { forgetKept } from './kept.ts';
import { callInTime, queryClient } from './query-client.ts';
import { sessionEnded } from './session-end.ts';

const queryKey = ['getSession', {}];

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only below the gate that provides it. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the session gate');
  return session;
}

/** The session as the server tells it; before that, and without network, as it was kept. */
export function useSessionQuery() {
  return useQuery<Session, Error>({ queryKey, queryFn: ({ signal }) => timed(() => callInTime('getSession', {}, signal)) });
}

export async function signIn(input: { login: string; password: string; code?: string }): Promise<void> {
  adopt(await timed(() => callInTime('signIn', input)));
}

export async function switchAssignment(assignmentId: string): Promise<void> {
  adopt(await timed(() => callInTime('switchAssignment', { commandId: newId(), assignmentId })));
}

/** Ends the session here. What waits in the outbox stays on the device, for the same person; what was read goes. */
export async function signOut(): Promise<void> {
  await callInTime('signOut', {});
  await clearRead();
  outbox().setOwner(null);
  photos().setOwner(null);
  sessionEnded.set(true);
}

/** What the server says of the session, with the time it takes to say it: the measure of this phone's clock. */
async function timed(ask: () => Promise<Session>): Promise<Session> {
  const sentAt = Date.now();
  const session = await ask();
  measureSkew(session.serverTime, sentAt, Date.now());
  const before = queryClient.getQueryData<Session>(queryKey);
  if (before && !isSameActing(before, session)) await clearRead();
  return session;
}

function adopt(session: Session) {
  queryClient.setQueryData(queryKey, session);
  sessionEnded.set(false);
  own(session);
  void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] });
}

/** From now on the outbox sends in this name. */
export function own(session: Session): void {
  const owner = { personId: session.person.id, assignmentId: session.acting.id };
  outbox().setOwner(owner);
  photos().setOwner(owner);
}

/** What one person or assignment has read is not shown to another. */
async function clearRead() {
  queryClient.clear();
  const kept = store();
  if (kept) await forgetKept(kept).catch(() => undefined);
}

function isSameActing(a: Session, b: Session): boolean {
  return a.person.id === b.person.id && a.acting.id === b.acting.id;
}
