import { call, type ProblemError } from '@muster/client/call';
import { formatRelative } from '@muster/ui/format';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import styles from './account.module.css';
import { accountWords as words } from './account.words.ts';

/** Where one is signed in; any of them but this one can be ended from here. */
export function Sessions() {
  const sessions = useView('listSessions', {});
  const client = useQueryClient();
  const now = useNow(60_000);
  const revoke = useMutation({
    mutationFn: (sessionId: string) => call('revokeSession', { sessionId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['listSessions'] }),
  });
  return (
    <section className={page.ruled}>
      <div className={page.title}>
        <h2>{words.sessions}</h2>
        <ExportButton list="listSessions" />
      </div>
      <Loaded query={sessions} lines={2}>
        {({ items }) => (
          <ul className={styles.rows}>
            {items.map((one) => (
              <li key={one.sessionId}>
                <span>
                  {one.device} <span className="t3 s13">{one.address}</span>{' '}
                  <span className="t3 s12">
                    {words.signedInAt(formatRelative(one.createdAt, now))} ·{' '}
                    {words.lastSeen(formatRelative(one.lastSeenAt, Math.max(now, Date.parse(one.lastSeenAt))))}
                  </span>
                </span>
                {one.current ? (
                  <span className="t3 s13">{words.thisDevice}</span>
                ) : (
                  <button
                    type="button"
                    className="lnk"
                    disabled={revoke.isPending}
                    aria-label={words.revokeWhich(one.device)}
                    onClick={() => revoke.mutate(one.sessionId)}
                  >
                    {words.revoke}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <p className="review s13" role="status">
        {revoke.isSuccess ? words.revoked : null}
      </p>
      <ProblemLine problem={revoke.error as ProblemError | null} />
    </section>
  );
}
