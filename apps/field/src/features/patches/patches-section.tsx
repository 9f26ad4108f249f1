import { formatNumber } from '@muster/ui/format';
import type { Ground } from '../../app/ground-types.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { PatchRow } from './patch-row.tsx';
import { isMine, worstFirst } from './patch-text.ts';
import { patchWords as w } from './patches.words.ts';

/** Patches on the page of one's area: one's own, then the community's others. */
export function PatchesSection({ ground }: { ground: Ground }) {
  const { person } = useSession();
  const { items, roles } = ground.patches.content;
  const mine = items.filter((patch) => isMine(patch, person.id));
  const others = items.filter((patch) => !isMine(patch, person.id));
  if (items.length === 0)
    return ground.communityCode ? (
      <>
        <Heading>{w.title}</Heading>
        <div class={s.card}>
          <b>{w.none}</b>
          <p class={s.sub}>{w.noneWhy}</p>
        </div>
      </>
    ) : null;
  return (
    <>
      {[
        { name: w.mine, list: mine },
        { name: mine.length > 0 ? w.others : w.title, list: others },
      ].map(
        ({ name, list }) =>
          list.length > 0 && (
            <>
              <Heading aside={formatNumber(list.length)}>{name}</Heading>
              <ul class={`${s.card} ${s.rows}`}>
                {worstFirst(list).map((patch) => (
                  <li key={patch.id}>
                    <PatchRow patch={patch} roles={roles} />
                  </li>
                ))}
              </ul>
            </>
          ),
      )}
    </>
  );
}
