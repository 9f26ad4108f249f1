import type { Role } from '@muster/contract/people/roles';
import { formatDay, formatNumber } from '@muster/ui/format';
import { roleWords } from '@muster/ui/words/roles.words';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Denied, Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ChecklistsSection } from '../checklists/checklists-section.tsx';
import { compoundWords } from '../compounds/compounds.words.ts';
import { CompoundsSection } from '../compounds/compounds-section.tsx';
import { ImportLink } from '../compounds/import/import-link.tsx';
import { DeskSection } from '../people/desk-section.tsx';
import { CallColleague } from '../people/phone-number.tsx';
import { CommunityPlaces } from '../places/community-places.tsx';
import { CommunityZones } from '../zones/community-zones.tsx';
import { areaWords as words } from './area.words.ts';
import { AreaFeed } from './area-feed.tsx';
import { kindNote } from './area-name.tsx';
import styles from './area-page.module.css';
import { AreaSentence } from './area-sentence.tsx';
import { type AreaDetail, type Desk, isSmall } from './area-types.ts';
import { AskedToday } from './asked-today.tsx';
import { BelowSection } from './below-section.tsx';
import { AreaHistory } from './change/area-history.tsx';
import { changeWords } from './change/change-area.words.ts';
import { ChangeMenu } from './change/change-menu.tsx';
import { OpenSection } from './open-section.tsx';
import { WorstSection } from './worst-section.tsx';

/** One area, of any level: what is wrong there, who minds it, what is asked of it, what lies below. */
export function AreaPage() {
  const { code } = useParams({ from: '/_desk/areas/$code' });
  const area = useView('getArea', { code });
  return <Loaded query={area}>{(data) => <Area key={data.code} area={data} />}</Loaded>;
}

function Area({ area }: { area: AreaDetail }) {
  useTitle(area.shortName);
  const { may, acting } = useSession();
  const desk = useView('getDesk', { code: area.code });
  // Outside of one's territory an area has a name, but no desk that one could see: said once, for the whole page.
  const outside = desk.error?.status === 404 || desk.error?.status === 403;
  const whom = desk.data && whomToCall(desk.data);
  return (
    <div className={styles.page}>
      <Crumbs area={area} />
      <header className={page.head}>
        <div>
          <h1>{area.shortName}</h1>
          {!outside && !area.validTo && <AreaSentence area={area} desk={desk.data} />}
          {area.validTo && (
            <p className="t3">
              {words.validTo(formatDay(area.validTo, serverNow()))}
              {area.successor && (
                <>
                  {' '}
                  <Link to="/areas/$code" params={{ code: area.successor.code }}>
                    {changeWords.became(area.successor.shortName)}
                  </Link>
                </>
              )}
            </p>
          )}
        </div>
        <div className={page.acts}>
          {whom && !area.validTo && <CallColleague key={whom.personId} person={whom} role={whom.title ?? roleWords[whom.role]} />}
          {!outside && !area.validTo && ['city', 'district', 'subdistrict'].includes(area.level) && <ImportLink under={area.code} />}
          <ChangeMenu area={area} />
          {area.may.issueOrder && (
            <Link className={styles.primary} to="/orders/new" search={{ area: area.code }}>
              {words.sendOrder}
            </Link>
          )}
        </div>
      </header>
      {outside && <Denied />}
      {!area.validTo && (
        <Facts
          area={area}
          outside={outside}
          people={desk.data?.people.length}
          onDuty={desk.data?.people.filter((one) => one.onDuty).length}
        />
      )}
      {area.validTo && (
        <>
          <AreaHistory code={area.code} />
          {may.seeOrders && !outside && <AreaFeed code={area.code} />}
        </>
      )}
      {!outside && !area.validTo && (
        <div className={may.seeOrders ? styles.columns : undefined}>
          <div>
            <Loaded query={desk}>{(data) => <DeskSection area={area} desk={data} />}</Loaded>
            {area.level === 'community' && <CompoundsSection area={area} />}
            {area.level === 'community' && may.seeOrders && <CommunityPlaces code={area.code} name={area.shortName} />}
            {area.level === 'community' && may.seeOrders && <CommunityZones code={area.code} />}
            {may.seeOrders && <ChecklistsSection code={area.code} />}
            {area.level !== 'grid' && <BelowSection area={area} />}
            <AreaHistory code={area.code} />
          </div>
          {may.seeOrders && (
            <div>
              <OpenSection area={area} />
              {!isSmall(area) && <WorstSection code={area.code} />}
              {acting.areaCode === area.code && <AskedToday />}
              <AreaFeed code={area.code} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** Who answers for the desk: of those on duty the secretary or the duty officer, before others; a commander last. */
const callOrder: readonly Role[] = ['communitySecretary', 'dutyOfficer', 'gridWorker', 'commander'];

function whomToCall(desk: Desk) {
  const rank = (one: Desk['people'][number]) => callOrder.indexOf(one.role) + (one.onDuty ? 0 : callOrder.length);
  return desk.people.filter((one) => one.may.viewPhone).sort((a, b) => rank(a) - rank(b))[0];
}

function Crumbs({ area }: { area: AreaDetail }) {
  return (
    <nav className="crumb" aria-label={words.crumbs}>
      {area.ancestors.map((above) => (
        <Fragment key={above.code}>
          <Link to="/areas/$code" params={{ code: above.code }}>
            {above.shortName}
          </Link>
          <span aria-hidden="true">›</span>
        </Fragment>
      ))}
      {[kindNote(area), area.code, area.name === area.shortName ? null : area.name].filter(Boolean).join(' ')}
    </nav>
  );
}

/** What there is, each figure with the way to it. */
function Facts({
  area,
  outside,
  people,
  onDuty,
}: {
  area: AreaDetail;
  outside: boolean;
  people: number | undefined;
  onDuty: number | undefined;
}) {
  const isCommunity = area.level === 'community' && !outside;
  const ground = useView('summariseCompounds', { under: area.code }, { enabled: isCommunity });
  const facts = [
    ...(isCommunity
      ? (['compounds', 'buildings', 'households'] as const).map((key) => ({
          n: ground.data?.[key],
          word: compoundWords.of[key],
          to: '#compounds',
        }))
      : []),
    ...Object.entries(area.below).map(([level, n]) => ({ n, word: words.levels[level as keyof typeof words.levels], to: '#below' })),
    ...(outside
      ? []
      : [
          { n: people, word: words.factPeople, to: '#desk' },
          { n: onDuty, word: words.factOnDuty, to: '#desk' },
        ]),
  ];
  return (
    <ul className={page.facts}>
      {facts.map((fact) => (
        <li key={fact.word}>
          <b>
            {fact.n === undefined ? (
              <span className="t3">–</span>
            ) : outside ? (
              formatNumber(fact.n)
            ) : (
              <a className="n" href={fact.to}>
                {formatNumber(fact.n)}
              </a>
            )}
          </b>
          {fact.word}
        </li>
      ))}
    </ul>
  );
}
