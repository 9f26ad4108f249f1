import type { OperationOf, ResultOf } from '@muster/client/types';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import { useNow } from '../../../app/clock.ts';
import styles from './compose.module.css';
import { composeWords } from './compose.words.ts';

const words = composeWords.preview;

/** What these desks were asked today: by whom, how many of them; each opens. */
export function AskedTodayList({ reach, times }: { reach: ResultOf<OperationOf<'previewOrder'>>; times: string }) {
  const now = useNow(60_000);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <ul className={styles.asked}>
          {reach.cost.askedToday.map((order) => (
            <li key={order.orderId}>
              <Link className="el" to="/orders/$orderId" params={{ orderId: order.orderId }}>
                {order.title}
              </Link>
              <span className="t3">
                {order.issuerName} {formatShortTime(order.issuedAt, now)}
                {order.asksAnswer ? '' : words.askedOnlyAcknowledge}
              </span>
              <span>{words.askedOf(formatNumber(order.desks), formatNumber(reach.desks))}</span>
            </li>
          ))}
        </ul>
      }
    >
      <button type="button" className="n">
        {times}
      </button>
    </Popover>
  );
}
