import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { signInWords } from './sign-in.words.ts';
import styles from './sign-in-page.module.css';
import { useSignIn } from './use-sign-in.ts';

/** Name and password; then, for accounts that have one, the code of the second factor. What was typed stays. */
export function SignInForm({ to }: { to: string | undefined }) {
  const { signIn, problem, busy } = useSignIn(to);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [missing, setMissing] = useState<'login' | 'password' | 'code' | null>(null);
  const loginField = useRef<InputRef>(null);
  const passwordField = useRef<InputRef>(null);
  const codeField = useRef<InputRef>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const lacks =
      login.trim() === '' ? 'login' : password === '' ? 'password' : code !== null && !/^\d{6}$/.test(code.trim()) ? 'code' : null;
    setMissing(lacks);
    if (lacks) return { login: loginField, password: passwordField, code: codeField }[lacks].current?.focus();
    const refused = await signIn({ login: login.trim(), password, ...(code === null ? {} : { code: code.trim() }) });
    if (refused?.code === 'auth.second-factor-needed') setCode('');
    else if (refused?.code === 'auth.second-factor-wrong') codeField.current?.select();
    else if (refused) passwordField.current?.select();
  }

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor="login">{signInWords.login}</label>
      <Input
        id="login"
        ref={loginField}
        className={styles.input}
        size="large"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        disabled={code !== null}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
        {...fault(missing === 'login', 'login-fault')}
      />
      {missing === 'login' ? <FieldFault id="login-fault" text={signInWords.loginMissing} /> : null}
      <label htmlFor="password">{signInWords.password}</label>
      <Input.Password
        id="password"
        ref={passwordField}
        className={styles.input}
        size="large"
        autoComplete="current-password"
        disabled={code !== null}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        {...fault(missing === 'password', 'password-fault')}
      />
      {missing === 'password' ? <FieldFault id="password-fault" text={signInWords.passwordMissing} /> : null}
      {code === null ? null : (
        <>
          <label htmlFor="code">{signInWords.code}</label>
          <Input
            id="code"
            ref={codeField}
            className={styles.input}
            size="large"
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            {...fault(missing === 'code', 'code-fault')}
          />
          {missing === 'code' ? <FieldFault id="code-fault" text={signInWords.codeMissing} /> : null}
        </>
      )}
      <ProblemLine problem={problem} />
      <Button className={styles.go} type="primary" block htmlType="submit" loading={busy !== null}>
        {busy === null ? signInWords.go : signInWords.going}
      </Button>
      {code === null ? null : (
        <button type="button" className="lnk s13" style={{ marginTop: 12 }} onClick={() => setCode(null)}>
          {signInWords.otherAccount}
        </button>
      )}
    </form>
  );
}

function fault(is: boolean, id: string) {
  return is ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': id } : {};
}

function FieldFault({ id, text }: { id: string; text: string }) {
  return (
    <div id={id} className={styles.fault}>
      {text}
    </div>
  );
}
