import type { OrderSummary } from '@muster/contract/orders/orders.operations';
import type { Marked } from '@muster/contract/search/search.operations';
import { formatDeadline, formatNumber, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { orderTitle, supportWords } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import type { OrdersSearch } from '../../app/searches.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { DrainBar } from '../../parts/drain-bar.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { nearestLimit } from './order-limits.ts';
import { orderWords as words } from './orders.words.ts';
import styles from './orders-page.module.css';

/** What the list is narrowed by, from the address of the page. */
export function listedBy(search: OrdersSearch) {
  const state = search.state ?? (search.incident ? 'all' : 'open');
  return {
    ...(state === 'all' ? {} : { state }),
    ...(search.urgency ? { urgency: search.urgency } : {}),
    ...(search.kind ? { kind: search.kind } : {}),
    ...(search.mine ? { mine: search.mine } : {}),
    ...(search.received ? { received: search.received } : {}),
    ...(search.issuer ? { issuer: search.issuer } : {}),
    ...(search.from ? { from: search.from } : {}),
    ...(search.to ? { to: search.to } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.incident ? { incidentId: search.incident } : {}),
  };
}

/** Orders, newest first. One row is one link; what is late is said before anything else. */
export function OrderTable({ search }: { search: OrdersSearch }) {
  const { may } = useSession();
  const now = useNow(30_000);
  // Of an incident that is over everything is history: all of it, not what runs.
  const state = search.state ?? (search.incident ? 'all' : 'open');
  const list = useList('listOrders', { limit: 50, ...listedBy(search) });
  const empty = search.q ? (
    <Empty title={words.list.emptySearch(search.q)} />
  ) : (
    <Empty title={words.list.empty[state]}>
      {state === 'late'
        ? words.list.emptyLate
        : may.issueOrder && !search.incident && (state === 'all' || state === 'open')
          ? words.list.emptyFirst
          : null}
    </Empty>
  );
  return (
    <Listed list={list} lines={8} empty={empty}>
      {(items) => (
        <div className={table.scroll}>
          <table className={`${table.table} ${styles.table}`} aria-busy={list.isStale}>
            <thead>
              <tr>
                {columns.map(({ text, width, right }) => (
                  <th key={text} scope="col" className={right ? table.right : undefined} style={{ width }}>
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((order) => (
                <Row key={order.id} order={order} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Listed>
  );
}

const columns: readonly { text: string; width?: number; right?: true }[] = [
  { text: words.list.number, width: 56 },
  { text: words.list.name },
  { text: words.list.issuer, width: 200 },
  { text: words.list.progress, width: 150 },
  { text: words.list.late, width: 64, right: true },
  { text: words.list.review, width: 84, right: true },
  { text: words.list.limit, width: 230, right: true },
];

type ListedOrder = OrderSummary & { found: { title: Marked; excerpt: Marked | null } | null };

function Row({ order, now }: { order: ListedOrder; now: number }) {
  return (
    <tr className={order.state === 'issued' ? undefined : styles.ended}>
      <td className="t3 el" title={order.numberText}>
        {order.number}
      </td>
      <td>
        <Link to="/orders/$orderId" params={{ orderId: order.id }} className={styles.link}>
          {order.urgency === 'routine' ? null : <span className={`tag urgency-${order.urgency}`}>{shared.urgency[order.urgency]}</span>}
          {order.isDrill ? <span className="tag plain">{words.list.drill}</span> : null}
          {order.kind === 'supportRequest' ? <span className="tag plain">{supportWords.request}</span> : null}
          <span className="el">
            {order.kind === 'order' && order.found ? <MarkedText of={order.found.title} /> : orderTitle(order)}
            {order.found?.excerpt ? (
              <span className={styles.excerpt}>
                <MarkedText of={order.found.excerpt} />
              </span>
            ) : null}
          </span>
          {order.state === 'issued' ? null : <span className="t3">{shared.orderState[order.state]}</span>}
        </Link>
      </td>
      <td className="t2 el">
        {order.issuerName} <span className="t3">{formatShortTime(order.issuedAt, now)}</span>
      </td>
      <td>
        <DrainBar counts={order.counts} width={128} height={13} />
      </td>
      <Count n={order.counts.late} look="late" />
      <Count n={order.counts.forReview} look="review" />
      <td className={`${table.right} t2`}>{order.state === 'issued' ? <Limit order={order} now={now} /> : null}</td>
    </tr>
  );
}

function Count({ n, look }: { n: number; look: string }) {
  return <td className={`${table.right} ${n > 0 ? look : 't3'}`}>{n > 0 ? formatNumber(n) : shared.none}</td>;
}

function Limit({ order, now }: { order: OrderSummary; now: number }) {
  const limit = nearestLimit(order, now);
  const isOver = Date.parse(limit) <= now;
  return (
    <>
      {formatShortTime(limit, now)} {isOver ? null : <span className="t3">{formatDeadline(limit, now)}</span>}
    </>
  );
}
