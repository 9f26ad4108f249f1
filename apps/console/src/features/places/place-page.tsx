import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { formatDayTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Empty, Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ChecksSection } from './checks-section.tsx';
import { ClosePlace } from './close-place.tsx';
import { StaffNow } from './place-cells.tsx';
import { PlaceDrawer } from './place-drawer.tsx';
import { openingText } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { ProblemRow } from './problems-section.tsx';
import { ReportProblemDialog } from './report-problem-dialog.tsx';
import { RoundsSection } from './rounds-section.tsx';
import { ShiftsSection } from './shifts-section.tsx';

/** One place: who stands there, what is done there, what is wrong there. */
export function PlacePage() {
  const { placeId } = useParams({ from: '/_desk/places/$placeId' });
  const place = useView('getPlace', { placeId });
  return <Loaded query={place}>{(data) => <PlaceShown key={data.id} place={data} />}</Loaded>;
}

function PlaceShown({ place }: { place: PlaceDetail }) {
  useTitle(place.name);
  const [doing, setDoing] = useState<'change' | 'close' | 'report' | null>(null);
  const isTestPoint = place.kind === 'testPoint';
  return (
    <div className={styles.page}>
      <nav className="crumb" aria-label={words.title}>
        <Link to="/areas/$code" params={{ code: place.communityCode }}>
          {place.communityName}
        </Link>
        <span aria-hidden="true">›</span>
        <Link to="/places" search={{ under: place.communityCode }}>
          {words.title}
        </Link>
      </nav>
      <header className={page.head}>
        <div>
          <h1>{place.name}</h1>
          <p className="t2">
            {placeWords.kind[place.kind]}
            {place.compoundId && (
              <>
                {' · '}
                <Link to="/compounds/$compoundId" params={{ compoundId: place.compoundId }}>
                  {place.compoundName}
                </Link>{' '}
                {place.gate}
              </>
            )}
            {` · ${openingText(place.opening)}`}
          </p>
          {place.closedAt ? (
            <p className="t3">{words.closedLine(formatDayTime(place.closedAt, serverNow()), place.closeReason ?? '')}</p>
          ) : (
            <p>
              {place.isOpen && `${words.isOpen} · `}
              <StaffNow place={place} />
            </p>
          )}
        </div>
        <div className={page.acts}>
          {place.may.change && <Button onClick={() => setDoing('close')}>{words.close}</Button>}
          {place.may.change && <Button onClick={() => setDoing('change')}>{words.change}</Button>}
        </div>
      </header>
      <div className={styles.columns}>
        <div>
          <ShiftsSection place={place} />
          {isTestPoint && <RoundsSection place={place} />}
        </div>
        <div>
          <section className={page.section}>
            <div className={page.title}>
              <h2>{words.problems}</h2>
              {place.may.report && (
                <button type="button" className="lnk s13" onClick={() => setDoing('report')}>
                  {words.report}
                </button>
              )}
            </div>
            {place.problemList.length === 0 && <Empty title={words.noProblems} />}
            {place.problemList.map((problem) => (
              <ProblemRow key={problem.id} problem={problem} />
            ))}
          </section>
          {isTestPoint && <ChecksSection place={place} />}
        </div>
      </div>
      {doing === 'change' && (
        <PlaceDrawer
          community={{ code: place.communityCode, shortName: place.communityName }}
          place={place}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'close' && <ClosePlace place={place} onClose={() => setDoing(null)} />}
      {doing === 'report' && <ReportProblemDialog place={place} onClose={() => setDoing(null)} />}
    </div>
  );
}
