import { formatShortTime } from '@muster/ui/format';
import { eventText } from '@muster/ui/words/events.words';
import { useNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { Listed } from '../../app/states/states.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { BothTimes } from '../journal/both-times.tsx';
import { areaWords as words } from './area.words.ts';
import styles from './area-page.module.css';

/** What happened here, newest first. */
export function AreaFeed({ code }: { code: string }) {
  const feed = useList('listFeed', { areaCode: code, limit: 20 });
  const now = useNow(60_000);
  return (
    <section className={page.section} aria-labelledby="feed-title">
      <div className={page.title}>
        <h2 id="feed-title">{words.feed}</h2>
        <ExportButton list="listFeed" filters={{ areaCode: code }} />
      </div>
      <Listed list={feed} empty={<p className={styles.cost}>{words.feedNone}</p>}>
        {(items) => (
          <ol className={styles.feed}>
            {items.map((item) => (
              <li key={item.position}>
                <time dateTime={item.at}>{formatShortTime(item.at, now)}</time>
                <span>
                  {eventText(item)}
                  <BothTimes at={item.at} receivedAt={item.receivedAt} now={now} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Listed>
    </section>
  );
}
