import { formatDayTime, formatNumber, formatSpan } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { FactDrawer } from './fact-drawer.tsx';
import { FactsSection } from './facts-section.tsx';
import { ProposeDrawer } from './propose-drawer.tsx';
import type { ZoneDetail } from './zone-detail.ts';
import { ZoneMark } from './zone-mark.tsx';
import { conditionState, conditionText, placeText } from './zone-text.ts';
import { Lanes } from './zone-timeline.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** One zone: what it means, when it can be released and what is lacking, what is known, what was before. */
export function ZonePage() {
  const { zoneId } = useParams({ from: '/_desk/zones/$zoneId' });
  const zone = useView('getZone', { zoneId });
  return <Loaded query={zone}>{(data) => <Zone key={data.id} zone={data} />}</Loaded>;
}

function Zone({ zone }: { zone: ZoneDetail }) {
  const place = placeText(zone);
  useTitle(place);
  const now = serverNow();
  const [doing, setDoing] = useState<'fact' | 'propose' | null>(null);
  const isOver = zone.to !== null && Date.parse(zone.to) <= now;
  return (
    <div className={styles.page}>
      <nav className="crumb">
        <Link to="/zones" search={{ under: zone.communityCode }}>
          {words.title}
        </Link>
        <span aria-hidden="true">›</span>
        <Link to="/areas/$code" params={{ code: zone.communityCode }}>
          {zone.communityName}
        </Link>
        <span aria-hidden="true">›</span>
        <Link to="/compounds/$compoundId" params={{ compoundId: zone.compoundId }}>
          {zone.compoundName}
        </Link>
      </nav>
      <header className={page.head}>
        <div>
          <h1>{place}</h1>
          <p className="t2">
            <ZoneMark strictness={zone.strictness}>{zone.levelName}</ZoneMark>{' '}
            {zone.isOverstaying && zone.dueAt && <b className={styles.late}>{words.overFor(formatSpan(now - Date.parse(zone.dueAt)))} </b>}
            {[
              words.closedSince(formatDayTime(zone.closedSince, now)),
              ...(zone.since === zone.closedSince ? [] : [words.levelSince(formatDayTime(zone.since, now))]),
              zone.to
                ? words.until(formatDayTime(zone.to, now))
                : zone.until
                  ? words.planned(formatDayTime(zone.until, now))
                  : words.noPlanned,
            ].join(shared.listJoin)}
          </p>
          <p className="t3 s13">
            <Link className="lnk" to="/zones/notices/$noticeId" params={{ noticeId: zone.noticeId }}>
              {words.noticeOf(zone.noticeNumber)}
            </Link>{' '}
            {zone.reason}
          </p>
        </div>
        {!isOver && (
          <div className={page.acts}>
            {zone.may.propose && !zone.may.issue && <Button onClick={() => setDoing('propose')}>{words.propose}</Button>}
            {zone.may.recordFact && <Button onClick={() => setDoing('fact')}>{words.record}</Button>}
            {zone.may.issue && (
              <Link to="/zones/new" search={{ zone: zone.id }}>
                <Button type="primary">{words.decide}</Button>
              </Link>
            )}
          </div>
        )}
      </header>
      <div className={styles.columns}>
        <div>
          <Conditions zone={zone} />
          <FactsSection zone={zone} {...(zone.may.recordFact && !isOver ? { onRecord: () => setDoing('fact') } : {})} />
        </div>
        <div>
          <Rules zone={zone} />
          {zone.around.length > 0 && (
            <section className={page.section}>
              <h2>{words.around}</h2>
              {zone.around.map((one) => (
                <div key={one.id} className={styles.row}>
                  <span>{one.place}</span>
                  <ZoneMark strictness={one.strictness}>{one.levelName ?? words.exception}</ZoneMark>
                </div>
              ))}
            </section>
          )}
        </div>
      </div>
      <section className={page.section}>
        <h2>{words.history}</h2>
        <Lanes stretches={zone.history} />
      </section>
      {doing === 'fact' && <FactDrawer zone={zone} onClose={() => setDoing(null)} />}
      {doing === 'propose' && <ProposeDrawer zone={zone} onClose={() => setDoing(null)} />}
    </div>
  );
}

function Conditions({ zone }: { zone: ZoneDetail }) {
  const now = serverNow();
  return (
    <section className={page.section}>
      <div className={page.title}>
        <h2>{words.conditionsTitle}</h2>
        <span className="t3 s12">{words.conditionsNote}</span>
      </div>
      {zone.conditions.length === 0 && <p className="t2">{words.byDecision}</p>}
      {zone.conditions.map((one) => (
        <div key={conditionText(one)} className={styles.row}>
          <span>{conditionText(one)}</span>
          <span>
            <b className={one.met ? styles.met : one.lacks ? styles.wait : undefined}>{conditionState(one, now)}</b>{' '}
            <span className="t3 s12">
              {!one.met && one.at && formatDayTime(one.at, now)}
              {one.lacks === 'round' &&
                one.roundFrom &&
                Date.parse(one.roundFrom) > now &&
                words.roundFrom(formatDayTime(one.roundFrom, now))}
            </span>
          </span>
        </div>
      ))}
      <div className={styles.row}>
        <span className="t2">{zone.releaseToName ? words.releaseTo(zone.releaseToName) : words.releaseLift}</span>
        {zone.conditionsAt && (
          <b className={zone.isOverstaying ? styles.late : undefined}>{words.allMetAt(formatDayTime(zone.conditionsAt, now))}</b>
        )}
      </div>
    </section>
  );
}

function Rules({ zone }: { zone: ZoneDetail }) {
  const { measures, outing, testDays } = zone.level;
  const lines = [
    ...measures,
    ...(outing ? [words.outing(formatNumber(outing.persons), formatNumber(outing.everyDays))] : []),
    ...(testDays.length > 0 ? [words.testDays(testDays.join('、'))] : []),
  ];
  return (
    <section className={page.section}>
      <h2>{words.rules}</h2>
      {lines.map((line) => (
        <div key={line} className={styles.row}>
          {line}
        </div>
      ))}
      <p className="t3 s12">
        {words.regime} {zone.regimeName}
      </p>
    </section>
  );
}
