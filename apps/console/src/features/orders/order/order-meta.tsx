import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatDayTime, formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { amendingWords } from '../amend/amend.words.ts';
import { RevisionsDialog } from '../amend/revisions-dialog.tsx';
import { AudienceLine } from './audience-line.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page;

/** Who sent it when to whom, and the two limits; below, for a delegated order, who above set which limit. */
export function OrderMeta({ order }: { order: OrderDetail }) {
  const now = useNow(60_000);
  const [isHistory, setHistory] = useState(false);
  const above = order.chain.filter((one) => one.orderId !== order.id);
  return (
    <>
      <div className={styles.meta}>
        <span className={`tag urgency-${order.urgency}`}>{shared.urgency[order.urgency]}</span>
        {order.isDrill ? <span className="tag plain">{shared.incident.drill}</span> : null}
        <span>
          {words.issued(order.issuerName, order.issuerPersonName)} <b>{formatShortTime(order.issuedAt, now)}</b>{' '}
          {order.kind === 'supportRequest' ? (
            words.askedOf(order.audienceText)
          ) : (
            <>
              {words.issuedTo('')}
              <AudienceLine order={order} />
            </>
          )}
          {words.demand}
          <b>{words.acknowledgeBefore(formatShortTime(order.acknowledgeBy, now))}</b>
          {order.answerBy ? (
            <>
              {words.and}
              <b>{words.answerBefore(formatShortTime(order.answerBy, now))}</b>
            </>
          ) : null}
        </span>
        {order.state === 'closed' && order.closedAt ? (
          <b>
            {order.closedBy ? `${order.closedBy} ` : ''}
            {words.closed(formatDayTime(order.closedAt, now))}
            {order.closeNote ? words.closedNote(order.closeNote) : ''}
          </b>
        ) : null}
        {order.state === 'withdrawn' ? (
          <b>
            {amendingWords.withdrawn(
              order.closedBy ?? order.issuerName,
              order.closedAt ? formatDayTime(order.closedAt, now) : '',
              order.closeNote ?? '',
            )}
            {' · '}
            {words.withdrawn}
          </b>
        ) : null}
        {order.myCopy ? <span className="tag plain">{amendingWords.copyNote}</span> : null}
      </div>
      {order.copiesText || order.amendedAt ? (
        <p className={styles.chain}>
          {order.copiesText ? amendingWords.copies(order.copiesText) : null}
          {order.copiesText && order.amendedAt && order.revision > 1 ? ' · ' : null}
          {order.amendedAt && order.revision > 1 ? (
            <>
              {amendingWords.revised(formatNumber(order.revision), order.issuerName, formatShortTime(order.amendedAt, now))}{' '}
              <button type="button" className="lnk" onClick={() => setHistory(true)}>
                {amendingWords.history}
              </button>
            </>
          ) : null}
        </p>
      ) : null}
      {isHistory ? <RevisionsDialog order={order} onClose={() => setHistory(false)} /> : null}
      {order.about || (order.ask && order.ask.kind !== 'decision' && order.ask.neededAt) ? (
        <p className={styles.chain}>
          {order.ask && order.ask.kind !== 'decision' && order.ask.neededAt
            ? `${supportWords.neededBy(formatShortTime(order.ask.neededAt, now))} `
            : ''}
          {order.about ? (
            <Link className="lnk" to="/orders/$orderId" params={{ orderId: order.about.orderId }}>
              {supportWords.about(`${spokenNumber(order.about.numberText)} ${order.about.title}`)}
            </Link>
          ) : null}
        </p>
      ) : null}
      {above.length > 0 ? (
        <ul className={styles.chain}>
          {above.map((one) => (
            <li key={one.orderId}>
              <Link className="lnk" to="/orders/$orderId" params={{ orderId: one.orderId }}>
                {words.chain(one.issuerName, one.numberText)}
              </Link>{' '}
              {words.limitSetBy(
                one.issuerName,
                formatShortTime(one.acknowledgeBy, now),
                one.answerBy ? formatShortTime(one.answerBy, now) : null,
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
