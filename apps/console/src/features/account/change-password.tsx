import { Button, Input } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './account.module.css';
import { accountWords as words } from './account.words.ts';

export function ChangePassword() {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useCommand('changePassword', {
    refresh: ['listSessions'],
    onDone: () => {
      setOpen(false);
      setCurrent('');
      setNext('');
    },
  });
  const missing = current === '' ? words.missingCurrent : next === '' ? words.missingNext : null;
  return (
    <section className={page.ruled}>
      <h2>{words.password}</h2>
      <p className="t3 s13">{words.changePasswordNote}</p>
      {change.isSuccess && !open && (
        <p className="review s13" role="status">
          {words.passwordChanged}
        </p>
      )}
      {!open ? (
        <div className={styles.act}>
          <Button onClick={() => setOpen(true)}>{words.changePassword}</Button>
        </div>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (missing === null) change.mutate({ current, next });
          }}
        >
          <Field label={words.currentPassword} pointer="current" problem={change.error}>
            {(field) => (
              <Input.Password
                {...field}
                autoFocus
                autoComplete="current-password"
                value={current}
                onChange={(event) => setCurrent(event.target.value)}
              />
            )}
          </Field>
          <Field label={words.nextPassword} hint={words.nextPasswordHint} pointer="next" problem={change.error}>
            {(field) => (
              <Input.Password {...field} autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />
            )}
          </Field>
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" disabled={missing !== null} loading={change.isPending}>
              {missing ?? words.changePassword}
            </Button>
            <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
          </div>
          <ProblemLine problem={change.error} />
        </form>
      )}
    </section>
  );
}
