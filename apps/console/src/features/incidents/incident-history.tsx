import { formatDay, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { incidentsWords as words } from './incidents.words.ts';

/** Incidents and drills that were, newest first; which of them were real is said in a word. */
export function IncidentHistory({ currentId }: { currentId: string | null }) {
  const incidents = useList('listIncidents', { limit: 20 });
  const { may } = useSession();
  const now = serverNow();
  const past = incidents.items?.filter((one) => one.id !== currentId);
  return (
    <section className={page.ruled}>
      <div className={page.title}>
        <h2>{words.history}</h2>
        <ExportButton list="listIncidents" />
      </div>
      <Listed list={{ ...incidents, items: past }} lines={2} empty={<p className="t3 s13">{words.historyNone}</p>}>
        {(items) => (
          <Table
            columns={[
              words.columnName,
              words.columnKind,
              words.columnLevel,
              words.columnSpan,
              { text: words.columnDays, right: true },
              ...(may.seeOrders ? [{ text: words.orders, hidden: true }] : []),
            ]}
          >
            {items.map((one) => (
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
                {may.seeOrders && (
                  <td className={table.acts}>
                    <Link className="lnk" to="/orders" search={{ incident: one.id }} aria-label={words.ordersOf(one.name)}>
                      {words.orders}
                    </Link>
                  </td>
                )}
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}
