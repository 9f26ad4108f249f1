import type { Place } from '@muster/contract/places/places.operations';
import { formatNumber, formatShortTime, formatSince } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { serverNow } from '../../app/clock.ts';
import { lacking } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

/** Who stands there now, and who is missing: now, or from when. */
export function StaffNow({ place }: { place: Place }) {
  const missing = lacking(place);
  const now = serverNow();
  return (
    <>
      {place.needed > 0 ? (
        words.staff(formatNumber(place.standing), formatNumber(place.needed))
      ) : (
        <span className="t3">{place.isOpen ? words.nobodyNeeded : words.isShut}</span>
      )}{' '}
      {missing !== null ? (
        <span className={styles.lack}>{place.standing === 0 ? words.nobody : words.lack(formatNumber(missing))}</span>
      ) : (
        place.shortFrom &&
        new Date(place.shortFrom).getTime() > now && (
          <span className="t3 s12">{words.shortFrom(formatShortTime(place.shortFrom, now))}</span>
        )
      )}
      {missing !== null && place.shortFrom && <span className="t3 s12"> {words.shortSince(formatSince(place.shortFrom, now))}</span>}
    </>
  );
}

/** The queue as it was last said; what is old says that nobody knows. */
export function QueueNow({ place }: { place: Pick<Place, 'queue' | 'queueAt' | 'queueBy'> }) {
  if (place.queue === null) return <span className="t3">–</span>;
  if (place.queue === 'unknown') return <span className="t3">{placeWords.queue.unknown}</span>;
  return (
    <>
      {place.queue === 'long' ? <b>{placeWords.queue.long}</b> : placeWords.queue[place.queue]}{' '}
      {place.queueAt && <span className="t3 s12">{formatShortTime(place.queueAt, serverNow())}</span>}
    </>
  );
}
