import { call } from '@muster/client/call';
import { formatDay, formatNumber } from '@muster/ui/format';
import { language, setLanguage } from '@muster/ui/words/dictionary';
import { actingAs } from '@muster/ui/words/roles.words';
import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { adoptSession, useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useTitle } from '../../app/use-title.ts';
import { OwnPatches } from '../patches/own-patches.tsx';
import styles from './account.module.css';
import { accountWords as words } from './account.words.ts';
import { ChangePassword } from './change-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

/** What one is here: in which roles, how one signs in, and where else one is signed in. */
export function AccountPage() {
  useTitle(words.title);
  const session = useSession();
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{session.person.name}</h1>
          <p className="t2">
            {words.userName(session.userName)} · {actingAs(session.acting)}
          </p>
        </div>
        <SignOut />
      </header>
      <MyAssignments />
      <OwnPatches />
      <ChangePassword />
      <SecondFactor />
      <Sessions />
      <section className={page.ruled}>
        <h2>{words.language}</h2>
        <p className="t3 s13">{words.languageNote}</p>
        <div className={styles.act}>
          <Segmented
            aria-label={words.language}
            value={language()}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: words.languages[value] }))}
            onChange={setLanguage}
          />
        </div>
      </section>
      <p className="t3 s13">{words.idle(formatNumber(session.idleMinutes))}</p>
    </div>
  );
}

function SignOut() {
  async function leave() {
    // Leaving is leaving, whatever the server says; the cookie is gone or useless.
    await call('signOut', {}).catch(() => undefined);
    location.assign('/sign-in');
  }
  return <Button onClick={() => void leave()}>{words.signOut}</Button>;
}

function MyAssignments() {
  const session = useSession();
  const navigate = useNavigate();
  const now = serverNow();
  const switchTo = useCommand('switchAssignment', {
    onDone: (next) => {
      adoptSession(next);
      void navigate({ to: '/' });
    },
  });
  return (
    <section className={page.ruled}>
      <div className={page.title}>
        <h2>{words.assignments}</h2>
        {session.assignments.length > 1 && <span className="s12 t3">{words.assignmentsNote}</span>}
      </div>
      <ul className={styles.rows}>
        {session.assignments.map((one) => (
          <li key={one.id}>
            <span>
              <b>{actingAs(one)}</b> {one.title && !actingAs(one).includes(one.title) ? one.title : null}{' '}
              <span className="t3 s12">
                {words.from(formatDay(one.from, now))} {one.to ? words.until(formatDay(one.to, now)) : null}
              </span>
            </span>
            {one.id === session.acting.id ? (
              <span className="t3 s13">{words.actingNow}</span>
            ) : (
              <button
                type="button"
                className="lnk"
                disabled={switchTo.isPending}
                aria-label={words.actAsWhat(actingAs(one))}
                onClick={() => switchTo.mutate({ assignmentId: one.id })}
              >
                {words.actAs}
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemLine problem={switchTo.error} />
    </section>
  );
}
