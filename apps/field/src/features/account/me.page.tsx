import { formatNumber } from '@muster/ui/format';
import { language, setLanguage } from '@muster/ui/words/dictionary';
import { problemText } from '@muster/ui/words/problems.words';
import { actingAs } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { useState } from 'preact/hooks';
import { Frame } from '../../app/frame.tsx';
import { Link, paths } from '../../app/nav.tsx';
import { largeType, setLargeType } from '../../app/preferences.ts';
import { signOut, useSession } from '../../app/session.ts';
import { useUnsent } from '../../app/unsent.ts';
import { useValue } from '../../app/value.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Heading } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import { PushSwitch } from '../notifications/push-switch.tsx';
import a from './account.module.css';
import { accountWords as w } from './account.words.ts';
import { ActingSwitch } from './acting-switch.tsx';
import { OpenOutRow } from './open-out.tsx';
import { SecurityRows } from './security.tsx';
import { SignOutSheet } from './sign-out-sheet.tsx';

/** Who one is here, what waits to be sent, and how this phone shows it. */
export function MePage() {
  const session = useSession();
  const waiting = useUnsent().length;
  return (
    <Frame title={w.title} tab="me">
      <div class={a.head}>
        <p class={s.xl}>{session.person.name}</p>
        <p class={s.sub}>{actingAs(session.acting)}</p>
      </div>
      <div class={`${s.card} ${s.rows}`}>
        <Link to={paths.outbox()} class={`${s.row} ${s.plain}`}>
          <div>
            {w.outbox}
            <p>{waiting > 0 ? w.outboxWaits(formatNumber(waiting)) : w.outboxEmpty}</p>
          </div>
          <span class={a.end}>
            {waiting > 0 && <em class={a.badge}>{formatNumber(waiting)}</em>}
            <Icon name="forward" size={16} />
          </span>
        </Link>
      </div>
      <ActingSwitch waiting={waiting} />
      <Heading>{w.settings}</Heading>
      <Settings />
      <Heading>{w.account}</Heading>
      <div class={`${s.card} ${s.rows}`}>
        <p class={`${s.row} ${s.plain}`}>
          {w.userName}
          <span class={s.sub}>{session.userName}</span>
        </p>
        <SecurityRows />
        <a href="/" class={`${s.row} ${s.plain}`}>
          {w.console}
          <Icon name="forward" size={16} />
        </a>
      </div>
      <SignOut waiting={waiting} />
      {(session.settings.sponsor || session.settings.filingNumber) && (
        <p class={`${s.note} ${a.foot}`}>{[session.settings.sponsor, session.settings.filingNumber].filter(Boolean).join(' · ')}</p>
      )}
    </Frame>
  );
}

function Settings() {
  const isLarge = useValue(largeType);
  return (
    <div class={`${s.card} ${s.rows}`}>
      <button type="button" role="switch" aria-checked={isLarge} class={`${s.row} ${s.plain}`} onClick={() => setLargeType(!isLarge)}>
        <span>
          {w.large}
          <p>{w.largeWhy}</p>
        </span>
        <span class={s.switch} />
      </button>
      <button type="button" class={`${s.row} ${s.plain}`} onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}>
        <span>
          {w.language}
          <p>{w.languageNow}</p>
        </span>
        <span class={s.link}>{shared.otherLanguage}</span>
      </button>
      <OpenOutRow />
      <PushSwitch />
      <p class={`${s.row} ${s.plain}`}>
        <span>
          {w.alarm}
          <span class={`${s.sub} ${a.block}`}>{w.alarmWhy}</span>
        </span>
      </p>
    </div>
  );
}

function SignOut({ waiting }: { waiting: number }) {
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function leave() {
    setError(null);
    try {
      await signOut();
    } catch (problem) {
      setError(asProblem(problem as Error).code === 'network.unreachable' ? w.signOutOffline : problemText(asProblem(problem as Error)));
      setAsking(false);
    }
  }

  return (
    <div class={a.signOut}>
      <Button look="quiet" onTap={() => (waiting > 0 ? setAsking(true) : void leave())}>
        {w.signOut}
      </Button>
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
      {isAsking && <SignOutSheet waiting={waiting} onLeave={() => void leave()} onClose={() => setAsking(false)} />}
    </div>
  );
}
