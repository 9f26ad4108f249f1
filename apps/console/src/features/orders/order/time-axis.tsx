import { formatClock } from '@muster/ui/format';
import { type Axis, columnsOf } from './tree-model.ts';

const width = 232;
const step = 4.65;

/** The head of the axis: sending, the limit, now. */
export function AxisHead({
  issuedAt,
  limit,
  until,
  axis,
  isOver,
}: {
  issuedAt: string;
  limit: string;
  until: number;
  axis: Axis;
  isOver: boolean;
}) {
  return (
    <svg width={width} height="28" style={{ fontSize: 11, overflow: 'visible' }} aria-hidden="true">
      {axis.now > 40 || isOver ? (
        <text x="0" y="12" fill="var(--ink-3)">
          {formatClock(issuedAt)}
        </text>
      ) : null}
      <text x={axis.limit - 3} y="12" textAnchor="end" fill="var(--late-text)">
        {axis.limit > 76 || !isOver ? limit : ''}
      </text>
      <text x={axis.now + 3.5} y={isOver ? 12 : 26} fill="var(--ink)">
        {formatClock(until)}
      </text>
      <path d={`M${axis.limit} 16V28`} stroke="var(--late)" strokeDasharray="2 3" />
      <path d={`M${axis.now} ${isOver ? 4 : 16}V28`} stroke="var(--ink)" />
    </svg>
  );
}

/** One row: a tick per acknowledgement, the limit dashed, now solid, those who are late as red squares after it. */
export function AxisRow({
  minutes,
  late,
  axis,
  isDistrict,
  label,
}: {
  minutes: readonly number[];
  late: number;
  axis: Axis;
  isDistrict: boolean;
  label: string;
}) {
  const columns = [...columnsOf(minutes, axis, step)];
  const most = Math.max(1, ...columns.map(([, n]) => n));
  const unit = Math.min(isDistrict ? 3 : 5, 18 / most);
  const pitch = late > 15 ? 4 : 7;
  const across = Math.floor((width - axis.now - 4) / pitch);
  // A path each, because an order to every community has a hundred and sixty of these rows.
  const bars = (isMeant: (x: number) => boolean) =>
    columns
      .map(([column, n]) => [Math.min(column * step, axis.now - 3), n * unit] as const)
      .filter(([x]) => isMeant(x))
      .map(([x, high]) => `M${x} 24v${-high}h3v${high}z`)
      .join('');
  const squares = Array.from({ length: Math.min(late, across * Math.floor(26 / pitch)) }, (_, i) => {
    const x = axis.now + 4.5 + (i % across) * pitch;
    const y = 9 - (late > across * 2 ? 7 : 0) + Math.floor(i / across) * pitch;
    return `M${x} ${y}h${pitch - 1.5}v${pitch - 1.5}h${1.5 - pitch}z`;
  }).join('');
  return (
    <svg width={width} height="30" role="img" aria-label={label}>
      {axis.limit < axis.now ? (
        <rect x={axis.limit - 0.5} width={axis.now - axis.limit} height="30" fill="var(--late-tint)" opacity=".55" />
      ) : null}
      <path d={`M0 23.5H${axis.now}`} stroke="var(--line)" />
      <path d={`M${axis.limit} 0V30`} stroke="var(--late)" strokeDasharray="2 3" opacity=".7" />
      <path d={`M${axis.now + 0.3} 0V30`} stroke="var(--ink)" />
      <path d={bars((x) => x <= axis.limit)} fill="var(--action)" />
      <path d={bars((x) => x > axis.limit)} fill="var(--action)" opacity=".45" />
      <path d={squares} fill="var(--late)" />
    </svg>
  );
}
