import { formatNumber, formatRelative, formatShortTime, spokenNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../../app/clock.ts';
import { useList, useView } from '../../../app/query.ts';
import { Listed } from '../../../app/states/states.tsx';
import { amendingWords as words } from '../amend/amend.words.ts';
import { orderWords } from '../orders.words.ts';
import styles from './inbox.module.css';

/** 抄送给我: apart from what is to be done, because nothing is. */
export function CopiesOfDesk() {
  const now = useNow(60_000);
  const summary = useView('getInboxSummary', {});
  const list = useList('listCopies', { limit: 10 });
  if ((list.items?.length ?? 0) === 0) return null;
  const unread = summary.data?.copiesUnread ?? 0;
  return (
    <section className={styles.asked} aria-labelledby="copies-title">
      <div className={styles.sec}>
        <h2 id="copies-title">
          {words.copiesTitle} {unread > 0 ? <span className="t3">{formatNumber(unread)}</span> : null}
        </h2>
      </div>
      <Listed list={list} lines={1} empty={null}>
        {(items) => (
          <ul>
            {items.map((copy) => (
              <li key={copy.id} className={styles.copy}>
                <span className={styles.dot} data-unread={copy.readAt === null || undefined} aria-hidden="true" />
                <Link to="/orders/$orderId" params={{ orderId: copy.order.id }} className={copy.readAt === null ? styles.title : ''}>
                  <span className="t3">{spokenNumber(copy.order.numberText)}</span> {copy.order.title}
                </Link>
                <span className={`s13 t3 ${styles.copyWhen}`}>
                  {orderWords.asked.from(copy.order.issuerName, formatRelative(copy.sentAt, now))}
                  {' · '}
                  {copy.readAt === null ? words.copyUnread : words.copyRead(copy.readBy ?? '', formatShortTime(copy.readAt, now))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}
