import type { ProblemError } from '@muster/client/call';
import type { OperationOf, ResultOf } from '@muster/client/types';
import { formatEffort, formatNumber, formatSpan } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { Popover } from 'antd';
import { useSession } from '../../../app/session.tsx';
import { AudienceMosaic } from '../../../parts/mosaic/still-mosaic.tsx';
import { useMosaic, useTerritory } from '../../../parts/mosaic/use-territory.ts';
import { useSize } from '../../../parts/use-size.ts';
import { AskedTodayList } from './asked-today.tsx';
import styles from './compose.module.css';
import { composeWords } from './compose.words.ts';

const words = composeWords.preview;
export type Reach = ResultOf<OperationOf<'previewOrder'>>;

/** 125 个社区, 132 个席位, 48 人: what the button and the headline count. */
export function targetText(reach: Reach): string {
  const { target } = composeWords;
  if (reach.desks > 0) {
    const onlyCommunities = Object.entries(reach.byLevel).every(([level, n]) => n === 0 || level === 'community');
    return (onlyCommunities ? target.communities : target.desks)(formatNumber(reach.desks));
  }
  return reach.units > 0 && reach.persons === 0
    ? target.units(formatNumber(reach.units))
    : target.people(formatNumber(reach.persons + reach.units));
}

/** Whom it reaches, painted and in words; which desks have nobody; what it costs them. */
export function ComposePreview({
  reach,
  problem,
  isWorking,
  questions,
}: {
  reach: Reach | undefined;
  problem: ProblemError | null;
  isWorking: boolean;
  questions: number;
}) {
  const { acting, city } = useSession();
  const root = acting.areaCode ?? city.code;
  const { ref, width, windowHeight } = useSize<HTMLDivElement>();
  const territory = useTerritory(root);
  const mosaic = useMosaic(territory.data, width, Math.max(300, windowHeight - 470), { heading: 18, gap: 10, maxPitch: 24 });
  return (
    <section className={styles.preview} ref={ref} aria-label={words.who} aria-busy={isWorking}>
      <div aria-live="polite">
        {reach ? (
          <>
            <h2 className={styles.headline}>
              <Target text={targetText(reach)} reach={reach} />
            </h2>
            <p className="t2">{districtsText(reach)}</p>
          </>
        ) : (
          <>
            <h2 className={styles.headline}>{words.nobody}</h2>
            <p className="t2">{problem ? problemText(problem) : words.nobodyNote}</p>
          </>
        )}
      </div>
      <div className={styles.picture}>
        {mosaic ? (
          <AudienceMosaic
            mosaic={mosaic}
            codes={reach?.codes ?? []}
            headings={reach?.headings ?? []}
            label={reach ? words.label(targetText(reach)) : words.nobody}
          />
        ) : null}
      </div>
      {reach ? <Facts reach={reach} questions={questions} /> : null}
    </section>
  );
}

/** The number opens: how many in each district. */
function Target({ text, reach }: { text: string; reach: Reach }) {
  const sentence = words.willGet(text);
  const number = /[\d,]+/.exec(sentence)?.[0] ?? '';
  const [before, after] = [sentence.slice(0, sentence.indexOf(number)), sentence.slice(sentence.indexOf(number) + number.length)];
  return (
    <>
      {before}
      <Popover
        trigger="click"
        placement="bottomLeft"
        content={
          <ul className={styles.list}>
            {reach.byDistrict.map((district) => (
              <li key={district.code}>
                <span>{district.name}</span>
                <span>{formatNumber(district.desks)}</span>
              </li>
            ))}
          </ul>
        }
      >
        <button type="button" className="n">
          {number}
        </button>
      </Popover>
      {after}
    </>
  );
}

function districtsText(reach: Reach): string {
  const shown = reach.byDistrict.slice(0, 4).map((district) => words.byDistrict(district.name, formatNumber(district.desks)));
  const districts = reach.byDistrict.length > 4 ? [words.districts(formatNumber(reach.byDistrict.length))] : shown;
  const parts = districts.length > 0 ? [districts.join(shared.listJoin === '、' ? '，' : ', ') + words.stop] : [];
  const { alsoSee } = reach;
  if (alsoSee.districts + alsoSee.subdistricts > 0) {
    parts.push(words.alsoSee(words.districts(formatNumber(alsoSee.districts)), words.subdistricts(formatNumber(alsoSee.subdistricts))));
  }
  return parts.join('');
}

function Facts({ reach, questions }: { reach: Reach; questions: number }) {
  const { cost } = reach;
  const seconds = cost.secondsPerDesk === null ? null : wholeEffort(cost.secondsPerDesk);
  return (
    <div className={styles.facts}>
      <div>
        <div className="s13 t2">{words.who}</div>
        <b>{words.people(formatNumber(reach.people))}</b>
        <div className="s13 t2">
          <Staffing reach={reach} />
          {reach.persons + reach.units > 0 ? words.single(formatNumber(reach.persons), formatNumber(reach.units)) : null}
          {reach.copies.desks + reach.copies.units > 0
            ? words.copies(formatNumber(reach.copies.desks), formatNumber(reach.copies.units))
            : null}
        </div>
      </div>
      <div>
        <div className="s13 t2">{words.cost}</div>
        {questions === 0 ? (
          <>
            <b>{words.costNone}</b>
            <div className="s13 t2">{words.costNoneNote}</div>
          </>
        ) : seconds === null ? (
          <>
            <b>{words.costUnknown}</b>
            <div className="s13 t2">{words.costUnknownNote}</div>
          </>
        ) : (
          <>
            <b>{words.costAbout(formatEffort(seconds * reach.desks))}</b>
            <div className="s13 t2">
              {words.costOf(targetText(reach), formatEach(seconds))}
              {(cost.learntFromLike ? words.costLike : words.costAll)(formatNumber(cost.learntFrom))}
            </div>
          </>
        )}
      </div>
      <div>
        <div className="s13 t2">{words.asked}</div>
        {cost.askedTodayPerDesk < 0.05 ? (
          <>
            <b>{words.askedNone}</b>
            <div className="s13 t2">{words.askedNoneNote}</div>
          </>
        ) : (
          <>
            <b>
              <AskedTodayList reach={reach} times={askedText(reach)} />
            </b>
            <div className="s13 t2">
              {words.askedNote}
              {cost.askedTodayMost ? words.askedMost(cost.askedTodayMost.name, formatNumber(cost.askedTodayMost.count)) : ''}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** 2 次，约 14 分钟: how often, and what answering has taken each desk so far. */
function askedText({ cost }: Reach): string {
  const times = words.askedTimes(timesText(cost.askedTodayPerDesk));
  const seconds = cost.askedTodaySecondsPerDesk;
  if (seconds < 1) return times;
  // An average over desks: no seconds beside minutes.
  return words.askedEffort(times, formatEffort(seconds));
}

/** What one desk needs, as precise as it is shown: 125 × 1 分 57 秒 has to be what stands above it. */
function wholeEffort(seconds: number): number {
  return seconds < 300 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 60) * 60;
}

function formatEach(seconds: number): string {
  return seconds < 90 ? formatEffort(seconds) : formatSpan(seconds * 1000, true);
}

/** 2 · 1.4 · 12: one decimal only where it says something. */
function timesText(times: number): string {
  const rounded = Math.round(times * 10) / 10;
  return formatNumber(rounded, rounded < 10 && rounded % 1 !== 0 ? 1 : 0);
}

/** Desks with nobody on duty, by name, and who receives for them. */
function Staffing({ reach }: { reach: Reach }) {
  const first = reach.unstaffed[0];
  if (reach.desks === 0) return null;
  if (reach.unstaffedCount === 0 || !first) return <>{words.allStaffed}</>;
  return (
    <>
      {words.staffed(formatNumber(reach.staffedDesks))}
      {reach.unstaffedCount === 1 ? (
        <>
          <span className="wait">{words.unstaffedOne(first.name)}</span>
          {first.aboveName ? words.coveredBy(first.aboveName) : words.coveredAbove}
        </>
      ) : (
        <>
          <span className="wait">{words.unstaffedMany(formatNumber(reach.unstaffedCount))}</span>
          {words.coveredAbove}{' '}
          <Popover
            trigger="click"
            content={
              <ul className={styles.list}>
                {reach.unstaffed.map((desk) => (
                  <li key={desk.code}>
                    <span>{desk.name}</span>
                    <span className="t3">{desk.aboveName}</span>
                  </li>
                ))}
              </ul>
            }
          >
            <button type="button" className="lnk">
              {words.showUnstaffed}
            </button>
          </Popover>
        </>
      )}
    </>
  );
}
