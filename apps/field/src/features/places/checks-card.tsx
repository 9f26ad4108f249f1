import { formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import type { OwnPlace } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { check } from './acts.ts';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';

/** What is looked at where people queue, each as it was found last. */
export function ChecksCard({ place }: { place: OwnPlace }) {
  const { person } = useSession();
  const now = useNow(60_000);
  if (place.checks.length === 0) return null;
  return (
    <>
      <Heading>{w.checks}</Heading>
      <div class={s.card}>
        {place.checks.map((one) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
          <div key={one.key} role="group" aria-label={placeWords.check[one.key]} class={p.check}>
            <span>
              {placeWords.check[one.key]}
              {one.at && <span class={`${s.note} ${p.block}`}>{w.checkedBy(one.personName ?? '', formatShortTime(one.at, now))}</span>}
            </span>
            {place.may.report && (
              <div class={p.choices}>
                <button
                  type="button"
                  class={`${p.choice} ${p.short}`}
                  aria-pressed={one.isMet === true}
                  onClick={() => void check(place, one.key, true, person.name)}
                >
                  {w.met}
                </button>
                <button
                  type="button"
                  class={`${p.choice} ${p.long}`}
                  aria-pressed={one.isMet === false}
                  onClick={() => void check(place, one.key, false, person.name)}
                >
                  {w.notMet}
                </button>
              </div>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
