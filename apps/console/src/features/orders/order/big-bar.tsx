import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { countsSentence, drainSegments, inkOf, type StateName } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../../app/clock.ts';
import { Tile } from '../../../parts/tile.tsx';
import { useSize } from '../../../parts/use-size.ts';
import { orderWords } from '../orders.words.ts';
import styles from './order-page.module.css';

const words = orderWords.page.label;
const labelWidth = 128;

/** The whole order as one bar: how many, and how far from done. Each number opens the desks behind it. */
export function BigBar({ order }: { order: OrderDetail }) {
  const { ref, width } = useSize<HTMLDivElement>();
  const now = useNow(60_000);
  const segments = drainSegments(order.counts, Math.max(200, width), 26, 2);
  // Labels stand at their segment, moved right where they would run into the one before.
  let free = 0;
  const labelled = segments.map((segment) => {
    const left = Math.max(segment.x, free);
    free = left + labelWidth;
    return { ...segment, left };
  });
  // From the right: the last ones have to end within the bar.
  let right = Math.max(200, width);
  for (const label of [...labelled].reverse()) {
    label.left = Math.max(0, Math.min(label.left, right - labelWidth));
    right = label.left;
  }
  const isAcknowledgeLate = now < Date.parse(order.answerBy ?? order.acknowledgeBy) || order.answerBy === null;
  const labelOf: Record<StateName, string> = {
    late: words.late(isAcknowledgeLate),
    waiting: words.waiting,
    inHand: words.inHand,
    forReview: words.forReview,
    done: words.done(order.asksAnswer),
  };
  return (
    <div ref={ref}>
      <svg className={styles.bar} width="100%" height="26" role="img" aria-label={countsSentence(order.counts)}>
        {segments.map((segment) => (
          <rect key={segment.state} x={segment.x} y={segment.y} width={segment.width} height={segment.height} fill={inkOf[segment.state]} />
        ))}
      </svg>
      <div className={styles.labels}>
        {labelled.map((label) => (
          <Link
            key={label.state}
            to="/orders/$orderId"
            params={{ orderId: order.id }}
            search={{ show: label.state }}
            className={label.state === 'late' ? 'late' : 't2'}
            style={{ left: label.left }}
          >
            <Tile state={label.state} size={12} />
            <b className={label.state === 'late' ? undefined : styles.ink}>{formatNumber(label.count)}</b>
            {labelOf[label.state]}
          </Link>
        ))}
      </div>
    </div>
  );
}
