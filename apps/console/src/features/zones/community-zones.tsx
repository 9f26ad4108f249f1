import { formatSpan } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { ZoneConditions } from './zone-conditions.tsx';
import { ZoneMark } from './zone-mark.tsx';
import { endText, placeText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** When what is closed in a community can be released: worst first; what is only cautioned has no doors to open. */
export function CommunityZones({ code }: { code: string }) {
  const zones = useList('listZones', { under: code, limit: 100 });
  const now = serverNow();
  const closed = (zones.items ?? []).filter(({ strictness }) => strictness !== 'precaution');
  if (closed.length === 0) return null;
  const sorted = [...closed].sort(
    (a, b) => Number(b.isOverstaying) - Number(a.isOverstaying) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'),
  );
  return (
    <section className={page.section} id="zones" aria-labelledby="zones-title">
      <div className={page.title}>
        <h2 id="zones-title">{words.community}</h2>
        <span className={page.titleActs}>
          <span className="t3 s12">{words.conditionsNote}</span>
          <Link className="lnk s13" to="/zones" search={{ under: code }}>
            {words.seeAll}
          </Link>
        </span>
      </div>
      {sorted.map((zone) => (
        <div key={zone.id} className={styles.zone}>
          <ZoneMark strictness={zone.strictness}>
            <Link to="/zones/$zoneId" params={{ zoneId: zone.id }}>
              <b>{placeText(zone)}</b>
            </Link>
            <span className="sr"> {zone.levelName}</span>
          </ZoneMark>
          <ZoneConditions zone={zone} />
          {zone.isOverstaying && zone.dueAt ? (
            <b className={styles.late}>{words.overFor(formatSpan(now - Date.parse(zone.dueAt)))}</b>
          ) : (
            <span className="t2">{endText(zone, now)}</span>
          )}
        </div>
      ))}
    </section>
  );
}
