import { formatNumber } from '@muster/ui/format';
import type { Ground, OwnCompound } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { compoundWords as w } from './compounds.words.ts';

/** Compounds on the page of one's area; a grid has its own first. */
export function CompoundsSection({ ground }: { ground: Ground }) {
  const { acting } = useSession();
  const { items } = ground.compounds.content;
  if (!ground.communityCode) return null;
  if (items.length === 0)
    return (
      <>
        <Heading>{w.title}</Heading>
        <div class={s.card}>
          <b>{w.none}</b>
          <p class={s.sub}>{w.noneWhy}</p>
        </div>
      </>
    );
  const ours = acting.level === 'grid' ? items.filter((one) => one.gridCode === acting.areaCode) : [];
  const others = items.filter((one) => !ours.includes(one));
  return (
    <>
      {ours.length > 0 && <List name={w.ours} items={ours} />}
      {others.length > 0 && <List name={ours.length > 0 ? w.others : w.title} items={others} />}
    </>
  );
}

function List({ name, items }: { name: string; items: readonly OwnCompound[] }) {
  return (
    <>
      <Heading aside={formatNumber(items.length)}>{name}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {items.map((compound) => (
          <li key={compound.id}>
            <Link to={paths.compound(compound.id)} class={`${s.row} ${s.plain}`}>
              <div>
                {compound.name}
                <p>{[w.kind[compound.kind], w.counts(formatNumber(compound.buildings), formatNumber(compound.households))].join(' · ')}</p>
              </div>
              <Icon name="forward" size={16} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
