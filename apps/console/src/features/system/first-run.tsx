import { language, setLanguage } from '@muster/ui/words/dictionary';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Logo } from '../../app/icons.tsx';
import { useCommand } from '../../app/query.ts';
import { adoptSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';

const empty = { setUpCode: '', cityCode: '', cityName: '', name: '', userName: '', password: '' };
type Form = typeof empty;

/** The very first screen of an empty system: its city, and the administrator, who is signed in by it. */
export function FirstRun({ onDone }: { onDone: () => void }) {
  const [form, setForm] = useState<Form>(empty);
  const navigate = useNavigate();
  const begin = useCommand('setUp', {
    onDone: (session) => {
      adoptSession(session);
      onDone();
      void navigate({ to: '/set-up' });
    },
  });
  const labels: Record<keyof Form, string> = {
    setUpCode: words.code,
    cityCode: words.cityCode,
    cityName: words.cityName,
    name: words.yourName,
    userName: words.userName,
    password: words.password,
  };
  const lacking = (Object.keys(empty) as (keyof Form)[]).find((key) => form[key].trim() === '');
  const missing = lacking ? words.missing(labels[lacking]) : /^\d{4}$/.test(form.cityCode.trim()) ? null : words.cityCodeWrong;
  const text = (key: keyof Form, hint: string, more: { maxLength?: number; inputMode?: 'numeric'; autoComplete?: string } = {}) => (
    <Field label={labels[key]} hint={hint} pointer={key} problem={begin.error}>
      {(field) => (
        <Input
          {...field}
          autoComplete="off"
          {...more}
          value={form[key]}
          onChange={(event) => setForm({ ...form, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className={styles.first}>
      <header className={styles.brand}>
        <Logo size={22} /> {shared.product}
        <button
          type="button"
          className={`lnk ${styles.language}`}
          lang={language() === 'en' ? 'zh-CN' : 'en'}
          onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}
        >
          {shared.otherLanguage}
        </button>
      </header>
      <main className={styles.firstBody}>
        <h1>{words.firstTitle}</h1>
        <p className="t2">{words.firstLead}</p>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (missing !== null) return;
            const { password, ...rest } = form;
            const trimmed = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value.trim()])) as Omit<Form, 'password'>;
            begin.mutate({ ...trimmed, password });
          }}
        >
          {text('setUpCode', words.codeHint, { maxLength: 40 })}
          <div className={styles.pair}>
            {text('cityCode', words.cityCodeHint, { maxLength: 4, inputMode: 'numeric' })}
            {text('cityName', words.cityNameHint, { maxLength: 40 })}
          </div>
          <div className={styles.pair}>
            {text('name', '', { maxLength: 40, autoComplete: 'name' })}
            {text('userName', words.userNameHint, { maxLength: 32, autoComplete: 'username' })}
          </div>
          <Field label={words.password} hint={words.passwordHint} pointer="password" problem={begin.error}>
            {(field) => (
              <Input.Password
                {...field}
                autoComplete="new-password"
                value={form.password}
                onChange={(event) => setForm({ ...form, password: event.target.value })}
              />
            )}
          </Field>
          <div>
            <Button type="primary" size="large" htmlType="submit" disabled={missing !== null} loading={begin.isPending}>
              {begin.isPending ? words.working : (missing ?? words.begin(form.cityName.trim()))}
            </Button>
            {begin.error?.code === 'auth.wrong-credentials' ? (
              <p className={styles.bad} role="alert">
                {words.codeWrong}
              </p>
            ) : (
              <ProblemLine problem={begin.error} />
            )}
          </div>
        </form>
      </main>
    </div>
  );
}
