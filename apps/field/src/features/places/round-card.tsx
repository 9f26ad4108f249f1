import { countSteps } from '@muster/contract/places/place-kinds';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import type { OwnPlace } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Sheet } from '../../pieces/pieces.tsx';
import { closeRound, count, openRound, takeBackCount } from './acts.ts';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';

type Round = NonNullable<OwnPlace['round']>;

/** The round of a test point: begun, counted in steps, ended. The sum follows from the taps; nobody types it. */
export function RoundCard({ place }: { place: OwnPlace }) {
  const now = useNow(60_000);
  const { round } = place;
  const name = round ? `${round.name} ${placeWords.round[round.state]}` : null;
  return (
    <>
      <Heading aside={round && w.planned(formatShortTime(round.plannedFrom, now), formatShortTime(round.plannedTo, now))}>
        {name ?? w.round}
      </Heading>
      <div class={s.card}>
        {!round && <p class={s.sub}>{w.noRound}</p>}
        {round?.state === 'planned' &&
          (place.may.report ? (
            <Button onTap={() => void openRound(place, round)}>{w.open(round.name)}</Button>
          ) : (
            <p>{placeWords.round.planned}</p>
          ))}
        {round && round.state !== 'planned' && <Count place={place} round={round} />}
      </div>
    </>
  );
}

function Count({ place, round }: { place: OwnPlace; round: Round }) {
  // Only of this visit: a tap of an hour ago is corrected by a correction with its reason, not by a slip.
  const [last, setLast] = useState<number | null>(null);
  const [isEnding, setEnding] = useState(false);
  const isOpen = round.state === 'open' && place.may.report;

  async function add(amount: number) {
    setLast(amount);
    await count(place, round, amount);
    announce(w.people(formatNumber(round.done + amount)));
  }

  async function undo(amount: number) {
    setLast(null);
    await takeBackCount(place, round, amount);
  }

  return (
    <>
      <div class={p.done}>
        <span class={s.sub}>{w.done}</span>
        <b>{w.people(formatNumber(round.done))}</b>
        {last !== null && (
          <button type="button" class={s.link} onClick={() => void undo(last)}>
            {w.undo(formatNumber(last))}
          </button>
        )}
      </div>
      {isOpen && (
        <>
          <div class={p.steps}>
            {countSteps.map((step) => (
              <button key={step} type="button" class={p.choice} aria-label={w.addName(formatNumber(step))} onClick={() => void add(step)}>
                {w.add(formatNumber(step))}
              </button>
            ))}
          </div>
          <Button look="quiet" small onTap={() => setEnding(true)}>
            {w.close(round.name)}
          </Button>
        </>
      )}
      {isEnding && (
        <Sheet
          title={w.close(round.name)}
          onClose={() => setEnding(false)}
          dock={
            <Button
              onTap={() => {
                void closeRound(place, round);
                setEnding(false);
              }}
            >
              {w.close(round.name)}
            </Button>
          }
        >
          <p>{w.closeSure(formatNumber(round.done))}</p>
        </Sheet>
      )}
    </>
  );
}
