import { cityDay, dayAfter, startOfCityDay } from '@muster/contract/city-time';
import { periodOn, standingOn } from '@muster/contract/places/place-times.rules';
import type { Place } from '@muster/contract/places/places.operations';
import { formatNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import { timesText } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

const dayMs = 86_400_000;

interface Bar {
  key: string;
  left: number;
  width: number;
  text: string;
  spoken: string;
  look: string | undefined;
}

/** The shifts of today as bars, the night that began yesterday too; what lacks people is dashed. */
export function PlacesTimeline({ places }: { places: readonly Place[] }) {
  const now = new Date(serverNow());
  const start = startOfCityDay(cityDay(now)).getTime();
  return (
    <div className={styles.timeline}>
      <span />
      <div className={styles.hours} aria-hidden="true">
        {[0, 4, 8, 12, 16, 20, 24].map((hour) => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {`${hour}:00`}
          </span>
        ))}
      </div>
      {places.map((place) => {
        const bars = barsOf(place, start, now);
        return (
          <div key={place.id} style={{ display: 'contents' }}>
            <div className={styles.label}>
              <Link to="/places/$placeId" params={{ placeId: place.id }}>
                {place.name}
              </Link>{' '}
              <span className="t3 s12">{placeWords.kind[place.kind]}</span>
            </div>
            <div className={styles.track}>
              <span className="sr">{words.timelineRow(place.name, bars.map(({ spoken }) => spoken).join('；') || words.noShifts)}</span>
              {bars.map((bar) => (
                <span
                  key={bar.key}
                  aria-hidden="true"
                  title={bar.spoken}
                  className={[styles.bar, bar.look].filter(Boolean).join(' ')}
                  style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                >
                  {bar.text}
                </span>
              ))}
              <i className={styles.now} style={{ left: `${((now.getTime() - start) / dayMs) * 100}%` }} aria-hidden="true" />
            </div>
          </div>
        );
      })}
    </div>
  );
}

function barsOf(place: Place, start: number, now: Date): Bar[] {
  const today = cityDay(new Date(start));
  const yesterday = cityDay(new Date(start - 1));
  return place.shifts.flatMap((shift) =>
    [yesterday, today].flatMap((day) => {
      const period = periodOn(shift, day);
      if (!period || period.to.getTime() <= start || period.from >= startOfCityDay(dayAfter(today))) return [];
      const [from, to] = [Math.max(period.from.getTime(), start), Math.min(period.to.getTime(), start + dayMs)];
      const names = shift.people.filter((one) => one.fromDay <= day && (one.toDay === null || one.toDay >= day)).map(({ name }) => name);
      const missing = shift.needed - standingOn(shift.people, day);
      const lack = missing <= 0 ? null : missing === shift.needed ? words.nobody : words.lack(formatNumber(missing));
      const isPast = period.to <= now;
      const text = [names.join('、'), lack].filter(Boolean).join(' ');
      return [
        {
          key: `${shift.id} ${day}`,
          left: ((from - start) / dayMs) * 100,
          width: ((to - from) / dayMs) * 100,
          text,
          spoken: `${shift.name} ${timesText(shift)} ${text}`,
          look: isPast ? styles.past : lack ? styles.missing : period.from <= now ? styles.running : undefined,
        },
      ];
    }),
  );
}
