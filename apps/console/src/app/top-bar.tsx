import { call } from '@muster/client/call';
import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { formatClockSeconds, formatDay, formatSpan } from '@muster/ui/format';
import { language, setLanguage } from '@muster/ui/words/dictionary';
import { actingAs } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { Link, useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { appWords } from './app.words.ts';
import { serverNow, useNow } from './clock.ts';
import { Icon, Logo } from './icons.tsx';
import { useLiveState } from './live.tsx';
import { useCommand } from './query.ts';
import { adoptSession, useSession } from './session.tsx';
import styles from './top-bar.module.css';

/** On every screen: product, incident (or drill, or its end, or none), search, live state and clock, who one is. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { incident } = useSession();
  const look = incident === null ? styles.none : incident.state === 'ended' ? styles.ended : incident.isDrill ? styles.drill : '';
  return (
    <header className={`${styles.top} ${look ?? ''}`}>
      <Link to="/" className={styles.brand} aria-label={shared.product}>
        <Logo />
        <span>{shared.product}</span>
      </Link>
      <Link to="/incident" className={styles.incident}>
        <IncidentName incident={incident} />
      </Link>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" size={14} />
        <span className="el">{appWords.search.label}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <LiveClock />
      <Who />
    </header>
  );
}

function IncidentName({ incident }: { incident: Incident | null }) {
  if (incident === null) return <span className={styles.quiet}>{shared.incident.none}</span>;
  if (incident.state === 'ended') {
    return (
      <>
        <b>{shared.incident.ended(incident.name, formatDay(incident.endedAt ?? incident.activatedAt, serverNow()))}</b>
        <span className={styles.quiet}>{shared.incident.readOnly}</span>
      </>
    );
  }
  return (
    <>
      {incident.isDrill ? <b className={styles.drillTag}>{shared.incident.drill}</b> : null}
      <b className="el">{incident.name}</b>
      <span className={styles.level}>{shared.responseLevel[incident.level]}</span>
      <span className={styles.quiet}>{incident.isDrill ? shared.incident.drillNote : shared.incident.day(incident.dayNumber)}</span>
    </>
  );
}

function LiveClock() {
  const live = useLiveState();
  const now = useNow(1000);
  if (live.state === 'broken') {
    return (
      <div className={`${styles.live} ${styles.broken}`}>
        <i />
        <span>
          {shared.live.broken(formatSpan(Date.now() - live.since, true), formatClockSeconds(live.since + serverNow() - Date.now()))}
        </span>
      </div>
    );
  }
  return (
    <div className={styles.live}>
      <i />
      <span>{live.state === 'live' ? shared.live.live : shared.live.connecting}</span>
      <b>{formatClockSeconds(now)}</b>
    </div>
  );
}

function Who() {
  const session = useSession();
  const navigate = useNavigate();
  const switchTo = useCommand('switchAssignment', {
    onDone: (next) => {
      adoptSession(next);
      void navigate({ to: '/' });
    },
  });
  const others = session.assignments.filter((one) => one.id !== session.acting.id);

  async function leave() {
    // Leaving is leaving, whatever the server says; the cookie is gone or useless.
    await call('signOut', {}).catch(() => undefined);
    location.assign('/sign-in');
  }

  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          ...(others.length > 0
            ? [
                {
                  key: 'switch',
                  type: 'group' as const,
                  label: appWords.who.switchTo,
                  children: others.map((one) => ({
                    key: one.id,
                    label: actingAs(one),
                    onClick: () => switchTo.mutate({ assignmentId: one.id }),
                  })),
                },
                { type: 'divider' as const },
              ]
            : []),
          { key: 'account', label: appWords.who.account, onClick: () => void navigate({ to: '/account' }) },
          {
            key: 'language',
            label: <span lang={language() === 'en' ? 'zh-CN' : 'en'}>{appWords.who.language}</span>,
            onClick: () => setLanguage(language() === 'en' ? 'zh' : 'en'),
          },
          { key: 'out', label: appWords.who.signOut, onClick: () => void leave() },
        ],
      }}
    >
      <button type="button" className={styles.who}>
        <b className="el">{session.person.name}</b>
        <span className="el">{actingAs(session.acting)}</span>
        <Icon name="down" size={12} />
      </button>
    </Dropdown>
  );
}
