import type { Building } from '@muster/contract/compounds/compounds.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useState } from 'preact/hooks';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground, OwnCompound } from '../../app/ground-types.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { Age, useBackToGround } from '../areas/ground-frame.tsx';
import { NotHere } from '../areas/not-here.tsx';
import { PatchRow } from '../patches/patch-row.tsx';
import { BuildingSheet } from './building-sheet.tsx';
import c from './compounds.module.css';
import { compoundWords as w } from './compounds.words.ts';

/** One compound: what stands there, who answers for it, and the counts, to be put right by whoever sees that they are wrong. */
export function CompoundPage({ compoundId }: { compoundId: string }) {
  const { query, ground } = useGround();
  const compound = ground?.compounds.content.items.find((one) => one.id === compoundId);
  return (
    <Frame title={compound?.name ?? w.title} back={useBackToGround()}>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && !compound && <NotHere />}
      {ground && compound && <Body ground={ground} compound={compound} />}
    </Frame>
  );
}

function Body({ ground, compound }: { ground: Ground; compound: OwnCompound }) {
  const { road, number, yard } = compound.address;
  const address = [road, number, yard].filter(Boolean).join(' ');
  const patches = ground.patches.content.items.filter((patch) => patch.parts.some((part) => part.compoundId === compound.id));
  return (
    <>
      <div class={c.head}>
        <p class={s.xl}>{compound.name}</p>
        <p class={s.sub}>
          {[w.kind[compound.kind], ...compound.lacks.map((lack) => w.lack[lack]), compound.gridName, compound.isMadeUp && w.madeUp]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Age ground={ground} />
      </div>
      <dl class={`${s.card} ${c.facts}`}>
        <Fact name={w.buildings} value={formatNumber(compound.buildings)} />
        <Fact name={w.households} value={formatNumber(compound.households)} />
        <Fact name={w.residents} value={formatNumber(compound.residents)} />
      </dl>
      <dl class={`${s.card} ${c.lines}`}>
        <dt>{w.gates}</dt>
        <dd>{compound.gates.length > 0 ? compound.gates.join(shared.listJoin) : w.noGates}</dd>
        <dt>{w.address}</dt>
        <dd>{address || w.absent}</dd>
      </dl>
      <Heading>{w.answers}</Heading>
      {patches.length === 0 ? (
        <div class={s.card}>
          <p class={s.sub}>{w.undivided}</p>
        </div>
      ) : (
        <ul class={`${s.card} ${s.rows}`}>
          {patches.map((patch) => (
            <li key={patch.id}>
              <PatchRow patch={patch} roles={ground.patches.content.roles} />
            </li>
          ))}
        </ul>
      )}
      <Buildings compound={compound} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Buildings({ compound }: { compound: OwnCompound }) {
  const [correcting, setCorrecting] = useState<Building | null>(null);
  const { buildingList, may, otherHouseholds, otherResidents } = compound;
  return (
    <>
      <Heading aside={w.buildingsAside(formatNumber(buildingList.length))}>{w.buildings}</Heading>
      <Waits subject={compound.id} />
      {may.change && buildingList.length > 0 && <p class={`${s.note} ${c.hint}`}>{w.correctHint}</p>}
      {buildingList.length === 0 && (
        <div class={s.card}>
          <p class={s.sub}>{w.noBuildings}</p>
        </div>
      )}
      {buildingList.length + otherHouseholds > 0 && (
        <ul class={`${s.card} ${s.rows}`}>
          {buildingList.map((building) => {
            const text = <BuildingText building={building} />;
            return (
              <li key={building.id}>
                {may.change ? (
                  <button type="button" class={`${s.row} ${s.plain}`} onClick={() => setCorrecting(building)}>
                    <span>
                      {/* Said first; what is seen follows, so that the name holds it too. */}
                      <span class="visually-hidden">{w.correct(building.name)}</span>
                      {text}
                    </span>
                    <Icon name="write" size={16} />
                  </button>
                ) : (
                  <div class={`${s.row} ${s.plain}`}>{text}</div>
                )}
              </li>
            );
          })}
          {otherHouseholds + otherResidents > 0 && (
            <li class={`${s.row} ${s.plain}`}>
              <div class={c.building}>
                <span>{w.other}</span>
                <span>{w.count(formatNumber(otherHouseholds), formatNumber(otherResidents))}</span>
              </div>
            </li>
          )}
        </ul>
      )}
      {correcting && <BuildingSheet compound={compound} building={correcting} onClose={() => setCorrecting(null)} />}
    </>
  );
}

function BuildingText({ building }: { building: Building }) {
  const { name, units, floors, households, residents } = building;
  return (
    <div class={c.building}>
      <span>
        {name}
        <p>{w.building(units ? formatNumber(units) : '', floors ? formatNumber(floors) : '')}</p>
      </span>
      <span>{w.count(formatNumber(households), formatNumber(residents))}</span>
    </div>
  );
}
