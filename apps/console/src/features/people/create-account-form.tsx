import { newId } from '@muster/client/ids';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';

/** Gives a person a sign-in. The first password is told in person and changed at once. */
export function CreateAccountForm({
  person,
  onDone,
  onCancel,
}: {
  person: { id: string; name: string };
  onDone: (userName: string) => void;
  onCancel: () => void;
}) {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const accountId = useRef(newId());
  const create = useCommand('createAccount', {
    refresh: ['listPeople', 'getPerson', 'listAccounts', 'getSystem'],
    onDone: () => onDone(userName.trim()),
  });
  const missing = userName.trim() === '' ? words.missingUserName : password === '' ? words.missingPassword : null;
  return (
    <form
      className={`${styles.fields} ${styles.accountForm}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) create.mutate({ accountId: accountId.current, personId: person.id, userName: userName.trim(), password });
      }}
    >
      <Field label={words.userName} hint={words.userNameHint} pointer="userName" problem={create.error}>
        {(field) => (
          <Input {...field} autoComplete="off" maxLength={32} value={userName} onChange={(event) => setUserName(event.target.value)} />
        )}
      </Field>
      <Field label={words.firstPassword} hint={words.firstPasswordHint} pointer="password" problem={create.error}>
        {(field) => (
          <Input.Password {...field} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        )}
      </Field>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={create.isPending}>
            {missing ?? words.createAccountFor(person.name)}
          </Button>
          <Button onClick={onCancel}>{words.cancel}</Button>
        </div>
        <ProblemLine problem={create.error} />
      </div>
    </form>
  );
}
