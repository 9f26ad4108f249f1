import { cityInstant, formatClock, formatNumber, spokenNumber } from '@muster/ui/format';
import { useMemo } from 'react';
import { useNow } from '../../app/clock.ts';
import { placeAgenda } from './agenda-places.ts';
import { situationWords as words } from './situation.words.ts';
import type { AttentionView } from './situation-model.ts';
import styles from './situation-page.module.css';

const hour = 3600_000;

/** Today as a line: limits and escalations where they fall, what has passed in ink. */
export function Agenda({ agenda, width }: { agenda: AttentionView['agenda']; width: number }) {
  const now = useNow(30_000);
  const isNight = Number(formatClock(now).slice(0, 2)) < 6;
  const from = cityInstant(now, isNight ? '00:00' : '06:00').getTime();
  const to = cityInstant(now, '00:00').getTime() + 24 * hour;
  const x = (at: number) => (Math.min(Math.max(at, from), to) - from) * (width / (to - from));
  const items = useMemo(
    () =>
      agenda
        .filter((item) => Date.parse(item.at) >= from && Date.parse(item.at) <= to)
        .map((item) => ({ ...item, text: itemText(item), isEscalation: item.kind === 'escalation' })),
    [agenda, from, to],
  );
  if (width === 0) return null;
  const placed = placeAgenda(
    items.map((item) => ({ x: x(Date.parse(item.at)), text: `${formatClock(item.at)} ${item.text}` })),
    width,
  );
  const ticks = Array.from({ length: Math.round((to - from) / (3 * hour)) + 1 }, (_, i) => from + i * 3 * hour);
  return (
    <section className={styles.agenda} aria-label={words.agenda}>
      <ul className="sr">
        {items.map((item) => (
          <li key={`${item.at}${item.orderId}${item.kind}`}>
            {formatClock(item.at)} {item.text}
          </li>
        ))}
        {items.length === 0 ? <li>{words.agendaEmpty}</li> : null}
      </ul>
      <svg width={width} height={84} aria-hidden="true">
        <path d={`M0 42.5H${width}`} stroke="var(--line-2)" />
        <path d={`M0 42.5H${x(now)}`} stroke="var(--ink)" strokeWidth="2" />
        {ticks.map((tick) => (
          <path key={tick} d={`M${x(tick)} 39v7`} stroke="var(--line-2)" />
        ))}
        {items.map((item, i) => {
          const place = placed[i];
          const at = x(Date.parse(item.at));
          const isPast = Date.parse(item.at) <= now;
          const fill = item.isEscalation ? 'var(--late)' : isPast ? 'var(--ink)' : '#fff';
          const stroke = item.isEscalation ? 'var(--late)' : isPast ? 'var(--ink)' : 'var(--ink-3)';
          return (
            <g key={`${item.at}${item.orderId}${item.kind}`}>
              {place ? <path d={place.above ? `M${at + 0.5} 20V42` : `M${at + 0.5} 42V64`} stroke="var(--line-2)" /> : null}
              <circle cx={at} cy={42} r="3.500" fill={fill} stroke={stroke} strokeWidth="1.3">
                <title>{`${formatClock(item.at)} ${item.text}`}</title>
              </circle>
              {place ? (
                <text
                  x={place.anchor === 'end' ? at + 3 : at - 3}
                  y={place.above ? 14 : 78}
                  textAnchor={place.anchor}
                  fill={item.isEscalation ? 'var(--late-text)' : isPast ? 'var(--ink-3)' : 'var(--ink)'}
                >
                  <tspan fill="var(--ink-3)">{formatClock(item.at)}</tspan> {item.text}
                </text>
              ) : null}
            </g>
          );
        })}
        <path d={`M${x(now)} 30V54`} stroke="var(--ink)" strokeWidth="2" />
      </svg>
    </section>
  );
}

function itemText(item: AttentionView['agenda'][number]): string {
  const order = spokenNumber(item.numberText);
  return item.kind === 'escalation' ? words.agendaItem.escalation(formatNumber(item.count), order) : words.agendaItem[item.kind](order);
}
