import type { Counts } from '@muster/contract/orders/orders.operations';
import { countsSentence, drainSegments, inkOf, type StateName } from '@muster/ui/drain';

/** Width is how many, height how far from done. */
export function DrainBar({
  counts,
  width,
  height = 12,
  gap = 1,
}: {
  counts: Pick<Counts, StateName>;
  width: number;
  height?: number;
  gap?: number;
}) {
  return (
    <svg width={width} height={height} role="img" aria-label={countsSentence(counts)}>
      {drainSegments(counts, width, height, gap).map((segment) => (
        <rect
          key={segment.state}
          x={segment.x}
          y={segment.y}
          width={segment.width}
          height={segment.height}
          fill={inkOf[segment.state]}
          style={{ transition: 'x var(--drain) var(--ease), width var(--drain) var(--ease)' }}
        />
      ))}
    </svg>
  );
}
