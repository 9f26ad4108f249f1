import type { OperationOf, ResultOf } from '@muster/client/types';
import { formatDayTime, formatRelative } from '@muster/ui/format';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand, useList } from '../../app/query.ts';
import { SearchField } from '../../app/search-field.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import { Table } from '../../app/table.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { ExportButton } from '../exports/export-button.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { ResetAccountDialog } from './reset-account-dialog.tsx';

type Account = ResultOf<OperationOf<'listAccounts'>>['items'][number];

/** Accounts for the security administrator: who can sign in, who is locked out. */
export function AccountsSection() {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const accounts = useList('listAccounts', { ...(q === '' ? {} : { q }), limit: 50 });
  return (
    <section aria-label={words.tabs.accounts}>
      <div className={styles.filters}>
        <SearchField value={typed} onChange={setTyped} label={words.accountSearch} hint={words.accountSearchHint} />
        <ExportButton list="listAccounts" filters={q === '' ? {} : { q }} />
      </div>
      <Listed list={accounts} lines={6} empty={<Empty title={words.accountsNone}>{words.accountsNoneHint}</Empty>}>
        {(items) => (
          <Table columns={[words.columnUserName, words.columnPerson, words.columnSecondFactor, words.columnLastSignIn, words.columnLock]}>
            {items.map((account) => (
              <AccountRow key={account.accountId} account={account} />
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

function AccountRow({ account }: { account: Account }) {
  const [resetting, setResetting] = useState<'asked' | 'done' | null>(null);
  const unlock = useCommand('unlockAccount', { refresh: ['listAccounts'] });
  const now = serverNow();
  const locked = account.lockedUntil !== null && Date.parse(account.lockedUntil) > now;
  return (
    <tr>
      <td>
        <b>{account.userName}</b>
      </td>
      <td>{account.personName}</td>
      <td className={account.secondFactor ? 't2' : 'wait'}>{account.secondFactor ? words.secondFactorOn : words.secondFactorOff}</td>
      <td className="t2">{account.lastSignInAt ? formatRelative(account.lastSignInAt, now) : words.neverSignedIn}</td>
      <td>
        {locked && account.lockedUntil ? (
          <>
            <span className="wait">{words.lockedUntil(formatDayTime(account.lockedUntil, now))}</span>{' '}
            <button
              type="button"
              className="lnk"
              disabled={unlock.isPending}
              aria-label={words.unlockWho(account.personName)}
              onClick={() => unlock.mutate({ accountId: account.accountId })}
            >
              {words.unlock}
            </button>
            <ProblemLine problem={unlock.error} />
          </>
        ) : unlock.isSuccess ? (
          <span className="t2" role="status">
            {words.unlocked(account.personName)}
          </span>
        ) : (
          <span className="t3">–</span>
        )}{' '}
        {resetting === 'done' ? (
          <span className="t2" role="status">
            {words.resetDone(account.personName)}
          </span>
        ) : (
          <button type="button" className="lnk" aria-label={words.resetWho(account.personName)} onClick={() => setResetting('asked')}>
            {words.reset}
          </button>
        )}
        {resetting === 'asked' && (
          <ResetAccountDialog account={account} onClose={() => setResetting(null)} onDone={() => setResetting('done')} />
        )}
      </td>
    </tr>
  );
}
