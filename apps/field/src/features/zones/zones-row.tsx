import type { Ground } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Hatch } from './hatch.tsx';
import { countsOf, touchesMine } from './zone-text.ts';
import { zonesWords as w } from './zones.words.ts';

/** What is closed around here, in one row; on Today only what touches doors that one answers for, or one's own desk. */
export function ZonesRow({ ground, isToday }: { ground: Ground; isToday?: boolean }) {
  const { person, acting } = useSession();
  const { items } = ground.zones.content;
  const shown = isToday && acting.level !== 'community' ? items.filter((zone) => touchesMine(zone, ground, person.id)) : items;
  const [first] = shown;
  if (!first) return null;
  return (
    <>
      <Heading>{w.title}</Heading>
      <div class={`${s.card} ${s.rows}`}>
        <Link to={paths.zones()} class={s.row} {...(isToday ? { from: 'today' as const } : {})}>
          <Hatch strictness={first.strictness} />
          <div>{countsOf(shown)}</div>
          <Icon name="forward" size={16} />
        </Link>
      </div>
    </>
  );
}
