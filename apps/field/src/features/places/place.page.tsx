import { placeWords } from '@muster/ui/words/places.words';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground, OwnPlace } from '../../app/ground-types.ts';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { Age, useBackToGround } from '../areas/ground-frame.tsx';
import { NotHere } from '../areas/not-here.tsx';
import { ChecksCard } from './checks-card.tsx';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';
import { ProblemButtons } from './problem-buttons.tsx';
import { ProblemList } from './problem-list.tsx';
import { QueueButtons } from './queue-buttons.tsx';
import { RoundCard } from './round-card.tsx';
import { ShiftsCard } from './shifts-card.tsx';

/** One place: the queue and the count where people are tested, what is wrong, and who stands there when. */
export function PlacePage({ placeId }: { placeId: string }) {
  const { query, ground } = useGround();
  const place = ground?.places.content.items.find((one) => one.id === placeId);
  return (
    <Frame title={place?.name ?? w.title} back={useBackToGround()}>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && !place && <NotHere />}
      {ground && place && <Body ground={ground} place={place} />}
    </Frame>
  );
}

function Body({ ground, place }: { ground: Ground; place: OwnPlace }) {
  const problems = ground.places.content.problems.filter((problem) => problem.placeId === place.id);
  const isTestPoint = place.kind === 'testPoint';
  return (
    <>
      <div class={p.head}>
        <p class={s.xl}>{place.name}</p>
        <p class={s.sub}>
          {[placeWords.kind[place.kind], place.compoundName, place.gate, !place.isOpen && w.closed].filter(Boolean).join(' · ')}
        </p>
        <Age ground={ground} />
        <Waits subject={place.id} />
      </div>
      {isTestPoint && (
        <>
          {place.may.report && (
            <div class={s.card}>
              <b>{w.queue}</b>
              <QueueButtons place={place} />
            </div>
          )}
          <RoundCard place={place} />
          <ChecksCard place={place} />
        </>
      )}
      <Heading>{problems.length > 0 ? w.problems : w.noProblems}</Heading>
      <div class={s.card}>
        <ProblemList problems={problems} />
        {place.may.report && <ProblemButtons place={place} reported={problems.map(({ kind }) => kind)} />}
      </div>
      <ShiftsCard place={place} />
    </>
  );
}
