import { formatNumber } from '@muster/ui/format';
import type { Ground } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { PatchRow } from './patch-row.tsx';
import { isMine, worstFirst } from './patch-text.ts';
import { patchWords as w } from './patches.words.ts';

/** Whoever carries a few sees them all; of many those that lack somebody, and the rest in one line. */
const shownMost = 3;

export function TodayPatches({ ground }: { ground: Ground }) {
  const { person } = useSession();
  const { items, roles } = ground.patches.content;
  const mine = worstFirst(items.filter((patch) => isMine(patch, person.id)));
  if (mine.length === 0) return null;
  const lacking = mine.filter((patch) => patch.lacking.length > 0);
  const shown = mine.length <= shownMost ? mine : lacking.slice(0, shownMost);
  const filled = mine.length - lacking.length;
  return (
    <>
      <Heading aside={mine.length > shown.length && formatNumber(mine.length)}>{w.mine}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {shown.map((patch) => (
          <li key={patch.id}>
            <PatchRow patch={patch} roles={roles} from="today" />
          </li>
        ))}
        {shown.length < mine.length && (
          <li>
            <Link to={paths.area()} class={s.row}>
              <Tile state={lacking.length > shown.length ? 'waiting' : 'done'} />
              <div>
                {lacking.length > shown.length
                  ? w.moreLacking(formatNumber(lacking.length - shown.length))
                  : lacking.length === 0
                    ? w.allFilled(formatNumber(filled))
                    : w.rest(formatNumber(filled))}
              </div>
              <Icon name="forward" size={16} />
            </Link>
          </li>
        )}
      </ul>
    </>
  );
}
