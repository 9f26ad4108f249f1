import { placeWords } from '@muster/ui/words/places.words';
import { useState } from 'preact/hooks';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground, OwnPlace } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { Age } from '../areas/ground-frame.tsx';
import { mayAskSupport } from '../orders/may-ask-support.ts';
import { SupportSheet } from '../orders/support-sheet.tsx';
import { standsAt } from './place-text.ts';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';
import { ProblemButtons } from './problem-buttons.tsx';
import { ProblemList } from './problem-list.tsx';
import { QueueButtons } from './queue-buttons.tsx';

/** ＋报事: from Today a tap here, a tap on what it is. Where one stands comes first. */
export function TellPage() {
  const { query, ground } = useGround();
  const session = useSession();
  const now = useNow(60_000);
  const [isAsking, setAsking] = useState(false);
  return (
    <Frame title={w.tell} tab="tell">
      <div class={p.head}>
        <p class={s.xl}>{w.tell}</p>
        <p class={s.sub}>{w.tellWhere}</p>
        {ground && <Age ground={ground} />}
      </div>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && <Places ground={ground} />}
      {mayAskSupport(session) && (
        <>
          <Heading>{w.support}</Heading>
          <Button look="quiet" onTap={() => setAsking(true)}>
            {w.supportOpen}
          </Button>
        </>
      )}
      {isAsking && <SupportSheet about={null} now={now} by={session.person.name} onClose={() => setAsking(false)} />}
    </Frame>
  );
}

function Places({ ground }: { ground: Ground }) {
  const { person } = useSession();
  const [opened, setOpened] = useState<string | null>(null);
  const items = ground.places.content.items.filter((place) => place.may.report);
  const mine = items.filter((place) => standsAt(place, person.id));
  // Whoever stands nowhere tells of any: the test points, where it changes by the minute, before the others.
  const first = mine.length > 0 ? mine : items.filter((place) => place.kind === 'testPoint');
  const others = items.filter((place) => !first.includes(place));
  if (items.length === 0)
    return (
      <div class={s.card}>
        <b>{w.noPlaces}</b>
        <p class={s.sub}>{w.noPlacesWhy}</p>
      </div>
    );
  return (
    <>
      <div class={p.stack}>
        {first.map((place) => (
          <PlaceCard key={place.id} ground={ground} place={place} />
        ))}
      </div>
      {others.length > 0 && (
        <>
          <Heading>{first.length > 0 ? w.elsewhere : w.title}</Heading>
          <div class={p.stack}>
            {others.map((place) =>
              opened === place.id ? (
                <PlaceCard key={place.id} ground={ground} place={place} />
              ) : (
                <button key={place.id} type="button" class={`${s.card} ${p.other}`} onClick={() => setOpened(place.id)}>
                  <span>
                    {place.name} <span class={s.sub}>{placeWords.kind[place.kind]}</span>
                  </span>
                  <Icon name="forward" size={16} />
                </button>
              ),
            )}
          </div>
        </>
      )}
    </>
  );
}

function PlaceCard({ ground, place }: { ground: Ground; place: OwnPlace }) {
  const problems = ground.places.content.problems.filter((problem) => problem.placeId === place.id);
  return (
    <section class={s.card} aria-label={place.name}>
      <Link to={paths.place(place.id)} class={p.name}>
        <b>{place.name}</b>
        <span class={s.sub}>{[place.compoundName, place.gate].filter(Boolean).join(' ') || placeWords.kind[place.kind]}</span>
      </Link>
      {place.kind === 'testPoint' && <QueueButtons place={place} />}
      <Waits subject={place.id} />
      <ProblemList problems={problems} />
      <ProblemButtons place={place} reported={problems.map(({ kind }) => kind)} />
    </section>
  );
}
