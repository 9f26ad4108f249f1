import { formatNumber } from '@muster/ui/format';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { areaWords as words } from './area.words.ts';
import styles from './area-page.module.css';

/** What answering costs this desk today, learnt from real answers. Only one's own desk is known. */
export function AskedToday() {
  const summary = useView('getInboxSummary', {});
  if (!summary.data || summary.data.askedToday === 0) return null;
  const { askedToday, askedSecondsToday } = summary.data;
  return (
    <section className={page.section}>
      <div className={page.title}>
        <h2>{words.askedToday}</h2>
        {askedSecondsToday !== null && <b>{words.askedTodayMinutes(formatNumber(Math.max(1, Math.round(askedSecondsToday / 60))))}</b>}
      </div>
      <p className={styles.cost}>
        {words.askedTodayTimes(formatNumber(askedToday))}
        {askedSecondsToday === null && words.askedTodayUnknown}
      </p>
    </section>
  );
}
