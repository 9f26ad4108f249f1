import { newId } from '@muster/client/ids';
import type { DeskChecklist } from '@muster/contract/checklists/checklists.operations';
import { formatShortTime } from '@muster/ui/format';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { FileList } from '../files/file-list.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { tickRefresh } from './tick-refresh.ts';
import { Untick } from './untick.tsx';

type Item = DeskChecklist['items'][number];

/** The items of one desk: ticked in one act, with a note or photos in two, taken back with a reason. */
export function DeskItems({ desk }: { desk: DeskChecklist }) {
  const [doing, setDoing] = useState<{ item: Item; what: 'evidence' | 'untick' } | null>(null);
  const tick = useCommand('tickItem', { refresh: [...tickRefresh] });
  const begun = Date.parse(desk.startsAt) <= serverNow();
  const put = (item: Item) =>
    tick.mutate({ checklistId: desk.checklistId, areaCode: desk.areaCode, itemId: item.id, tickId: newId(), revision: desk.revision });
  return (
    <>
      <ul>
        {desk.items.map((item) => (
          <li key={item.id} className={styles.tick}>
            <span>{item.tick && <Icon name="check" />}</span>
            <ItemText item={item} />
            <span className={styles.tickActs}>
              {desk.may.tick && begun && item.text !== null && !item.tick && (
                <>
                  <button
                    type="button"
                    className="lnk"
                    disabled={tick.isPending}
                    aria-label={words.tickOf(item.text)}
                    onClick={() => put(item)}
                  >
                    {words.tick}
                  </button>
                  <button type="button" className="lnk t3" onClick={() => setDoing({ item, what: 'evidence' })}>
                    {words.tickWith}
                    <span className="sr"> {item.text}</span>
                  </button>
                </>
              )}
              {desk.may.tick && item.tick && (
                <button type="button" className="lnk" onClick={() => setDoing({ item, what: 'untick' })}>
                  {words.untick}
                  <span className="sr"> {item.text}</span>
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ProblemLine problem={tick.error} />
      {doing?.what === 'evidence' && <EvidenceDrawer desk={desk} item={doing.item} onClose={() => setDoing(null)} />}
      {doing?.what === 'untick' && doing.item.tick && (
        <Untick tickId={doing.item.tick.id} text={doing.item.text ?? ''} onClose={() => setDoing(null)} />
      )}
    </>
  );
}

function ItemText({ item }: { item: Item }) {
  const { tick } = item;
  return (
    <span>
      {item.text ?? <span className={styles.unnamed}>{words.unnamed}</span>}
      {item.hint && <div className="t3 s12">{item.hint}</div>}
      {tick && (
        <div className="t3 s12">
          {[words.tickedBy(tick.byName, formatShortTime(tick.at, serverNow())), tick.note, tick.textThen && words.textThen(tick.textThen)]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
      {tick && <FileList files={tick.photos} />}
    </span>
  );
}
