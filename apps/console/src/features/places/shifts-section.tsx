import type { PlaceDetail, PlaceShift } from '@muster/contract/places/places.operations';
import { formatDay, formatNumber } from '@muster/ui/format';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty } from '../../app/states/states.tsx';
import { LinkPlaceDrawer } from './link-place-drawer.tsx';
import { timesText, weekdaysText } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { PlacesTimeline } from './places-timeline.tsx';

/** The shifts of a place with who stands in them. */
export function ShiftsSection({ place }: { place: PlaceDetail }) {
  const [filling, setFilling] = useState<PlaceShift | null>(null);
  const unlink = useCommand('unlinkPlacePerson', { refresh: ['getPlace', 'listPlaces', 'summarisePlaces'] });
  const now = serverNow();
  return (
    <section className={page.section}>
      <h2>{words.shifts}</h2>
      {place.shifts.length === 0 ? <Empty title={words.noShifts}>{words.noShiftsHint}</Empty> : <PlacesTimeline places={[place]} />}
      {place.shifts.map((shift) => (
        <div key={shift.id} className={styles.item}>
          <div className={styles.itemHead}>
            <span>
              <b>{shift.name}</b> {timesText(shift)} <span className="t3">{weekdaysText(shift.weekdays)}</span>{' '}
              <span className="t2">
                {words.needed} {formatNumber(shift.needed)}
              </span>
            </span>
            {place.may.change && (
              <button type="button" className="lnk s13" onClick={() => setFilling(shift)}>
                {words.link}
                <span className="sr"> {shift.name}</span>
              </button>
            )}
          </div>
          <div className={styles.people}>
            {shift.people.length === 0 && <span className={styles.lack}>{words.nobody}</span>}
            {shift.people.map((person) => (
              <span key={person.linkId}>
                {person.name} <span className="t3 s12">{person.mobileMasked}</span>{' '}
                <span className="t3 s12">
                  {person.toDay
                    ? words.days(formatDay(dayAt(person.fromDay), now), formatDay(dayAt(person.toDay), now))
                    : words.daysFrom(formatDay(dayAt(person.fromDay), now))}
                </span>{' '}
                {place.may.change && (
                  <button type="button" className="lnk s12" onClick={() => unlink.mutate({ linkId: person.linkId })}>
                    {words.unlink}
                    <span className="sr"> {person.name}</span>
                  </button>
                )}
              </span>
            ))}
          </div>
        </div>
      ))}
      <ProblemLine problem={unlink.error} />
      {filling && <LinkPlaceDrawer place={place} shift={filling} onClose={() => setFilling(null)} />}
    </section>
  );
}

const dayAt = (day: string) => `${day}T00:00:00+08:00`;
