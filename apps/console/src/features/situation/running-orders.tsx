import type { OrderSummary } from '@muster/contract/orders/orders.operations';
import { formatCount, formatNumber, formatShortTime } from '@muster/ui/format';
import { orderTitle } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Loaded } from '../../app/states/states.tsx';
import { DrainBar } from '../../parts/drain-bar.tsx';
import { nearestLimit } from '../orders/order-limits.ts';
import { situationWords as words } from './situation.words.ts';
import styles from './situation-page.module.css';

const shown = 5;

/** Those with somebody late, then the newest; each once. */
function lateFirst(late: readonly OrderSummary[], newest: readonly OrderSummary[]): OrderSummary[] {
  return [...new Map([...late, ...newest].map((order) => [order.id, order])).values()].slice(0, shown);
}

/** What is under way: number, title, how far it has drained, how many are late, the nearer limit. */
export function RunningOrders() {
  const { may, acting } = useSession();
  const now = useNow(60_000);
  const own = { limit: shown, ...(acting.level === 'city' ? { mine: 'true' as const } : {}) };
  const orders = useView('listOrders', { state: 'open', ...own });
  // Newest first alone would hide what is late behind what was just sent.
  const late = useView('listOrders', { state: 'late', ...own });
  return (
    <section aria-labelledby="running-title">
      <div className={`${styles.sec} ${styles.running}`}>
        <h2 id="running-title">
          {words.running}{' '}
          {orders.data && !orders.data.nextCursor && orders.data.items.length > 0 ? (
            <span className="t3">{formatNumber(orders.data.items.length)}</span>
          ) : null}
          {orders.data?.nextCursor ? (
            <Link className="lnk s13" to="/orders" search={{}}>
              {words.allOrders}
            </Link>
          ) : null}
        </h2>
        {may.issueOrder ? (
          <Link to="/orders/new">
            <Button type="primary" size="small" icon={<Icon name="plus" size={13} />} tabIndex={-1}>
              {words.issue}
            </Button>
          </Link>
        ) : null}
      </div>
      <Loaded query={orders}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={words.runningEmpty} />
          ) : (
            <ul>
              {lateFirst(late.data?.items ?? [], page.items).map((order) => (
                <li key={order.id}>
                  <Link className={styles.order} to="/orders/$orderId" params={{ orderId: order.id }}>
                    {/* The issuer stands before the title where it is not one’s own. */}
                    <span className="t3">{order.number}</span>
                    <span className="el" title={orderTitle(order)}>
                      {order.issuerCode === acting.areaCode ? null : <span className="t3">{order.issuerName} </span>}
                      {orderTitle(order)}
                    </span>
                    <DrainBar counts={order.counts} width={78} />
                    {order.counts.late > 0 ? (
                      <b className="late">
                        {formatNumber(order.counts.late)}
                        <span className="sr">{words.late('')}</span>
                      </b>
                    ) : (
                      <span className="t3" style={{ textAlign: 'right' }}>
                        {formatCount(0)}
                      </span>
                    )}
                    <time dateTime={nearestLimit(order, now)}>{formatShortTime(nearestLimit(order, now), now)}</time>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
