import { formatNumber } from '@muster/ui/format';
import { language, setLanguage } from '@muster/ui/words/dictionary';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useOutbox } from '../../app/device.ts';
import { useView } from '../../app/query-client.ts';
import { signIn } from '../../app/session.ts';
import { Icon, Mark } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import a from './auth.module.css';
import { authWords as w } from './auth.words.ts';
import { Cast } from './cast.tsx';

/** Signing in. Somebody whose session ended here finds the same page, and the word that nothing is lost. */
export function SignInPage({ isExpired }: { isExpired: boolean }) {
  const page = useView('getSignInPage', {});
  const waiting = useOutbox().entries.length;
  const { data } = page;
  useEffect(() => {
    document.title = `${w.title} · ${shared.product}`;
  }, []);
  return (
    <main class={a.page}>
      <div class={a.brand}>
        <Mark />
        <h1>{shared.product}</h1>
      </div>
      {data?.city && <p class={s.sub}>{shared.productOf(data.city.name)}</p>}
      {(isExpired || waiting > 0) && (
        <p class={a.kept} role="status">
          <Icon name="clock" />
          <span>{waiting > 0 ? w.waits(formatNumber(waiting)) : w.expired}</span>
        </p>
      )}
      {data && !data.setUp ? <p class={a.kept}>{w.notSetUp}</p> : <SignInForm isOffline={page.isError && !data} />}
      {data && data.cast.length > 0 && (
        <>
          <Heading>{w.cast}</Heading>
          <Cast cast={data.cast.filter((one) => one.app === 'field')} />
        </>
      )}
      <footer class={a.foot}>
        <p>{w.onlyWorkers}</p>
        <div>
          <button type="button" class={s.link} onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}>
            {shared.otherLanguage}
          </button>
          <span>{[data?.sponsor, data?.filingNumber].filter(Boolean).join(' · ')}</span>
        </div>
      </footer>
    </main>
  );
}

function SignInForm({ isOffline }: { isOffline: boolean }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (needsCode) codeField.current?.focus();
  }, [needsCode]);

  const missing =
    login.trim() === '' ? w.loginMissing : password === '' ? w.passwordMissing : needsCode && !/^\d{6}$/.test(code) ? w.codeMissing : null;

  async function submit(event: Event) {
    event.preventDefault();
    if (isBusy) return;
    if (missing) {
      setError(missing);
      form.current?.querySelector<HTMLInputElement>('input:placeholder-shown')?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await signIn({ login: login.trim(), password, ...(needsCode ? { code } : {}) });
    } catch (problem) {
      const { code: refusal } = asProblem(problem as Error);
      if (refusal === 'auth.second-factor-needed') setNeedsCode(true);
      setError(refusal === 'network.unreachable' ? w.offline : problemText(asProblem(problem as Error)));
      setBusy(false);
    }
  }

  const fields = { class: s.input, placeholder: ' ', 'aria-describedby': error ? 'sign-in-error' : undefined } as const;
  return (
    <form ref={form} class={a.form} onSubmit={(event) => void submit(event)} noValidate>
      <label class={s.field}>
        <span>{w.login}</span>
        <input
          {...fields}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellcheck={false}
          value={login}
          onInput={(event) => setLogin(event.currentTarget.value)}
        />
      </label>
      <label class={s.field}>
        <span>{w.password}</span>
        <input
          {...fields}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {needsCode && (
        <label class={s.field}>
          <span>{w.code}</span>
          <input
            {...fields}
            ref={codeField}
            name="one-time-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <span>{w.codeWhy}</span>
        </label>
      )}
      {(error || isOffline) && (
        <p class={s.error} role="alert" id="sign-in-error">
          <Icon name="warning" />
          <span>{error ?? w.offline}</span>
        </p>
      )}
      <button type="submit" class={s.button} disabled={isBusy}>
        {isBusy ? w.signingIn : w.signIn}
      </button>
    </form>
  );
}
