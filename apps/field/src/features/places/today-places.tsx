import { isDeskRole } from '@muster/contract/people/roles';
import type { Ground } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { PlaceRow } from './place-row.tsx';
import { isShortNow, standsAt } from './place-text.ts';
import { placesWords as w } from './places.words.ts';

const shownMost = 3;

/** Where I stand; and for the desk of the community, where somebody is missing now. */
export function TodayPlaces({ ground }: { ground: Ground }) {
  const { person, acting } = useSession();
  const now = useNow(60_000);
  const { items } = ground.places.content;
  const mine = items.filter((place) => standsAt(place, person.id));
  const isDesk = acting.level === 'community' && isDeskRole(acting.role);
  const short = isDesk ? items.filter((place) => !mine.includes(place) && isShortNow(place, now)) : [];
  return (
    <>
      <Group name={w.mine} places={mine} />
      <Group name={w.short} places={short.slice(0, shownMost)} />
    </>
  );
}

function Group({ name, places }: { name: string; places: Ground['places']['content']['items'] }) {
  if (places.length === 0) return null;
  return (
    <>
      <Heading>{name}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {places.map((place) => (
          <li key={place.id}>
            <PlaceRow place={place} from="today" />
          </li>
        ))}
      </ul>
    </>
  );
}
