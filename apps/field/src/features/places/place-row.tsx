import { placeWords } from '@muster/ui/words/places.words';
import type { OwnPlace } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Tile } from '../../pieces/tile.tsx';
import { isShortNow, placeState } from './place-text.ts';

export function PlaceRow({ place, from }: { place: OwnPlace; from?: 'today' }) {
  const now = useNow(60_000);
  return (
    <Link to={paths.place(place.id)} class={s.row} {...(from ? { from } : {})}>
      <Tile state={isShortNow(place, now) || place.problems > 0 ? 'waiting' : 'done'} />
      <div>
        {place.name} <span class={s.sub}>{placeWords.kind[place.kind]}</span>
        <p>{placeState(place, now)}</p>
      </div>
      <Icon name="forward" size={16} />
    </Link>
  );
}
