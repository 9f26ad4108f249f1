import { formatNumber } from '@muster/ui/format';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { figureText } from './figure-text.ts';
import type { Figure } from './figure-types.ts';
import styles from './figures.module.css';
import { figuresPageWords as words } from './figures.words.ts';

const shownMax = 6;

/** The figure by the areas below, most first; each leads to the same figure of that area. */
export function AreaBars({ figure }: { figure: Figure }) {
  const [all, setAll] = useState(false);
  const search = useSearch({ strict: false }) as { area?: string; from?: string; to?: string };
  const rows = [...figure.byArea].filter((one) => (one.value ?? 0) > 0).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const empty = figure.byArea.length - rows.length;
  const most = Math.max(1, ...rows.map((one) => one.value ?? 0));
  // One more row costs less than the button that would hide it.
  const folds = rows.length > shownMax + 1;
  const shown = all || !folds ? rows : rows.slice(0, shownMax);
  return (
    <section aria-labelledby="areas-title">
      <div className={styles.title}>
        <h2 id="areas-title">{words.byArea}</h2>
        {folds && (
          <button type="button" className="lnk" onClick={() => setAll(!all)}>
            {all ? words.showLess : words.showAll(formatNumber(rows.length))}
          </button>
        )}
      </div>
      {figure.byArea.length === 0 && <p className="t3 s13">{words.noAreasBelow}</p>}
      <ul>
        {shown.map((one) => (
          <li key={one.areaCode}>
            <Link to="/figures/$key" params={{ key: figure.key }} search={{ ...search, area: one.areaCode }} className={styles.areaRow}>
              <span className="el">{one.name}</span>
              <span className={styles.track} aria-hidden="true">
                <i style={{ width: `${(100 * (one.value ?? 0)) / most}%` }} />
              </span>
              <b>
                <span className="n">{figureText({ unit: figure.unit, value: one.value })}</span>
              </b>
            </Link>
          </li>
        ))}
        {figure.unit === 'count' && rows.length > 1 && (
          <li className={`${styles.areaRow} ${styles.total}`}>
            <span>{words.total}</span>
            <span />
            <b>{figureText(figure)}</b>
          </li>
        )}
        {empty > 0 && <li className={styles.rest}>{(figure.unit === 'minutes' ? words.othersNone : words.others)(formatNumber(empty))}</li>}
      </ul>
    </section>
  );
}
