import { Button, Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './account.module.css';
import { accountWords as words } from './account.words.ts';

/** The second factor: a code of an authenticator app (RFC 6238), turned on with a first code, off with the password. */
export function SecondFactor() {
  const { secondFactor } = useSession();
  const [removing, setRemoving] = useState(false);
  const start = useCommand('startSecondFactor');
  return (
    <section className={page.ruled} id="second-factor">
      <h2>{words.secondFactor}</h2>
      <p className={secondFactor ? 't2 s13' : 'wait s13'}>{secondFactor ? words.secondFactorOn : words.secondFactorOff}</p>
      {secondFactor ? (
        <div className={styles.act}>
          <Button onClick={() => setRemoving(true)}>{words.turnOff}</Button>
        </div>
      ) : start.data ? (
        <ConfirmFactor secret={start.data.secret} qrSvg={start.data.qrSvg} onCancel={start.reset} />
      ) : (
        <div className={styles.act}>
          <Button loading={start.isPending} onClick={() => start.mutate({})}>
            {words.turnOn}
          </Button>
          <ProblemLine problem={start.error} />
        </div>
      )}
      {removing && <RemoveFactor onClose={() => setRemoving(false)} />}
    </section>
  );
}

function ConfirmFactor({ secret, qrSvg, onCancel }: { secret: string; qrSvg: string; onCancel: () => void }) {
  const [code, setCode] = useState('');
  const confirm = useCommand('confirmSecondFactor', { refresh: ['getSession', 'getSystem'] });
  const complete = /^\d{6}$/.test(code);
  return (
    <form
      className={styles.factor}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) confirm.mutate({ code });
      }}
    >
      {/* As a picture, so that nothing in it is taken for part of the page. */}
      <img className={styles.qr} alt={words.qr} src={`data:image/svg+xml;utf8,${encodeURIComponent(qrSvg)}`} width={168} height={168} />
      <div>
        <p>{words.scan}</p>
        <p className="t3 s13">
          {words.orType} <code className={styles.secret}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <Field label={words.code} pointer="code" problem={confirm.error}>
          {(field) => (
            <Input
              {...field}
              className={styles.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!complete} loading={confirm.isPending}>
            {complete ? words.confirm : words.codeMissing}
          </Button>
          <Button onClick={onCancel}>{words.cancel}</Button>
        </div>
        <ProblemLine problem={confirm.error} />
      </div>
    </form>
  );
}

function RemoveFactor({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const remove = useCommand('removeSecondFactor', { refresh: ['getSession', 'getSystem'], onDone: onClose });
  return (
    <Confirm
      title={words.turnOffTitle}
      act={words.turnOffButton}
      keep={words.cancel}
      disabled={password === ''}
      pending={remove.isPending}
      onAct={() => remove.mutate({ password })}
      onKeep={onClose}
    >
      <p className="t2">{words.turnOffBody}</p>
      <Field label={words.currentPassword} pointer="password" problem={remove.error}>
        {(field) => (
          <Input.Password
            {...field}
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <ProblemLine problem={remove.error} />
    </Confirm>
  );
}
