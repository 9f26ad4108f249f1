import { formatDayTime, formatNumber } from '@muster/ui/format';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import type { ChecklistDetail } from './checklist-types.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

/** What was changed after it went out, why, and what it said before: nothing that was sent is unsaid. */
export function Revisions({ list }: { list: ChecklistDetail }) {
  if (list.revisions.length < 2) return null;
  const now = serverNow();
  return (
    <section className={page.ruled}>
      <h2>{words.revisions}</h2>
      <ul className={styles.history}>
        {list.revisions.map((one) => (
          <li key={one.revision}>
            <b>{words.revision(formatNumber(one.revision))}</b> {one.byName} {formatDayTime(one.at, now)} {one.reason ?? words.firstSent}
            <div className="t3">{words.was(one.items.map(({ text }) => text ?? words.unnamed).join(words.listJoin))}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
