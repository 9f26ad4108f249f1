import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { formatCount, formatDayTime } from '@muster/ui/format';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { registerWords } from '../registers/registers.words.ts';
import { TakeRegister } from '../registers/take-register.tsx';
import { CompoundZones } from '../zones/compound-zones.tsx';
import { BuildingsSection } from './buildings-section.tsx';
import { CloseCompound } from './close-compound.tsx';
import { CompoundDrawer } from './compound-drawer.tsx';
import { addressText } from './compound-text.ts';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';
import { MergeDrawer } from './merge-drawer.tsx';
import { PositionLine } from './position-line.tsx';

/** One compound: what it is, its buildings, and the acts that put its record right. */
export function CompoundPage() {
  const { compoundId } = useParams({ from: '/_desk/compounds/$compoundId' });
  const compound = useView('getCompound', { compoundId });
  return <Loaded query={compound}>{(data) => <Compound key={data.id} compound={data} />}</Loaded>;
}

function Compound({ compound }: { compound: CompoundDetail }) {
  useTitle(compound.name);
  const { merge } = useSearch({ from: '/_desk/compounds/$compoundId' });
  const navigate = useNavigate({ from: '/compounds/$compoundId' });
  const [doing, setDoing] = useState<'change' | 'close' | 'register' | null>(null);
  const { may } = compound;
  const session = useSession();
  const facts = [
    { n: compound.buildings, word: words.facts.buildings },
    { n: compound.buildingList.reduce((sum, one) => sum + one.units, 0), word: words.facts.units },
    { n: compound.households, word: words.facts.households },
    { n: compound.residents, word: words.facts.residents },
    { n: compound.gates.length, word: words.facts.gates },
  ];
  return (
    <div className={styles.page}>
      <nav className="crumb">
        <Link to="/areas/$code" params={{ code: compound.communityCode }}>
          {compound.communityName}
        </Link>
        {compound.gridName && compound.gridCode && (
          <>
            <span aria-hidden="true">›</span>
            <Link to="/areas/$code" params={{ code: compound.gridCode }}>
              {compound.gridName}
            </Link>
          </>
        )}
      </nav>
      <header className={page.head}>
        <div>
          <h1>{compound.name}</h1>
          <p className="t2">
            {[
              words.kind[compound.kind],
              ...compound.lacks.map((lack) => words.lack[lack]),
              ...compound.aliases,
              ...(compound.isMadeUp ? [words.madeUp] : []),
            ].join(' · ')}
          </p>
          {compound.closedAt && (
            <p className="t3">
              {compound.mergedInto ? (
                <Link to="/compounds/$compoundId" params={{ compoundId: compound.mergedInto.id }}>
                  {words.mergedLine(compound.mergedInto.name)}
                </Link>
              ) : (
                words.closedLine(formatDayTime(compound.closedAt, serverNow()), compound.closeReason ?? '')
              )}
            </p>
          )}
        </div>
        <div className={page.acts}>
          {session.may.seeOrders && <Button onClick={() => setDoing('register')}>{registerWords.open}</Button>}
          {may.merge && <Button onClick={() => setDoing('close')}>{words.close}</Button>}
          {may.merge && <Button onClick={() => void navigate({ search: { merge: 'choose' } })}>{words.merge}</Button>}
          {may.change && <Button onClick={() => setDoing('change')}>{words.change}</Button>}
        </div>
      </header>
      <ul className={page.facts}>
        {facts.map(({ n, word }) => (
          <li key={word}>
            <b>{formatCount(n)}</b>
            {word}
          </li>
        ))}
      </ul>
      <section className={page.section}>
        <h2>{words.address}</h2>
        <p className="t2">{addressText(compound.address)}</p>
        <PositionLine compound={compound} />
        {compound.gates.length > 0 && <p className="t2">{words.gatesLine(compound.gates.join('、'))}</p>}
      </section>
      {session.may.seeOrders && <CompoundZones compound={compound} />}
      <BuildingsSection compound={compound} />
      {doing === 'change' && (
        <CompoundDrawer
          community={{ code: compound.communityCode, shortName: compound.communityName }}
          compound={compound}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'register' && <TakeRegister compound={compound} onClose={() => setDoing(null)} />}
      {doing === 'close' && <CloseCompound compound={compound} onClose={() => setDoing(null)} />}
      {merge !== undefined && may.merge && (
        <MergeDrawer compound={compound} otherId={merge} onClose={() => void navigate({ search: {}, replace: true })} />
      )}
    </div>
  );
}
