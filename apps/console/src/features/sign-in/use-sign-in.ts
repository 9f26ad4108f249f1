import { call, ProblemError } from '@muster/client/call';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { adoptSession } from '../../app/session.tsx';

interface Credentials {
  login: string;
  password: string;
  code?: string;
}

/** Signs in and goes where the reader wanted to; people whose work is on a phone go to the phone app. */
export function useSignIn(to: string | undefined) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  /** Says which problem it was, so that the form can ask for the code. */
  async function signIn(credentials: Credentials, app: 'console' | 'field' = 'console'): Promise<ProblemError | null> {
    if (busy !== null) return null;
    setBusy(credentials.login);
    setProblem(null);
    try {
      const session = await call('signIn', credentials);
      if (app === 'field') {
        location.assign('/m/');
        return null;
      }
      adoptSession(session);
      await navigate({ href: to ?? '/', replace: true });
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.code !== 'auth.second-factor-needed') setProblem(error);
      return error;
    } finally {
      setBusy(null);
    }
  }

  return { signIn, problem, busy };
}
