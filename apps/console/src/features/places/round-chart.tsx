import type { PlaceReport, Round } from '@muster/contract/places/place-rounds.operations';
import { formatClock, formatNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { shared } from '@muster/ui/words/shared.words';
import { serverNow } from '../../app/clock.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

const [width, height, left, base] = [780, 120, 40, 84] as const;

/** What a round has done, as a line that climbs; the queue as it was said, below it. Every step is a report. */
export function RoundChart({ round, reports }: { round: Round; reports: readonly PlaceReport[] }) {
  const start = new Date(round.openedAt ?? round.plannedFrom).getTime();
  const end = Math.max(new Date(round.closedAt ?? serverNow()).getTime(), start + 60_000);
  const x = (at: number) => left + ((Math.min(Math.max(at, start), end) - start) / (end - start)) * (width - left - 50);
  const inOrder = [...reports].sort((a, b) => a.at.localeCompare(b.at));
  const counts = inOrder.filter(({ kind }) => kind !== 'queue');
  if (inOrder.length === 0) return null;
  let done = 0;
  const steps = counts.map((report) => {
    done += report.amount ?? 0;
    return { at: new Date(report.at).getTime(), done };
  });
  const most = Math.max(1, ...steps.map((step) => step.done));
  const y = (n: number) => base - (n / most) * (base - 14);
  let path = `M${x(start)} ${y(0)}`;
  for (const step of steps) path += `H${x(step.at).toFixed(1)}V${y(step.done).toFixed(1)}`;
  path += `H${x(end)}`;
  const queues = inOrder.filter(({ kind }) => kind === 'queue');
  const spoken = [
    ...steps.map((step) => `${formatClock(new Date(step.at))} ${words.done(formatNumber(step.done))}`),
    ...queues.map((one) => `${formatClock(one.at)} ${words.queueLine(placeWords.queue[one.queue ?? 'short'])}`),
  ].join(shared.listJoin);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${words.overTime}：${spoken}`}>
      <path d={`M${left} ${base}H${width - 50}`} stroke="var(--line-2)" />
      <path d={path} fill="none" stroke="var(--action)" strokeWidth="1.5" />
      <text x={width - 44} y={y(done) + 4}>
        {formatNumber(done)}
      </text>
      <text x={left} y={height - 2}>
        {formatClock(new Date(start))}
      </text>
      <text x={width - 50} y={height - 2} textAnchor="end">
        {formatClock(new Date(end))}
      </text>
      <text x={0} y={base + 17}>
        {words.columnQueue}
      </text>
      {queues.map((one, at) => {
        const from = x(new Date(one.at).getTime());
        const next = queues[at + 1];
        const to = Math.max(next ? x(new Date(next.at).getTime()) : x(end), from + 2);
        const tall = one.queue === 'long' ? 10 : one.queue === 'short' ? 4 : 1;
        return <rect key={one.id} x={from} y={base + 18 - tall} width={to - from} height={tall} fill="var(--ink-3)" />;
      })}
    </svg>
  );
}
