import { formatShortTime } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import type { OwnChecklist } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Waits } from '../../pieces/waits.tsx';
import { PhotoRow } from '../photos/photo-row.tsx';
import { subjectOf, tick } from './acts.ts';
import c from './checklists.module.css';
import { checklistsWords as w } from './checklists.words.ts';
import { EvidenceSheet } from './evidence-sheet.tsx';
import { UntickSheet } from './untick-sheet.tsx';

type Item = OwnChecklist['items'][number];

export function ItemRow({ list, item }: { list: OwnChecklist; item: Item }) {
  const { person } = useSession();
  const now = useNow(60_000);
  const [open, setOpen] = useState<'evidence' | 'untick' | null>(null);
  if (item.text === null)
    return (
      <li class={c.item}>
        <p class={s.sub}>{w.unnamed}</p>
      </li>
    );
  return (
    <li class={c.item}>
      {/* biome-ignore lint/a11y/useSemanticElements: a native box cannot take its text and its size into one target */}
      <button
        type="button"
        role="checkbox"
        aria-checked={item.tick !== null}
        class={c.tick}
        disabled={!list.may.tick}
        onClick={() => (item.tick ? setOpen('untick') : void tick(list, item, person.name))}
      >
        <span class={s.box}>
          <Icon name="check" />
        </span>
        <span>
          {item.text}
          {item.hint && <span class={`${s.sub} ${c.block}`}>{item.hint}</span>}
          {item.tick && <span class={`${s.note} ${c.block}`}>{w.tickedBy(item.tick.byName, formatShortTime(item.tick.at, now))}</span>}
        </span>
      </button>
      {item.tick?.textThen && <p class={s.note}>{w.before(item.tick.textThen)}</p>}
      {item.tick?.note && <p class={s.sub}>{item.tick.note}</p>}
      {item.tick && <PhotoRow fileIds={item.tick.photos.map((photo) => photo.id)} />}
      <Waits subject={subjectOf(list, item)} />
      {!item.tick && list.may.tick && (
        <button type="button" class={s.link} aria-label={w.withName(item.text)} onClick={() => setOpen('evidence')}>
          <Icon name="camera" />
          {w.with}
        </button>
      )}
      {open === 'evidence' && <EvidenceSheet list={list} item={item} by={person.name} onClose={() => setOpen(null)} />}
      {open === 'untick' && <UntickSheet list={list} item={item} onClose={() => setOpen(null)} />}
    </li>
  );
}
