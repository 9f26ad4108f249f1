import { tickable } from '@muster/contract/checklists/checklist.rules';
import { formatDeadlineFull, formatNumber } from '@muster/ui/format';
import { Frame } from '../../app/frame.tsx';
import { useGround } from '../../app/ground.ts';
import type { Ground, OwnChecklist } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import s from '../../pieces/pieces.module.css';
import { Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Age, useBackToGround } from '../areas/ground-frame.tsx';
import { NotHere } from '../areas/not-here.tsx';
import c from './checklists.module.css';
import { checklistsWords as w } from './checklists.words.ts';
import { ItemRow } from './item-row.tsx';

/** One list as the desk ticks it: a tap an item; photos and words where somebody wants them. */
export function ChecklistPage({ checklistId }: { checklistId: string }) {
  const { query, ground } = useGround();
  const list = ground?.checklists.content.items.find((one) => one.checklistId === checklistId);
  return (
    <Frame title={list?.title ?? w.title} back={useBackToGround()}>
      {!ground && !query.isError && <Skeleton lines={6} />}
      {!ground && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {ground && !list && <NotHere />}
      {ground && list && <Body ground={ground} list={list} />}
    </Frame>
  );
}

function Body({ ground, list }: { ground: Ground; list: OwnChecklist }) {
  const now = useNow(60_000);
  const named = tickable(list.items);
  const ticked = named.filter((item) => item.tick !== null).length;
  const isLate = ticked < named.length && list.dueAt !== null && new Date(list.dueAt) <= now;
  return (
    <>
      <div class={c.head}>
        <p class={s.xl}>{list.title}</p>
        <p class={s.sub}>{[w.issuer(list.issuerName), w.progress(formatNumber(ticked), formatNumber(named.length))].join(' · ')}</p>
        {list.dueAt && <p class={isLate ? s.late : s.sub}>{formatDeadlineFull(list.dueAt, now)}</p>}
        <Age ground={ground} />
      </div>
      {list.note && <p class={c.text}>{list.note}</p>}
      {!list.may.tick && <p class={`${s.note} ${c.text}`}>{w.cannot}</p>}
      <ul class={`${s.card} ${s.rows}`}>
        {list.items.map((item) => (
          <ItemRow key={item.id} list={list} item={item} />
        ))}
      </ul>
    </>
  );
}
