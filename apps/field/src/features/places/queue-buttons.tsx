import { queueStates } from '@muster/contract/places/place-kinds';
import { formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { announce } from '../../app/announce.ts';
import type { OwnPlace } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { sayQueue } from './acts.ts';
import { queueNow } from './place-text.ts';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';

/** How long the queue is, in one tap. The same tap again says that it is still so. */
export function QueueButtons({ place }: { place: OwnPlace }) {
  const { person } = useSession();
  const now = useNow(60_000);
  const queue = queueNow(place, now);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-label={`${place.name} ${w.queue}`}>
      <div class={p.choices}>
        {queueStates.map((state) => (
          <button
            key={state}
            type="button"
            class={`${p.choice} ${p[state]}`}
            aria-pressed={queue === state}
            onClick={() => {
              void sayQueue(place, state, person.name);
              announce(w.told(placeWords.queue[state]));
            }}
          >
            {placeWords.queue[state]}
          </button>
        ))}
      </div>
      <p class={`${s.note} ${p.below}`}>
        {queue === 'unknown' || !place.queueAt ? w.queueOld : w.queueBy(place.queueBy ?? '', formatShortTime(place.queueAt, now))}
      </p>
    </div>
  );
}
