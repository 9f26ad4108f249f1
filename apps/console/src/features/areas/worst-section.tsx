import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { useState } from 'react';
import { useNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Empty, Loaded } from '../../app/states/states.tsx';
import { AttentionLink } from '../../parts/attention-link.tsx';
import { type Territory, useTerritory } from '../../parts/mosaic/use-territory.ts';
import { Tile } from '../../parts/tile.tsx';
import { type Group, groupKey, groupText, groupTime } from '../situation/situation-model.ts';
import { areaWords as words } from './area.words.ts';
import styles from './area-page.module.css';

const shownMax = 8;

/** What is worst within a larger area, by subdistrict and order, as the situation page tells it. */
export function WorstSection({ code }: { code: string }) {
  const attention = useView('getAttention', { areaCode: code });
  const territory = useTerritory(code);
  const [all, setAll] = useState(false);
  return (
    <section className={page.section} aria-labelledby="worst-title">
      <div className={page.title}>
        <h2 id="worst-title">{words.worst}</h2>
      </div>
      <Loaded query={attention}>
        {({ groups, groupsLeft, communities }) =>
          groups.length === 0 ? (
            <Empty title={words.worstNone}>{words.worstNoneHint(formatNumber(communities))}</Empty>
          ) : (
            <>
              {territory.data &&
                (all ? groups : groups.slice(0, shownMax)).map((group) => (
                  <GroupRow key={groupKey(group)} group={group} territory={territory.data as Territory} />
                ))}
              {!all && groups.length > shownMax && (
                <button type="button" className={`lnk s13 ${styles.more}`} onClick={() => setAll(true)}>
                  {words.worstMore(formatNumber(groups.length - shownMax + groupsLeft))}
                </button>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function GroupRow({ group, territory }: { group: Group; territory: Territory }) {
  const now = useNow(10_000);
  const isLate = group.state === 'late';
  return (
    <AttentionLink to={group} subjectId={group.only?.subjectId} className={styles.item}>
      <Tile
        state={group.state}
        escalated={group.escalated}
        label={group.escalated ? attentionWords.escalated : attentionWords.state[group.state]}
      />
      <span>
        {isLate ? <b>{group.areaName}</b> : group.areaName}
        <br />
        <span className="t2">{groupText(group, territory)}</span>
      </span>
      <span className={`${styles.when} ${isLate ? 'late' : 't2'}`}>{isLate ? <b>{groupTime(group, now)}</b> : groupTime(group, now)}</span>
    </AttentionLink>
  );
}
