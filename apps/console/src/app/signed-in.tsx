import { ProblemError } from '@muster/client/call';
import type { Session } from '@muster/contract/auth/auth.operations';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { appWords } from './app.words.ts';
import { SessionProvider, useSessionQuery } from './session.tsx';
import styles from './states/states.module.css';

/**
 * Waits for the session; without one it leads to the sign-in page, which leads back. Once there was a session the page
 * stays mounted even when it ends, so that nothing typed is lost; another acting role begins with a fresh page.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const query = useSessionQuery();
  const held = useRef<Session | null>(null);
  if (query.data) held.current = query.data;
  const session = held.current;
  if (session) {
    return (
      <SessionProvider key={session.acting.id} session={session}>
        {children}
      </SessionProvider>
    );
  }
  if (query.data === null) return <ToSignIn />;
  if (query.error) {
    const problem = query.error instanceof ProblemError ? query.error : new ProblemError({ code: 'internal', status: 500 });
    return (
      <div className={styles.page} style={{ margin: '0 auto' }} role="alert">
        <h1>{appWords.states.errorTitle}</h1>
        <p className="t2">{problemText(problem)}</p>
        <p className={styles.acts}>
          <button type="button" className="lnk" onClick={() => void query.refetch()}>
            {shared.action.retry}
          </button>
        </p>
      </div>
    );
  }
  return null;
}

/**
 * Leaves for the sign-in page once. Not by `Navigate` with the present address: that address changes while the sign-in
 * page is still being loaded, so that it navigated for ever.
 */
function ToSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  const from = useRef(router.state.location.href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { to: from.current }, replace: true });
  }, [navigate]);
  return null;
}
