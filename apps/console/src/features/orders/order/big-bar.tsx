import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { countsSentence, drainSegments, inkOf, type StateName } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../../app/clock.ts';
import { textWidth } from '../../../parts/text-width.ts';
import { Tile } from '../../../parts/tile.tsx';
import { useSize } from '../../../parts/use-size.ts';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page.label;

/** The whole order as one bar: how many, and how far from done. Each number opens the desks behind it. */
export function BigBar({ order }: { order: OrderDetail }) {
  const { ref, width } = useSize<HTMLDivElement>();
  const now = useNow(60_000);
  const segments = drainSegments(order.counts, Math.max(200, width), 26, 2);
  const isAcknowledgeLate = now < Date.parse(order.answerBy ?? order.acknowledgeBy) || order.answerBy === null;
  const labelOf: Record<StateName, string> = {
    late: words.late(isAcknowledgeLate),
    waiting: words.waiting,
    inHand: words.inHand,
    forReview: words.forReview,
    done: words.done(order.asksAnswer) + (order.counts.ended > 0 ? words.ended(formatNumber(order.counts.ended)) : ''),
  };
  const labelled = placeLabels(
    segments.map((segment) => {
      const count = segment.count - (segment.state === 'done' ? order.counts.ended : 0);
      const text = labelOf[segment.state];
      return { ...segment, count, text, room: 24 + textWidth(formatNumber(count), 22) + textWidth(text, 13) + 14 };
    }),
    Math.max(200, width),
  );
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
            {label.text}
          </Link>
        ))}
      </div>
    </div>
  );
}

/** Labels stand at their segment, moved right where they would run into the one before, and left where they would run out. */
function placeLabels<T extends { x: number; room: number }>(labels: readonly T[], width: number): (T & { left: number })[] {
  let free = 0;
  const placed = labels.map((label) => {
    const left = Math.max(label.x, free);
    free = left + label.room;
    return { ...label, left };
  });
  let right = width;
  for (const label of [...placed].reverse()) {
    label.left = Math.max(0, Math.min(label.left, right - label.room));
    right = label.left;
  }
  return placed;
}
