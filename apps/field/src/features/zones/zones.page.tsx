import { formatNumber } from '@muster/ui/format';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Age, useBackToGround } from '../areas/ground-frame.tsx';
import { Hatch } from './hatch.tsx';
import { placeOf, rulesOf, touchesMine, zoneLine } from './zone-text.ts';
import z from './zones.module.css';
import { zonesWords as w } from './zones.words.ts';

/** What is closed around here: level by level, what it means, and where. */
export function ZonesPage() {
  const { query, ground } = useGround();
  return (
    <Frame title={w.title} back={useBackToGround()}>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && <Levels ground={ground} />}
    </Frame>
  );
}

function Levels({ ground }: { ground: Ground }) {
  const { person } = useSession();
  const now = useNow(60_000);
  const { items, levels } = ground.zones.content;
  return (
    <>
      <div class={z.head}>
        <p class={s.xl}>{w.title}</p>
        <Age ground={ground} />
      </div>
      {items.length === 0 && (
        <div class={s.card}>
          <b>{w.none}</b>
          <p class={s.sub}>{w.noneWhy}</p>
        </div>
      )}
      {levels.map(({ regimeId, level }) => {
        const zones = items.filter((zone) => zone.regimeId === regimeId && zone.levelKey === level.key);
        return (
          <section key={`${regimeId} ${level.key}`} aria-label={level.name}>
            <Heading aside={formatNumber(zones.length)}>{level.name}</Heading>
            <div class={s.card}>
              <b>{w.means(level.name)}</b>
              <ul class={z.rules}>
                {rulesOf(level).map((rule) => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
            </div>
            <ul class={`${s.card} ${s.rows}`} style={{ marginTop: '10px' }}>
              {zones.map((zone) => (
                <li key={zone.id} class={s.row}>
                  <Hatch strictness={zone.strictness} />
                  <div>
                    {placeOf(zone)} {touchesMine(zone, ground, person.id) && <span class={s.sub}>{w.mine}</span>}
                    <p class={zone.isOverstaying ? s.late : ''}>{zoneLine(zone, now)}</p>
                  </div>
                  <span />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
