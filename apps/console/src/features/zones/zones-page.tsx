import type { ResultOf } from '@muster/contract/operation';
import { zoneStrictness } from '@muster/contract/zones/zone-regimes';
import type { summariseZones } from '@muster/contract/zones/zones.operations';
import { formatCount, formatDayTime, formatNumber } from '@muster/ui/format';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { Fragment, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList, useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Listed, Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import { TimeField } from '../orders/time-field.tsx';
import { NoticesSection } from './notices-section.tsx';
import { ProposalsSection } from './proposals-section.tsx';
import { RegimesDrawer } from './regimes-drawer.tsx';
import { ZoneTimeline } from './zone-timeline.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';
import { ZonesTable } from './zones-table.tsx';

type Summary = ResultOf<typeof summariseZones>;

/** What is closed in an area, the overstays on top; as a table or along time, now or at any moment of the past. */
export function ZonesPage() {
  useTitle(words.title);
  const { acting, city } = useSession();
  const search = useSearch({ from: '/_desk/zones/' });
  const under = search.under ?? acting.areaCode?.slice(0, 12) ?? city.code ?? '';
  const at = search.at ? { at: search.at } : {};
  const summary = useView('summariseZones', { under, ...at }, { keep: true });
  const area = useView('getArea', { code: under });
  const [regimes, setRegimes] = useState(false);
  return (
    <div className={styles.page}>
      <nav className="crumb" aria-label={words.title}>
        {[...(area.data?.ancestors ?? []), ...(area.data ? [area.data] : [])]
          .filter(({ code }) => code.length >= (acting.areaCode?.length ?? 4))
          .map((one, index) => (
            <Fragment key={one.code}>
              {index > 0 && <span aria-hidden="true">›</span>}
              <Link to="/zones" search={{ under: one.code }}>
                {one.shortName}
              </Link>
            </Fragment>
          ))}
      </nav>
      <Loaded query={summary}>
        {(data) => (
          <>
            <header className={page.head}>
              <div>
                <h1>{search.at ? words.atPast(formatDayTime(search.at, serverNow())) : words.title}</h1>
                <Sentence summary={data} past={search.at !== undefined} />
              </div>
              <div className={page.acts}>
                <button type="button" className="lnk s13" onClick={() => setRegimes(true)}>
                  {words.regimes}
                </button>
                {data.may.issue && (
                  <Link to="/zones/new">
                    <Button type="primary">{words.compose}</Button>
                  </Link>
                )}
              </div>
            </header>
            {!search.at && data.overstaying > 0 && <Due under={under} due="late" mayIssue={data.may.issue} />}
            {!search.at && data.proposals > 0 && <ProposalsSection under={under} />}
            {!search.at && data.toRelease > 0 && <Due under={under} due="soon" mayIssue={data.may.issue} />}
            {under.length < 12 && <Below summary={data} past={search.at !== undefined} />}
            <All under={under} />
            {!search.at && <NoticesSection />}
          </>
        )}
      </Loaded>
      {regimes && (
        <RegimesDrawer areaCode={acting.areaCode ?? under} may={summary.data?.may.setRegime === true} onClose={() => setRegimes(false)} />
      )}
    </div>
  );
}

function Sentence({ summary, past }: { summary: Summary; past: boolean }) {
  const { locked, controlled, overstaying, toRelease } = summary;
  if (locked + controlled === 0) return <p className="t2">{words.allOpen}</p>;
  const wrong = [
    overstaying > 0 && (
      <b key="over" className={styles.late}>
        {words.over(formatNumber(overstaying))}
      </b>
    ),
    toRelease > 0 && (
      <b key="soon" className={styles.wait}>
        {words.soon(formatNumber(toRelease))}
      </b>
    ),
  ].filter(Boolean);
  return (
    <p className="t2">
      {!past && wrong.map((one, index) => <Fragment key={index === 0 ? 'first' : 'second'}>{one}，</Fragment>)}
      {words.sentence(formatNumber(locked), formatNumber(controlled))}
    </p>
  );
}

function Due({ under, due, mayIssue }: { under: string; due: 'late' | 'soon'; mayIssue: boolean }) {
  const zones = useList('listZones', { under, due, limit: 50 });
  return (
    <section className={page.section} aria-labelledby={`zones-${due}`}>
      <div className={page.title}>
        <h2 id={`zones-${due}`}>{due === 'late' ? words.overTitle : words.soonTitle}</h2>
        {due === 'late' && <span className="t3 s12">{words.overHint}</span>}
      </div>
      <Listed list={zones} empty={null}>
        {(items) => <ZonesTable zones={items} acts={mayIssue} />}
      </Listed>
    </section>
  );
}

function Below({ summary, past }: { summary: Summary; past: boolean }) {
  const search = useSearch({ from: '/_desk/zones/' });
  const areas = summary.areas.filter((area) => area.locked + area.controlled + area.precaution > 0);
  if (areas.length === 0) return null;
  // Wrong first, then where most is closed.
  const sorted = [...areas].sort(
    (a, b) => b.overstaying - a.overstaying || b.locked - a.locked || b.controlled - a.controlled || a.code.localeCompare(b.code),
  );
  return (
    <section className={page.section} aria-label={words.areaColumn}>
      <Table
        columns={[
          words.areaColumn,
          !past && { text: words.overTitle, right: true },
          ...zoneStrictness.map((one) => ({ text: words.short[one], right: true })),
        ]}
      >
        {sorted.map((area) => (
          <tr key={area.code}>
            <td>
              <Link to="/zones" search={{ ...search, under: area.code }}>
                <b>{area.name}</b>
              </Link>
            </td>
            {!past && <td className={`${table.right} ${area.overstaying > 0 ? styles.late : 't3'}`}>{formatCount(area.overstaying)}</td>}
            {zoneStrictness.map((one) => (
              <td key={one} className={`${table.right} t2`}>
                {formatCount(area[one])}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}

function All({ under }: { under: string }) {
  const search = useSearch({ from: '/_desk/zones/' });
  const navigate = useNavigate({ from: '/zones/' });
  const set = (next: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const isTimeline = search.view === 'timeline';
  return (
    <section className={page.section} aria-labelledby="zones-all">
      <div className={page.title}>
        <h2 id="zones-all">{words.tableTitle}</h2>
        {isTimeline && <span className="t3 s12">{words.noteTimeline}</span>}
      </div>
      <div className={styles.bar}>
        <Radio.Group
          aria-label={words.views}
          value={isTimeline ? 'timeline' : 'table'}
          onChange={({ target }) => set({ view: target.value === 'timeline' ? 'timeline' : undefined })}
          optionType="button"
          options={[
            { value: 'table', label: words.viewTable },
            { value: 'timeline', label: words.viewTimeline },
          ]}
        />
        {!isTimeline && (
          <Radio.Group
            aria-label={words.columnLevel}
            value={search.strictness ?? 'all'}
            onChange={({ target }) => set({ strictness: target.value === 'all' ? undefined : target.value })}
            optionType="button"
            options={[{ value: 'all', label: words.filterAll }, ...zoneStrictness.map((value) => ({ value, label: words.short[value] }))]}
          />
        )}
        {!isTimeline && (
          <div className={styles.inline}>
            <TimeField
              label={words.atLabel}
              value={search.at ?? new Date(serverNow()).toISOString()}
              earliest={0}
              onChange={(at) => set({ at })}
            />
            {search.at && (
              <button type="button" className="lnk s13" onClick={() => set({ at: undefined })}>
                {words.backToNow}
              </button>
            )}
          </div>
        )}
      </div>
      {isTimeline ? <ZoneTimeline under={under} /> : <ZonesOf under={under} />}
    </section>
  );
}

function ZonesOf({ under }: { under: string }) {
  const { at, strictness } = useSearch({ from: '/_desk/zones/' });
  const zones = useList('listZones', { under, limit: 50, ...(at ? { at } : {}), ...(strictness ? { strictness } : {}) });
  const empty = strictness ? words.noneOf : at ? words.noneAt : words.none;
  return (
    <Listed list={zones} empty={<Empty title={empty}>{!at && !strictness && words.noneHint}</Empty>}>
      {(items) => <ZonesTable zones={items} past={at !== undefined} withCommunity={under.length < 12} />}
    </Listed>
  );
}
