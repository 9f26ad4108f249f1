import { call, ProblemError } from '@muster/client/call';
import type { Session } from '@muster/contract/auth/auth.operations';
import { Button, Input, Modal } from 'antd';
import { type FormEvent, useState } from 'react';
import { signInWords } from '../features/sign-in/sign-in.words.ts';
import { appWords } from './app.words.ts';
import { ProblemLine } from './states/problem-line.tsx';

/** Stands above a page whose session ended; the page and what was typed in it stay. */
export function SignInAgain({ login, onSignedIn }: { login: string; onSignedIn: (session: Session) => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      onSignedIn(await call('signIn', { login, password, ...(code ? { code } : {}) }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.code === 'auth.second-factor-needed') setCode('');
      else setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal open title={appWords.again.title} footer={null} closable={false} keyboard={false} mask={{ closable: false }} width={400}>
      <form onSubmit={submit}>
        <p className="t2">{appWords.again.note}</p>
        <label style={{ display: 'block', margin: '16px 0 4px' }} htmlFor="again-password">
          {signInWords.passwordOf(login)}
        </label>
        <Input.Password
          id="again-password"
          size="large"
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {code === null ? null : (
          <>
            <label style={{ display: 'block', margin: '16px 0 4px' }} htmlFor="again-code">
              {signInWords.code}
            </label>
            <Input
              id="again-code"
              size="large"
              autoFocus
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </>
        )}
        <ProblemLine problem={problem} />
        <Button block type="primary" size="large" htmlType="submit" loading={busy} style={{ marginTop: 20 }}>
          {appWords.again.go}
        </Button>
      </form>
    </Modal>
  );
}
