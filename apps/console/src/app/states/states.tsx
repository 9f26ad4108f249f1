import type { ProblemError } from '@muster/client/call';
import { problemText } from '@muster/ui/words/problems.words';
import { actingAs } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { appWords } from '../app.words.ts';
import { useSession } from '../session.tsx';
import styles from './states.module.css';

/** Nothing there: good news (没有逾期的指令), or a beginning with the one act that begins it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.note}>
      <b>{title}</b>
      {children}
      {action ? <div>{action}</div> : null}
    </div>
  );
}

/** Grey lines in place of what is being read; only after 300 ms, because a flash is worse than nothing. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={styles.skeleton} aria-busy="true" role="status">
      <span className="sr">{shared.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity.
        <i key={i} style={{ width: `${[78, 62, 70, 48][i % 4]}%` }} />
      ))}
    </div>
  );
}

/** A part that could not be read; the rest of the page works. */
export function LoadError({ problem, retry }: { problem: ProblemError; retry?: () => void }) {
  if (problem.status === 403 || problem.status === 404) return <Denied problem={problem} />;
  return (
    <div className={styles.note} role="alert">
      <b>{appWords.states.errorTitle}</b>
      {problemText(problem)}
      {retry ? (
        <div>
          <button type="button" className="lnk" onClick={retry}>
            {shared.action.retry}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** No permission, and whom to ask. */
export function Denied({ problem }: { problem?: ProblemError }) {
  const session = useSession();
  return (
    <div className={styles.note}>
      <b>{problem && problem.status === 404 ? problemText(problem) : appWords.states.deniedTitle}</b>
      {appWords.states.denied(actingAs(session.acting))}
    </div>
  );
}

/** Loading, error or the thing itself: the frame of every part that is read from the server. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: { data: T | undefined; error: ProblemError | null; refetch: () => unknown };
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  // What was read before an error is still shown; the top bar says how old it is.
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <LoadError problem={query.error} retry={() => void query.refetch()} />;
  return <Skeleton {...(lines ? { lines } : {})} />;
}

/** The frame of every list: what is read of it so far, what stands there when nothing is in it, and the way to the rest. */
export function Listed<T>({
  list,
  lines,
  empty,
  children,
}: {
  list: {
    items: readonly T[] | undefined;
    error: ProblemError | null;
    refetch: () => unknown;
    more: (() => void) | null;
    isLoadingMore: boolean;
  };
  lines?: number;
  empty: ReactNode;
  children: (items: readonly T[]) => ReactNode;
}) {
  return (
    <>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }} {...(lines ? { lines } : {})}>
        {(items) => (items.length === 0 ? empty : children(items))}
      </Loaded>
      {list.more ? (
        <Button style={{ marginTop: 12 }} loading={list.isLoadingMore} onClick={list.more}>
          {shared.action.more}
        </Button>
      ) : null}
    </>
  );
}

/** A whole page that is not there. */
export function MissingPage() {
  return (
    <div className={styles.page}>
      <h1>{appWords.states.missingTitle}</h1>
      <p className="t2">{appWords.states.missing}</p>
      <p className={styles.acts}>
        <a className="lnk" href="/">
          {appWords.states.home}
        </a>
      </p>
    </div>
  );
}

/** A page that threw: everything around it goes on. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  return (
    <div className={styles.page} role="alert">
      <h1>{appWords.states.crashTitle}</h1>
      <p className="t2">
        {appWords.states.crash} {error instanceof Error ? error.message : String(error)}
      </p>
      <p className={styles.acts}>
        <Button onClick={reset}>{shared.action.retry}</Button>
      </p>
    </div>
  );
}

/** Says above a page how old its content is, while the stream is broken. */
export function StaleStrip({ span }: { span: string }) {
  return (
    <div className={styles.strip} role="status">
      <b>{appWords.states.staleTitle(span)}</b>
      <span>{appWords.states.stale}</span>
    </div>
  );
}
