import { formatNumber } from '@muster/ui/format';
import { situationWords as words } from './situation.words.ts';
import styles from './situation-page.module.css';

const width = 268;
const height = 42;

/** Communities that needed somebody, hour by hour for a day; the last point is now. */
export function Curve({ curve, needing }: { curve: readonly { at: string; needing: number }[]; needing: number }) {
  const values = [...curve.map((point) => point.needing), needing];
  if (values.length < 3) return <div className={styles.curve} />;
  const most = Math.max(...values);
  const least = Math.min(...values);
  const x = (i: number) => (i / (values.length - 1)) * (width - 1);
  const y = (value: number) => 6 + (height - 14) * (1 - value / Math.max(1, most));
  const line = values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const text = words.curve(formatNumber(most), formatNumber(least));
  return (
    <div className={styles.curve}>
      <svg width={width} height={height} role="img" aria-label={text} style={{ overflow: 'visible', flex: 'none' }}>
        <path d={`M0 ${height - 1.5}H${width}`} stroke="var(--line-2)" />
        <path d={`${line}L${width - 1} ${height - 2}L0 ${height - 2}Z`} fill="var(--chart-soft)" />
        <path d={line} fill="none" stroke="var(--ink-3)" strokeWidth="1.3" />
        <circle cx={width - 1} cy={y(needing)} r="3" fill="var(--ink)" />
      </svg>
      <div aria-hidden="true">
        {words.curveTitle}
        <br />
        {words.curveRange(formatNumber(most), formatNumber(least))}
      </div>
    </div>
  );
}
