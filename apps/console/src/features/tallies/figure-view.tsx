import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { formatDayTime } from '@muster/ui/format';
import { figureGroupWords, figureWords } from '@muster/ui/words/figures.words';
import type { ReactNode } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { AreaBars } from './area-bars.tsx';
import { DayBars } from './day-bars.tsx';
import { FigureRecords } from './figure-records.tsx';
import { figureText } from './figure-text.ts';
import type { Figure, FigureScope } from './figure-types.ts';
import styles from './figures.module.css';
import { figuresPageWords as words } from './figures.words.ts';

/** One figure: how much, what it means, when it was, where, whether a recount agrees, and the records themselves. */
export function FigureView({ figureKey, scope, chooser }: { figureKey: FigureKey; scope: FigureScope; chooser: ReactNode }) {
  const figure = useView('getFigure', { key: figureKey, ...scope }, { keep: true });
  return (
    <>
      <header>
        <div className={styles.row}>
          <p className="crumb">
            {figure.data ? (figureGroupWords[figure.data.group] ?? figure.data.group) : ' '}
            <span aria-hidden="true">›</span>
            {figureWords[figureKey].name}
          </p>
          {chooser}
        </div>
        <div className={styles.row}>
          <div className={styles.figure}>
            <div className={styles.big}>
              {figure.data ? figureText(figure.data) : ' '}
              {figure.data?.unit === 'minutes' && figure.data.value !== null && <small> {words.unitOf.minutes}</small>}
            </div>
            <div className={styles.says}>
              <h1>{figureWords[figureKey].name}</h1>
              <p>{figureWords[figureKey].definition}</p>
            </div>
          </div>
          {figure.data && <Recount figure={figure.data} />}
        </div>
      </header>
      <Loaded query={figure} lines={6}>
        {(data) => (
          <div className={styles.two}>
            <DayBars figure={data} />
            <AreaBars figure={data} />
          </div>
        )}
      </Loaded>
      <FigureRecords figureKey={figureKey} scope={scope} total={figure.data?.unit === 'count' ? figure.data.value : null} />
    </>
  );
}

/** The same figure counted again from the records: the proof that nobody typed it. */
function Recount({ figure }: { figure: Figure }) {
  const when = formatDayTime(figure.recount.at, serverNow());
  if (figure.recount.difference === 0)
    return (
      <p className={styles.agrees}>
        <Icon name="check" size={14} />
        {words.recounted(when)}
      </p>
    );
  return (
    <p className={`${styles.agrees} ${styles.differs}`} role="alert">
      <Icon name="warning" size={14} />
      {words.recountedDifferent(when, String(figure.recount.difference))}
    </p>
  );
}
