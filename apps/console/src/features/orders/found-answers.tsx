import { formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { MarkedText } from '../../parts/marked-text.tsx';
import { orderWords as words } from './orders.words.ts';
import styles from './orders-page.module.css';

/** What was sought stands in answers too: the newest of them, below the orders. Nothing when there is none. */
export function FoundAnswers({ q }: { q: string }) {
  const now = useNow(30_000);
  const found = useView('search', { q, kind: 'answer', limit: 20 }, { keep: true });
  const items = found.data?.groups[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.found}>
      <h2 className={page.title}>{words.list.answers}</h2>
      <ul>
        {items.map((hit) => (
          <li key={hit.id}>
            <Link to="/orders/$orderId" params={{ orderId: hit.orderId ?? '' }}>
              <MarkedText of={hit.title} />
            </Link>
            <span className="t3 el">
              {hit.note} {hit.at ? formatShortTime(hit.at, now) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
