import type { OrderDetail, OrderSummary } from '@muster/contract/orders/orders.operations';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { orderTitle, supportWords as words } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useView } from '../../../app/query.ts';
import { DrainBar } from '../../../parts/drain-bar.tsx';
import styles from './support.module.css';
import { SupportDialog } from './support-dialog.tsx';

const shown = 50;

/** What was asked for on an order by those who work on it, shown with it; and asking, for who stands below somebody. */
export function OrderSupport({ order }: { order: OrderDetail }) {
  const [isAsking, setAsking] = useState(false);
  const { total, open } = order.support;
  if (order.kind !== 'order' || (total === 0 && !order.may.requestSupport)) return null;
  return (
    <section className={styles.support} aria-label={words.request}>
      <div className={styles.head}>
        {total > 0 ? (
          <b className={open > 0 ? 'wait' : undefined}>
            {open > 0 ? words.on(formatNumber(total), formatNumber(open)) : words.onAnswered(formatNumber(total))}
          </b>
        ) : null}
        {order.may.requestSupport ? (
          <Button size="small" onClick={() => setAsking(true)}>
            {words.request}
          </Button>
        ) : null}
      </div>
      {total > 0 ? <Requests orderId={order.id} /> : null}
      {isAsking ? (
        <SupportDialog
          aboutOrderId={order.id}
          title={`${spokenNumber(order.numberText)} ${order.title}`}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}

function Requests({ orderId }: { orderId: string }) {
  const list = useView('listOrders', { about: orderId, kind: 'supportRequest', limit: shown });
  const now = useNow(60_000);
  return (
    <ul className={styles.list}>
      {(list.data?.items ?? []).map((request) => (
        <li key={request.id}>
          <Link to="/orders/$orderId" params={{ orderId: request.id }} className={styles.request}>
            <span className="t3 el">{request.issuerName}</span>
            <span className="el">{orderTitle(request)}</span>
            <DrainBar counts={request.counts} width={64} height={11} />
            <span className={stateLook(request)}>{stateText(request)}</span>
            <time className="t3" dateTime={request.issuedAt}>
              {formatShortTime(request.issuedAt, now)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function standing({ counts }: OrderSummary) {
  if (counts.late > 0) return 'late' as const;
  if (counts.forReview > 0) return 'forReview' as const;
  if (counts.waiting > 0) return 'waiting' as const;
  return counts.inHand > 0 ? ('inHand' as const) : ('done' as const);
}

function stateText(request: OrderSummary): string {
  return request.state === 'issued' ? words.standing[standing(request)] : shared.orderState[request.state];
}

function stateLook(request: OrderSummary): string {
  const state = standing(request);
  return request.state !== 'issued' ? 't3' : state === 'late' ? 'late' : state === 'waiting' ? 'wait' : 't2';
}
