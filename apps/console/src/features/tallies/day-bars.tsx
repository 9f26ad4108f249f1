import { formatDay } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import { serverNow } from '../../app/clock.ts';
import { figureText } from './figure-text.ts';
import type { Figure } from './figure-types.ts';
import styles from './figures.module.css';
import { figuresPageWords as words } from './figures.words.ts';

/** A bar a day in neutral ink; the last day, which is still going on, is the one in ink. */
export function DayBars({ figure }: { figure: Figure }) {
  const most = Math.max(1, ...figure.byDay.map((one) => one.value ?? 0));
  const now = serverNow();
  const crowded = figure.byDay.length > 10;
  return (
    <section aria-labelledby="days-title">
      <div className={styles.title}>
        <h2 id="days-title">{words.byDay}</h2>
        <span>{words.byDayNote[figure.unit]}</span>
      </div>
      <ol className={styles.days}>
        {figure.byDay.map((one, index) => {
          const value = figureText({ unit: figure.unit, value: one.value });
          const isLast = index === figure.byDay.length - 1;
          return (
            <li key={one.day} className={isLast ? styles.last : undefined}>
              <span className="sr">{words.byDayText(formatDay(one.day, now), value)}</span>
              <span aria-hidden="true" className={styles.value}>
                {crowded && one.value === 0 ? '' : value}
              </span>
              <i style={{ height: `${(84 * (one.value ?? 0)) / most}px` }} />
              <span aria-hidden="true" className={styles.day}>
                {!crowded || index % Math.ceil(figure.byDay.length / 8) === 0 || isLast ? dayLabel(one.day, index, now) : ''}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** 5月6日 for the first and each first of a month, else 7日. */
function dayLabel(day: string, index: number, now: number): string {
  if (index === 0 || day.endsWith('-01')) return formatDay(day, now);
  const date = Number(day.slice(8));
  return language() === 'en' ? String(date) : `${date}日`;
}
