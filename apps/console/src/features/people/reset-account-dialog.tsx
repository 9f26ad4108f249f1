import { Input } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { peopleWords as words } from './people.words.ts';

/** For somebody who has lost password or phone: a new first password, told in person. */
export function ResetAccountDialog({
  account,
  onClose,
  onDone,
}: {
  account: { accountId: string; personName: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const [password, setPassword] = useState('');
  const reset = useCommand('resetAccount', { refresh: ['listAccounts'], onDone });
  return (
    <Dialog
      title={words.resetTitle(account.personName)}
      act={password === '' ? words.missingPassword : words.reset}
      disabled={password === ''}
      pending={reset.isPending}
      onAct={() => reset.mutate({ accountId: account.accountId, password })}
      onKeep={onClose}
    >
      <p className="t2">{words.resetHint}</p>
      <Field label={words.firstPassword} hint={words.firstPasswordHint} pointer="password" problem={reset.error}>
        {(field) => (
          <Input.Password {...field} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        )}
      </Field>
      <ProblemLine problem={reset.error} />
    </Dialog>
  );
}
