import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import type { OwnPlace } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { runsNow } from './place-text.ts';
import { placesWords as w } from './places.words.ts';

/** Which shifts there are, how many each needs and who stands in it; one's own is named. */
export function ShiftsCard({ place }: { place: OwnPlace }) {
  const { person: me } = useSession();
  const now = useNow(60_000);
  if (place.shifts.length === 0) return null;
  return (
    <>
      <Heading aside={place.isOpen && place.needed > 0 && w.standing(formatNumber(place.standing), formatNumber(place.needed))}>
        {w.shifts}
      </Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {place.shifts.map((shift) => {
          const lacking = shift.needed - new Set(shift.people.map(({ personId }) => personId)).size;
          return (
            <li key={shift.id} class={s.row}>
              <Tile state={lacking > 0 ? 'waiting' : runsNow(shift, now) ? 'inHand' : 'done'} />
              <div>
                {shift.name}{' '}
                <span class={s.sub}>
                  {shift.from}–{shift.to}
                </span>
                <p>
                  {[
                    lacking > 0 ? w.lacks(formatNumber(lacking)) : w.needed(formatNumber(shift.needed)),
                    shift.people.some(({ personId }) => personId === me.id) && w.you,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <p>{shift.people.map(({ name }) => name).join(shared.listJoin) || w.nobody}</p>
              </div>
              <span />
            </li>
          );
        })}
      </ul>
    </>
  );
}
