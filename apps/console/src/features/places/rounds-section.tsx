import { newId } from '@muster/client/ids';
import { countSteps, queueStates } from '@muster/contract/places/place-kinds';
import type { Round } from '@muster/contract/places/place-rounds.operations';
import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { formatClock, formatDayTime, formatNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty } from '../../app/states/states.tsx';
import { QueueNow } from './place-cells.tsx';
import { signed } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { RoundChart } from './round-chart.tsx';
import { CorrectDialog, PlanDialog } from './round-dialogs.tsx';

const refresh = ['getPlace', 'listPlaces', 'summarisePlaces', 'listTestPoints'] as const;

/** Rounds of a test point: the queue and what is done over time, in one tap each; the past ones below. */
export function RoundsSection({ place }: { place: PlaceDetail }) {
  const [planning, setPlanning] = useState(false);
  const queue = useCommand('reportQueue', { refresh: [...refresh] });
  const open = place.rounds.find(({ state }) => state === 'open');
  const others = place.rounds.filter((round) => round !== open);
  return (
    <section className={page.section}>
      <div className={page.title}>
        <h2>{words.rounds}</h2>
        {place.may.change && (
          <button type="button" className="lnk s13" onClick={() => setPlanning(true)}>
            {words.planRound}
          </button>
        )}
      </div>
      <div className={styles.itemHead}>
        <span>
          {words.columnQueue}：<QueueNow place={place} />{' '}
          <span className="t3 s12">{place.queue === 'unknown' ? words.queueStale : place.queueBy && words.queueSaid(place.queueBy)}</span>
        </span>
        {place.may.report && (
          <fieldset className={styles.acts}>
            <legend className="sr">{words.reportQueue}</legend>
            {queueStates.map((state) => (
              <Button
                key={state}
                size="small"
                loading={queue.isPending && queue.variables?.queue === state}
                onClick={() => queue.mutate({ placeId: place.id, reportId: newId(), queue: state })}
              >
                {words.queueLine(placeWords.queue[state])}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      <ProblemLine problem={queue.error} />
      {place.rounds.length === 0 && <Empty title={words.noRounds}>{words.noRoundsHint}</Empty>}
      {open && <RoundRow place={place} round={open} />}
      {open && <RoundChart round={open} reports={place.reports.filter(({ roundId }) => roundId === open.id)} />}
      {others.map((round) => (
        <RoundRow key={round.id} place={place} round={round} />
      ))}
      {place.reports.length > 0 && <Reports place={place} />}
      {planning && <PlanDialog place={place} onClose={() => setPlanning(false)} />}
    </section>
  );
}

function RoundRow({ place, round }: { place: PlaceDetail; round: Round }) {
  const [correcting, setCorrecting] = useState(false);
  const open = useCommand('openRound', { refresh: [...refresh] });
  const close = useCommand('closeRound', { refresh: [...refresh] });
  const count = useCommand('addRoundCount', { refresh: [...refresh] });
  const now = serverNow();
  const name = <span className="sr"> {round.name}</span>;
  return (
    <div className={styles.item}>
      <div className={styles.itemHead}>
        <span>
          <b>{round.name}</b> <span className="t2">{placeWords.round[round.state]}</span>{' '}
          <span className="t3">
            {formatDayTime(round.openedAt ?? round.plannedFrom, now)}–{formatClock(round.closedAt ?? round.plannedTo)}
          </span>{' '}
          {round.openedAt && <b>{words.done(formatNumber(round.done))}</b>}
        </span>
        <span className={styles.acts}>
          {place.may.report && round.state === 'planned' && (
            <button type="button" className="lnk s13" onClick={() => open.mutate({ roundId: round.id })}>
              {words.openRound}
              {name}
            </button>
          )}
          {place.may.report &&
            round.state === 'open' &&
            countSteps.map((amount) => (
              <Button key={amount} size="small" onClick={() => count.mutate({ roundId: round.id, reportId: newId(), amount })}>
                {words.count(amount)}
              </Button>
            ))}
          {place.may.report && round.openedAt && (
            <button type="button" className="lnk s13" onClick={() => setCorrecting(true)}>
              {words.correct}
              {name}
            </button>
          )}
          {place.may.report && round.state !== 'closed' && (
            <button type="button" className="lnk s13" onClick={() => close.mutate({ roundId: round.id })}>
              {round.state === 'open' ? words.closeRound : words.cancelRound}
              {name}
            </button>
          )}
        </span>
      </div>
      <ProblemLine problem={open.error ?? close.error ?? count.error} />
      {correcting && <CorrectDialog round={round} onClose={() => setCorrecting(false)} />}
    </div>
  );
}

function Reports({ place }: { place: PlaceDetail }) {
  const now = serverNow();
  return (
    <details className={styles.item}>
      <summary>{words.reports}</summary>
      {place.reports.slice(0, 60).map((report) => (
        <div key={report.id} className={styles.itemHead}>
          <span>
            {report.kind === 'queue' && report.queue
              ? words.queueLine(placeWords.queue[report.queue])
              : report.kind === 'correction'
                ? words.corrected(signed(report.amount ?? 0), report.reason ?? '')
                : signed(report.amount ?? 0)}
          </span>
          <span className="t3 s12">
            {report.personName} {formatDayTime(report.at, now)}
          </span>
        </div>
      ))}
    </details>
  );
}
