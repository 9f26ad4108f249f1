import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground, OwnPatch } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Age, useBackToGround } from '../areas/ground-frame.tsx';
import { NotHere } from '../areas/not-here.tsx';
import { MyAbsence } from './my-absence.tsx';
import { PatchCard } from './patch-card.tsx';
import { PatchPeople } from './patch-people.tsx';
import { doorsOf, ownRoles } from './patch-text.ts';
import p from './patches.module.css';
import { patchWords as w } from './patches.words.ts';

/** One patch: which doors, who answers for them, and what residents are given. */
export function PatchPage({ patchId }: { patchId: string }) {
  const { query, ground } = useGround();
  const patch = ground?.patches.content.items.find((one) => one.id === patchId);
  const back = useBackToGround();
  return (
    <Frame title={patch?.name ?? w.title} back={back}>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && !patch && <NotHere />}
      {ground && patch && <Body ground={ground} patch={patch} />}
    </Frame>
  );
}

function Body({ ground, patch }: { ground: Ground; patch: OwnPatch }) {
  const { person } = useSession();
  const { roles } = ground.patches.content;
  const compounds = new Map(ground.compounds.content.items.map((one) => [one.id, one]));
  const role = ownRoles(patch, roles, person.id);
  return (
    <>
      <div class={p.head}>
        <p class={s.xl}>{patch.name}</p>
        <p class={s.sub}>
          {[patch.communityName, w.households(formatNumber(patch.households)), role && w.youAre(role)].filter(Boolean).join(' · ')}
        </p>
        <Age ground={ground} />
      </div>
      <PatchPeople ground={ground} patch={patch} />
      {patch.dutyPhone && (
        <a class={`${s.card} ${p.duty}`} href={`tel:${patch.dutyPhone}`}>
          <span>
            {w.dutyPhone}
            <b>{patch.dutyPhone}</b>
          </span>
          <span class={s.link}>
            <Icon name="phone" />
            {shared.action.call}
          </span>
        </a>
      )}
      <Heading>{w.doors}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {doorsOf(patch, (id) => compounds.get(id)?.name).map((doors) => {
          const text = (
            <div>
              {doors.compound}
              <p>{doors.parts.length > 0 ? doors.parts.join(shared.listJoin) : w.whole}</p>
            </div>
          );
          return (
            <li key={doors.compoundId}>
              {compounds.has(doors.compoundId) ? (
                <Link to={paths.compound(doors.compoundId)} class={`${s.row} ${s.plain}`}>
                  {text}
                  <Icon name="forward" size={16} />
                </Link>
              ) : (
                <div class={`${s.row} ${s.plain}`}>{text}</div>
              )}
            </li>
          );
        })}
      </ul>
      {role && <MyAbsence ground={ground} />}
      <PatchCard patch={patch} />
    </>
  );
}
