import { formatSpan } from '@muster/ui/format';
import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { Announcer } from './announcer.tsx';
import { appWords } from './app.words.ts';
import { useNow } from './clock.ts';
import styles from './frame.module.css';
import { LiveProvider, useLiveState } from './live.tsx';
import { Rail } from './rail.tsx';
import { SearchPalette } from './search-palette.tsx';
import { SignedIn } from './signed-in.tsx';
import { StaleStrip } from './states/states.tsx';
import { TopBar } from './top-bar.tsx';

/** The desk: everything that is shown to somebody who is signed in. */
export function DeskFrame({ children }: { children?: ReactNode }) {
  return (
    <SignedIn>
      <LiveProvider>
        <Desk>{children ?? <Outlet />}</Desk>
      </LiveProvider>
    </SignedIn>
  );
}

function Desk({ children }: { children: ReactNode }) {
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching(true);
      }
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={styles.desk}>
      <a className={styles.skip} href="#main">
        {appWords.skip}
      </a>
      <TopBar onSearch={() => setSearching(true)} />
      <div className={styles.shell}>
        <Rail />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Staleness />
          {children}
        </main>
      </div>
      <Announcer />
      {searching ? <SearchPalette onClose={() => setSearching(false)} /> : null}
    </div>
  );
}

/** After half a minute without a stream the page itself says that it may be old; the top bar says so at once. */
function Staleness() {
  const live = useLiveState();
  const now = useNow(5000);
  if (live.state !== 'broken' || Date.now() - live.since < 30_000) return null;
  return <StaleStrip key={now > 0 ? 'stale' : ''} span={formatSpan(Date.now() - live.since, true)} />;
}
