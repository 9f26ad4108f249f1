import { shortages } from '@muster/contract/places/place-times.rules';
import type { Place, PlaceShift } from '@muster/contract/places/places.operations';
import { formatClock, formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList, useView } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import { LinkPlaceDrawer } from './link-place-drawer.tsx';
import { PlaceDrawer } from './place-drawer.tsx';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { PlacesTimeline } from './places-timeline.tsx';

/** The places of one community today: who stands where, and below it the shifts that lack people, each with the act that fills it. */
export function CommunityPlaces({ code, name }: { code: string; name: string }) {
  const summary = useView('summarisePlaces', { under: code });
  const places = useList('listPlaces', { under: code, limit: 50 });
  const [adding, setAdding] = useState(false);
  const [filling, setFilling] = useState<{ place: Place; shift: PlaceShift } | null>(null);
  const mayAdd = summary.data?.may.add === true;
  return (
    <section className={page.section} id="places" aria-labelledby="places-title">
      <div className={page.title}>
        <h2 id="places-title">{words.section}</h2>
        <span className={page.titleActs}>
          {(summary.data?.places ?? 0) > 0 && (
            <>
              <span className="t3 s12">{words.timelineNote}</span>
              <Link className="lnk s13" to="/places" search={{ under: code }}>
                {words.all}
              </Link>
            </>
          )}
          {mayAdd && (
            <button type="button" className="lnk s13" onClick={() => setAdding(true)}>
              {words.add}
            </button>
          )}
        </span>
      </div>
      <Listed
        list={places}
        empty={
          <Empty title={words.none} action={mayAdd && <Button onClick={() => setAdding(true)}>{words.add}</Button>}>
            {words.noneHint}
          </Empty>
        }
      >
        {(items) => (
          <>
            <PlacesTimeline places={items} />
            {items.map((place) => (
              <Missing key={place.id} place={place} onFill={(shift) => setFilling({ place, shift })} />
            ))}
          </>
        )}
      </Listed>
      {adding && <PlaceDrawer community={{ code, shortName: name }} onClose={() => setAdding(false)} />}
      {filling && <LinkPlaceDrawer place={filling.place} shift={filling.shift} onClose={() => setFilling(null)} />}
    </section>
  );
}

/** What lacks people within the next hours, in words. */
function Missing({ place, onFill }: { place: Place; onFill: (shift: PlaceShift) => void }) {
  const now = new Date(serverNow());
  const missing = shortages(place.opening, place.shifts, now, new Date(now.getTime() + 8 * 3_600_000));
  return missing.map((one) => {
    const shift = place.shifts.find(({ id }) => id === one.shiftId);
    if (!shift) return null;
    const n = formatNumber(one.needed - one.standing);
    return (
      <p key={`${one.shiftId} ${one.day} ${one.from.getTime()}`} className="s13">
        <span className={styles.lack}>
          {one.standing === 0
            ? words.shiftNobody(place.name, formatClock(one.from))
            : words.shiftLack(place.name, formatClock(one.from), n)}
        </span>{' '}
        {place.may.change && (
          <button type="button" className="lnk" onClick={() => onFill(shift)}>
            {words.link}
            <span className="sr"> {`${place.name} ${shift.name}`}</span>
          </button>
        )}
      </p>
    );
  });
}
