import type { ZoneStretch } from '@muster/contract/zones/zones.schemas';
import { formatDay, formatDayTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** What held where along time: a lane each place, those that changed last on top. */
export function ZoneTimeline({ under, compoundId }: { under?: string; compoundId?: string }) {
  const history = useList('listZoneHistory', { ...(under ? { under } : {}), ...(compoundId ? { compoundId } : {}), limit: 200 });
  return (
    <Listed list={history} empty={<Empty title={words.none} />}>
      {(items) => <Lanes stretches={items} />}
    </Listed>
  );
}

const daysMs = 86_400_000;

export function Lanes({ stretches }: { stretches: readonly ZoneStretch[] }) {
  const now = serverNow();
  const starts = stretches.map(({ from }) => Date.parse(from));
  const first = Math.min(...starts, now - daysMs);
  const last = Math.max(now, ...stretches.flatMap(({ from, to }) => [Date.parse(from), to ? Date.parse(to) : 0])) + (now - first) * 0.08;
  const at = (moment: number) => `${(((Math.min(moment, last) - first) / (last - first)) * 100).toFixed(2)}%`;
  const lanes = new Map<string, ZoneStretch[]>();
  for (const one of stretches) lanes.set(`${one.compoundId} ${one.place}`, [...(lanes.get(`${one.compoundId} ${one.place}`) ?? []), one]);
  const ticks = [0, 1, 2, 3, 4].map((n) => first + ((last - first) * n) / 4);
  return (
    <div className={styles.timeline}>
      <div className={styles.ticks} aria-hidden="true">
        <span />
        <span className={styles.tickRow}>
          {ticks.map((tick) => (
            <span key={tick} style={{ left: at(tick) }}>
              {formatDay(tick, now)}
            </span>
          ))}
        </span>
      </div>
      <ul>
        {[...lanes].map(([key, lane]) => (
          <li key={key} className={styles.lane}>
            <span>{lane[0]?.place}</span>
            <span className={styles.track}>
              {lane.map((one) => (
                <Link
                  key={one.id}
                  to="/zones/notices/$noticeId"
                  params={{ noticeId: one.noticeId }}
                  className={`${styles.stretch} ${styles[one.strictness ?? 'free']}`}
                  style={{ left: at(Date.parse(one.from)), right: `calc(100% - ${at(one.to ? Date.parse(one.to) : last)})` }}
                  title={spoken(one, now)}
                >
                  <span>{one.levelName ?? words.exception}</span>
                  <span className="sr">{spoken(one, now)}</span>
                </Link>
              ))}
              <i className={styles.now} style={{ left: at(now) }} aria-hidden="true" />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function spoken(one: ZoneStretch, now: number): string {
  return `${one.levelName ?? words.exception} ${words.fromTo(formatDayTime(one.from, now), one.to ? formatDayTime(one.to, now) : null)} ${one.noticeNumber}`;
}
