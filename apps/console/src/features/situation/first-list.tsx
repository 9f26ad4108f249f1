import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../app/clock.ts';
import { useCommand } from '../../app/query.ts';
import { Empty } from '../../app/states/states.tsx';
import { AttentionLink } from '../../parts/attention-link.tsx';
import type { Territory } from '../../parts/mosaic/use-territory.ts';
import { situationWords as words } from './situation.words.ts';
import { type AttentionView, type Group, groupKey, groupText, groupTime } from './situation-model.ts';
import styles from './situation-page.module.css';

/** 先看这些: the worst places by name, each with its next step; the numbers are those on the mosaic. */
export function FirstList({
  view,
  groups,
  territory,
  rows,
}: {
  view: AttentionView;
  groups: readonly Group[];
  territory: Territory;
  rows: number;
}) {
  const [all, setAll] = useState(false);
  const navigate = useNavigate({ from: '/' });
  const shown = all ? groups : groups.slice(0, rows);
  const hidden = groups.length - shown.length;
  return (
    <section aria-labelledby="first-title">
      <div className={`${styles.sec} ${styles.first}`}>
        <h2 id="first-title">{words.first}</h2>
        <span className="s12 t3">{words.firstNote}</span>
      </div>
      {groups.length === 0 ? (
        <Empty title={words.firstEmpty}>{words.firstEmptyNote(formatNumber(view.communities))}</Empty>
      ) : (
        <ol>
          {shown.map((group, i) => (
            <GroupRow key={groupKey(group)} group={group} number={i + 1} territory={territory} />
          ))}
        </ol>
      )}
      {hidden + view.groupsLeft > 0 ? (
        <div className={styles.rest}>
          <button
            type="button"
            className="lnk"
            onClick={() => (hidden > 0 ? setAll(true) : void navigate({ search: (old) => ({ ...old, view: 'table' as const }) }))}
          >
            {hidden > 0 ? words.rest(formatNumber(hidden + view.groupsLeft)) : words.restTable(formatNumber(view.groupsLeft))}
          </button>
        </div>
      ) : null}
    </section>
  );
}

function GroupRow({ group, number, territory }: { group: Group; number: number; territory: Territory }) {
  const now = useNow(group.until && Date.parse(group.until) - Date.now() < 6 * 60_000 ? 1000 : 10_000);
  const remind = useCommand('remindReceipts', { refresh: ['getAttention', 'listFeed'] });
  return (
    <li className={styles.group}>
      <span className={styles.no}>{number}</span>
      <div style={{ minWidth: 0 }}>
        <div className={styles.line}>
          <b className="el">
            {group.areaName}
            <span className="t3">{group.aboveName}</span>
          </b>
          <span className={`${styles.when} ${group.state === 'late' ? 'late' : 'wait'}`}>{groupTime(group, now)}</span>
        </div>
        <AttentionLink to={group} subjectId={group.only?.subjectId}>
          {groupText(group, territory)}
        </AttentionLink>
        {remind.error ? (
          <div className="s12 late" role="alert">
            {problemText(remind.error)}
          </div>
        ) : null}
      </div>
      <div className={styles.act}>
        {remind.data ? (
          <span className="t3" role="status">
            {words.reminded(formatNumber(remind.data.reminded))}
          </span>
        ) : group.order && group.may.remind ? (
          <button
            type="button"
            className="lnk"
            disabled={remind.isPending}
            onClick={() => group.order && remind.mutate({ orderId: group.order.id, under: group.areaCode })}
          >
            {words.remind}
          </button>
        ) : (
          <AttentionLink className="lnk" to={group} subjectId={group.only?.subjectId}>
            {words.look}
          </AttentionLink>
        )}
      </div>
    </li>
  );
}
