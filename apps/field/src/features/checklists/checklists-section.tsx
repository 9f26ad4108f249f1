import { tickable } from '@muster/contract/checklists/checklist.rules';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import type { Ground, OwnChecklist } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { checklistsWords as w } from './checklists.words.ts';

/** Lists of one's own desk; on Today only those that one may tick and that are not done. */
export function ChecklistsSection({ ground, isToday }: { ground: Ground; isToday?: boolean }) {
  const lists = ground.checklists.content.items.filter((list) => !isToday || (list.doneAt === null && list.may.tick));
  if (lists.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(lists.length)}>{w.title}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {lists.map((list) => (
          <li key={list.checklistId}>
            <Row list={list} isToday={isToday === true} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ list, isToday }: { list: OwnChecklist; isToday: boolean }) {
  const now = useNow(60_000);
  const left = tickable(list.items).filter((item) => item.tick === null).length;
  const isLate = left > 0 && list.dueAt !== null && new Date(list.dueAt) <= now;
  return (
    <Link to={paths.checklist(list.checklistId)} class={s.row} {...(isToday ? { from: 'today' as const } : {})}>
      <Tile state={left === 0 ? 'done' : isLate ? 'late' : 'inHand'} />
      <div>
        {list.title}
        <p>
          {[left > 0 ? w.left(formatNumber(left)) : w.done, isLate ? w.behind : list.dueAt && w.due(formatShortTime(list.dueAt, now))]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Icon name="forward" size={16} />
    </Link>
  );
}
