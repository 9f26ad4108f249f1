import { formatNumber } from '@muster/ui/format';
import { appWords } from '../../app/app.words.ts';
import { Frame } from '../../app/frame.tsx';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Tile } from '../../pieces/tile.tsx';
import a from './area.module.css';
import { areaWords as w } from './area.words.ts';
import { useAreasBelow } from './areas-below.ts';
import { DeskPeople } from './desk-people.tsx';
import { GroundSections } from './ground-sections.tsx';

/** One's own area: who of the desk is on duty, going on and off duty, and the desks below. */
export function AreaPage() {
  const { acting } = useSession();
  const title = acting.level ? appWords.areaTab[acting.level] : '';
  return (
    <Frame title={title} tab="area">
      {acting.areaCode && <Area code={acting.areaCode} name={acting.areaName ?? ''} />}
    </Frame>
  );
}

function Area({ code, name }: { code: string; name: string }) {
  const area = useView('getArea', { code });
  const above = (area.data?.ancestors ?? []).map((one) => one.shortName).join(' · ');
  return (
    <>
      <div class={a.head}>
        <p class={a.place}>{name}</p>
        {above && <p class={s.sub}>{above}</p>}
      </div>
      <DeskPeople code={code} />
      <GroundSections />
      {area.data?.level !== 'grid' && <AreasBelow code={code} />}
    </>
  );
}

function AreasBelow({ code }: { code: string }) {
  const query = useAreasBelow(code);
  const { data } = query;
  return (
    <>
      <Heading aside={data && formatNumber(data.items.length)}>{w.below}</Heading>
      {query.isPending && !query.isError && <Skeleton />}
      {query.isError && !data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {data && data.items.length === 0 && (
        <div class={s.card}>
          <p class={s.sub}>{w.noneBelow}</p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <ul class={`${s.card} ${s.rows}`}>
          {data.items.map((area) => (
            <li key={area.code} class={s.row}>
              <Tile state={area.onDuty > 0 ? 'done' : 'waiting'} />
              <div>
                {area.shortName}
                <p>
                  {area.deskPeople === 0
                    ? w.nobodyAssigned
                    : area.onDuty === 0
                      ? w.nobodyThere
                      : w.belowDesk(formatNumber(area.deskPeople), formatNumber(area.onDuty))}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {data?.nextCursor && <p class={`${s.note} ${a.more}`}>{w.moreBelow(formatNumber(data.items.length))}</p>}
    </>
  );
}
