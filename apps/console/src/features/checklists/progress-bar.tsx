import { formatNumber } from '@muster/ui/format';
import { DrainBar } from '../../parts/drain-bar.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

/** How many desks have ticked everything; what is behind is ink, what is done is blank. */
export function ProgressBar({ desks, done, behind }: { desks: number; done: number; behind: number }) {
  if (desks === 0) return <span className="t3">–</span>;
  return (
    <span className={styles.bar}>
      <DrainBar counts={{ late: behind, waiting: desks - done - behind, inHand: 0, forReview: 0, done }} width={96} />
      {words.of(formatNumber(done), formatNumber(desks))}
      {behind > 0 && <span className={styles.behind}>{words.behind(formatNumber(behind))}</span>}
    </span>
  );
}
