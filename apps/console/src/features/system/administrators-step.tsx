import type { Person } from '@muster/contract/people/people.operations';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Icon } from '../../app/icons.tsx';
import { useList } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { AppointSecurity } from './appoint-security.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';
import type { SetUpState } from './set-up-steps.ts';

/** Who holds the two other offices; null while there is nobody, undefined while it is read. */
export function useOffices(): { security: Person | null | undefined; auditor: Person | null | undefined } {
  const security = useList('listPeople', { role: 'securityAdministrator', limit: 1 });
  const auditor = useList('listPeople', { role: 'auditor', limit: 1 });
  return { security: security.items && (security.items[0] ?? null), auditor: auditor.items && (auditor.items[0] ?? null) };
}

/** Three things that are apart: one's own second factor, the security administrator, the auditor. Each says what it lacks, with the way to it. */
export function AdministratorsStep({ state }: { state: SetUpState }) {
  const { person, acting } = useSession();
  const { security, auditor } = useOffices();
  const [appointed, setAppointed] = useState<string | null>(null);
  const isSecurity = acting.role === 'securityAdministrator';
  return (
    <ol className={styles.parts}>
      <Part done={state.secondFactor} title={words.ownFactor(person.name)}>
        <p>{state.secondFactor ? words.ownFactorOn : words.ownFactorOff}</p>
        {!state.secondFactor && (
          <>
            <p className="t3 s13">{words.ownFactorLost}</p>
            <p className={styles.acts}>
              <Link to="/account" hash="second-factor" className={styles.button}>
                {words.turnOnSecondFactor}
              </Link>
            </p>
          </>
        )}
      </Part>
      <Part done={security?.hasAccount === true} title={words.security}>
        {appointed && (
          <p className="review" role="status">
            {words.appointed(appointed)}
          </p>
        )}
        {security && !appointed && <p>{(security.hasAccount ? words.securityDone : words.securityNoAccount)(security.name)}</p>}
        {security === null && <p>{words.securityNone}</p>}
        {security !== undefined && !security?.hasAccount && acting.role === 'systemAdministrator' && (
          <div className={styles.acts}>
            <AppointSecurity appointed={security} onDone={setAppointed} />
          </div>
        )}
      </Part>
      <Part done={auditor?.hasAccount === true} title={words.auditor}>
        {auditor && <p>{(auditor.hasAccount ? words.auditorDone : words.auditorNoAccount)(auditor.name)}</p>}
        {auditor === null && <p>{isSecurity ? words.auditorNoneForSecurity : words.auditorNone}</p>}
        {auditor !== undefined && !auditor?.hasAccount && (
          <p className={styles.acts}>
            <Link to="/people" search={auditor ? { person: auditor.id } : {}} className={styles.button}>
              {isSecurity ? (auditor ? words.giveAccount(auditor.name) : words.appointAuditor) : words.addAuditor}
            </Link>
          </p>
        )}
      </Part>
    </ol>
  );
}

function Part({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  return (
    <li>
      <h3>
        {title}
        {done && (
          <>
            {' '}
            <Icon name="check" size={14} />
            <span className="sr">{words.done}</span>
          </>
        )}
      </h3>
      {children}
    </li>
  );
}
