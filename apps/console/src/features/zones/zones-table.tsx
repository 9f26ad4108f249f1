import type { Zone } from '@muster/contract/zones/zones.schemas';
import { formatDay, formatSpan } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import { Table } from '../../app/table.tsx';
import { ZoneConditions } from './zone-conditions.tsx';
import { ZoneMark } from './zone-mark.tsx';
import { endText, placeText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** Zones, one a row. `acts`: with the act that ends what overstays. Of a past moment nothing is said of release. */
export function ZonesTable({
  zones,
  acts = false,
  past = false,
  withCommunity = true,
}: {
  zones: readonly Zone[];
  acts?: boolean;
  past?: boolean;
  withCommunity?: boolean;
}) {
  const now = serverNow();
  return (
    <Table
      columns={[
        words.columnPlace,
        withCommunity && words.columnCommunity,
        words.columnLevel,
        words.columnSince,
        !past && words.columnUntil,
        !past && words.columnRelease,
        words.columnNotice,
        acts && { text: words.columnAct, hidden: true },
      ]}
    >
      {zones.map((zone) => (
        <tr key={zone.id}>
          <td>
            <Link to="/zones/$zoneId" params={{ zoneId: zone.id }}>
              <b>{placeText(zone)}</b>
            </Link>
          </td>
          {withCommunity && (
            <td>
              <Link to="/areas/$code" params={{ code: zone.communityCode }} className="t2">
                {zone.communityName}
              </Link>
            </td>
          )}
          <td>
            <ZoneMark strictness={zone.strictness}>{zone.levelName}</ZoneMark>
          </td>
          <td className="t2">{formatDay(zone.since, now)}</td>
          {!past && (
            <td>
              {zone.isOverstaying && zone.dueAt ? (
                <span className={styles.late}>
                  {words.overFor(formatSpan(now - Date.parse(zone.dueAt)))}{' '}
                  <span className="t3 s12">{zone.dueBy && words.dueBy[zone.dueBy]}</span>
                </span>
              ) : (
                <span className="t2">{endText(zone, now)}</span>
              )}
            </td>
          )}
          {!past && (
            <td>
              <ZoneConditions zone={zone} />
            </td>
          )}
          <td className="t3">
            <Link to="/zones/notices/$noticeId" params={{ noticeId: zone.noticeId }}>
              {zone.noticeNumber}
            </Link>
          </td>
          {acts && (
            <td>
              <Link className="lnk" to="/zones/new" search={{ zone: zone.id }}>
                {words.decide}
                <span className="sr"> {placeText(zone)}</span>
              </Link>
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
