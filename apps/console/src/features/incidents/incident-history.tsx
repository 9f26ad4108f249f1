import { formatDay, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { serverNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import { LoadError, More, Skeleton } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import styles from './incidents.module.css';
import { incidentsWords as words } from './incidents.words.ts';

/** Incidents and drills that were, newest first; which of them were real is said in a word. */
export function IncidentHistory({ currentId }: { currentId: string | null }) {
  const incidents = useList('listIncidents', { limit: 20 });
  const now = serverNow();
  const past = incidents.items?.filter((one) => one.id !== currentId);
  return (
    <section className={styles.section}>
      <h2>{words.history}</h2>
      {!past ? (
        incidents.error ? (
          <LoadError problem={incidents.error} retry={() => void incidents.refetch()} />
        ) : (
          <Skeleton lines={2} />
        )
      ) : past.length === 0 ? (
        <p className="t3 s13">{words.historyNone}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columnName}</th>
              <th scope="col">{words.columnKind}</th>
              <th scope="col">{words.columnLevel}</th>
              <th scope="col">{words.columnSpan}</th>
              <th scope="col" className={table.right}>
                {words.columnDays}
              </th>
            </tr>
          </thead>
          <tbody>
            {past.map((one) => (
              <tr key={one.id}>
                <td>
                  <b>{one.name}</b>
                </td>
                <td className="t2">{one.isDrill ? words.drill : words.real}</td>
                <td className="t2">{shared.responseLevel[one.level]}</td>
                <td className="t2">
                  {words.range(formatDay(one.activatedAt, now), one.endedAt ? formatDay(one.endedAt, now) : words.onGoing)}
                </td>
                <td className={`${table.right} t2`}>{words.days(formatNumber(one.dayNumber))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More list={incidents} />
    </section>
  );
}
