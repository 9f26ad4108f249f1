import type { DeskChecklist } from '@muster/contract/checklists/checklists.operations';
import { formatDeadline, formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { DeskItems } from './desk-items.tsx';

/** What this desk has to tick now, the nearest limit first; where it has nothing, nothing stands there. */
export function ChecklistsSection({ code }: { code: string }) {
  const lists = useView('listDeskChecklists', { areaCode: code });
  if (lists.data?.items.length === 0) return null;
  return (
    <section className={page.section} aria-label={words.ofDesk}>
      <div className={page.title}>
        <h2>{words.ofDesk}</h2>
        <Link className="lnk s13" to="/checklists">
          {words.seeAll}
        </Link>
      </div>
      <Loaded query={lists} lines={2}>
        {({ items }) => items.map((desk) => <DeskList key={desk.checklistId} desk={desk} />)}
      </Loaded>
    </section>
  );
}

function DeskList({ desk }: { desk: DeskChecklist }) {
  const now = serverNow();
  const left = desk.items.filter(({ text, tick }) => text !== null && !tick).length;
  const due = desk.dueAt ?? desk.endsAt;
  return (
    <details className={styles.desk} open={desk.isBehind}>
      <summary className={styles.deskHead}>
        <span>
          <b>{desk.title}</b>{' '}
          <span className="t3 s12">{[desk.frame && words.frames[desk.frame], desk.issuerName].filter(Boolean).join(' · ')}</span>
        </span>
        <span className={desk.isBehind ? styles.behind : 't2'}>
          {words.left(formatNumber(left))}
          {left > 0 && due && ` · ${desk.isBehind ? formatDeadline(due, now) : words.dueBy(formatShortTime(due, now))}`}
        </span>
      </summary>
      <DeskItems desk={desk} />
    </details>
  );
}
