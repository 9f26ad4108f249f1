import { formatNumber } from '@muster/ui/format';
import type { Ground } from '../../app/ground-types.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { PlaceRow } from './place-row.tsx';
import { placesWords as w } from './places.words.ts';

/** Places on the page of one's area. */
export function PlacesSection({ ground }: { ground: Ground }) {
  const { items } = ground.places.content;
  if (items.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(items.length)}>{w.title}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {items.map((place) => (
          <li key={place.id}>
            <PlaceRow place={place} />
          </li>
        ))}
      </ul>
    </>
  );
}
