import { formatDayTime, formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { compoundWords } from '../compounds/compounds.words.ts';
import { zoneWords as words } from './zones.words.ts';

/** Notices that one sees, newest first; one that is ahead says from when. */
export function NoticesSection() {
  const notices = useList('listZoneNotices', { limit: 20 });
  const now = serverNow();
  return (
    <section className={page.section} aria-labelledby="zone-notices">
      <div className={page.title}>
        <h2 id="zone-notices">{words.notices}</h2>
      </div>
      <Listed list={notices} empty={<Empty title={words.noticesNone} />}>
        {(items) => (
          <Table
            columns={[
              words.number,
              words.effective,
              words.reason,
              { text: compoundWords.of.compounds, right: true },
              { text: compoundWords.of.households, right: true },
              words.issued,
            ]}
          >
            {items.map((notice) => (
              <tr key={notice.id}>
                <td>
                  <Link to="/zones/notices/$noticeId" params={{ noticeId: notice.id }}>
                    <b>{notice.number}</b>
                  </Link>{' '}
                  <span className="t3 s12">{notice.areaName}</span>
                </td>
                <td className="t2">
                  {notice.withdrawn ? words.withdrawn(notice.withdrawn.reason) : formatDayTime(notice.effectiveAt, now)}
                </td>
                <td className="t2">{notice.reason}</td>
                <td className={`${table.right} t2`}>{formatNumber(notice.compounds)}</td>
                <td className={table.right}>{formatNumber(notice.households)}</td>
                <td className="t3">{formatDayTime(notice.issuedAt, now)}</td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}
