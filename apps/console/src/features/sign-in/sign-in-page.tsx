import { formatClock } from '@muster/ui/format';
import { language, setLanguage } from '@muster/ui/words/dictionary';
import { shared } from '@muster/ui/words/shared.words';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useNow } from '../../app/clock.ts';
import { Logo } from '../../app/icons.tsx';
import { useView } from '../../app/query.ts';
import { LoadProblem } from './load-problem.tsx';
import { signInWords } from './sign-in.words.ts';
import { Cast } from './sign-in-cast.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInMosaic } from './sign-in-mosaic.tsx';
import styles from './sign-in-page.module.css';

/** The way in: the city at rest on the left, the form on the right; in a demonstration its cast, one click each. */
export function SignInPage() {
  const { to } = useSearch({ from: '/sign-in' });
  const page = useView('getSignInPage', {});
  const now = useNow(60_000);

  useEffect(() => {
    document.title = `${signInWords.title} · ${shared.product}`;
  }, []);
  useEffect(() => {
    // An empty system is set up first.
    if (page.data && !page.data.setUp) location.replace('/set-up');
  }, [page.data]);

  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <SignInMosaic shape={page.data?.shape ?? []} city={page.data?.city?.name ?? ''} />
      </div>
      <main className={styles.right}>
        <div className={styles.inner}>
          <h1 className={styles.logo}>
            <Logo size={30} />
            {shared.product}
          </h1>
          <p className="t2">{page.data?.city ? shared.productOf(page.data.city.name) : ' '}</p>
          <SignInForm to={to} />
          {page.data && page.data.cast.length > 0 ? <Cast cast={page.data.cast} to={to} /> : null}
          <footer className={styles.foot}>
            <p>{signInWords.only}</p>
            <p>{signInWords.help}</p>
            <div className={styles.line}>
              <button
                type="button"
                className={styles.quiet}
                lang={language() === 'en' ? 'zh-CN' : 'en'}
                onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}
              >
                {shared.otherLanguage}
              </button>
              <span role="status">
                {page.error ? <LoadProblem retry={() => void page.refetch()} /> : page.data ? signInWords.running(formatClock(now)) : ''}
              </span>
            </div>
            {page.data?.sponsor || page.data?.filingNumber ? (
              <div className={styles.line}>
                <span>{page.data.sponsor}</span>
                {page.data.filingNumber ? (
                  <a href="https://beian.miit.gov.cn/" rel="noreferrer">
                    {page.data.filingNumber}
                  </a>
                ) : null}
              </div>
            ) : null}
          </footer>
        </div>
      </main>
    </div>
  );
}
