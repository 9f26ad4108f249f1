import { formatNumber } from '@muster/ui/format';
import { byLimitGroup } from '@muster/ui/limit-groups';
import { Fragment, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useList, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty, Listed } from '../../../app/states/states.tsx';
import { ExportButton } from '../../exports/export-button.tsx';
import { amendingWords } from '../amend/amend.words.ts';
import { orderWords as words } from '../orders.words.ts';
import styles from './inbox.module.css';
import { ReceiptCard } from './receipt-card.tsx';
import { SignAll } from './sign-all.tsx';

/** 要我办的: what was sent to this desk and is still open, nearest limit first. Nothing is shown to who is never asked. */
export function AskedOfDesk() {
  const { acting } = useSession();
  const now = useNow(60_000);
  const summary = useView('getInboxSummary', {});
  const [settled, setSettled] = useState(false);
  const list = useList('listInbox', { limit: 20, open: settled ? 'false' : 'true' });
  // The city's own desk stands above everybody: nobody sends to it, unless somebody did.
  if (acting.level === 'city' && !settled && (list.items?.length ?? 0) === 0) return null;
  return (
    <section className={styles.asked} aria-labelledby="asked-title">
      <div className={styles.sec}>
        <h2 id="asked-title">
          {settled ? words.asked.settled : words.asked.title}{' '}
          {!settled && summary.data && summary.data.open > 0 ? <span className="t3">{formatNumber(summary.data.open)}</span> : null}
        </h2>
        <ExportButton list="listInbox" filters={{ open: settled ? 'false' : 'true' }} />
        <button type="button" className="lnk s13" onClick={() => setSettled(!settled)}>
          {settled ? words.asked.title : words.asked.settled}
        </button>
      </div>
      <Listed
        list={list}
        lines={2}
        empty={<Empty title={settled ? words.asked.settledEmpty : words.asked.none}>{settled ? null : words.asked.noneNote}</Empty>}
      >
        {(items) => (
          <>
            {settled ? null : <SignAll receipts={items} />}
            {(settled ? [{ group: null, receipts: items }] : byLimitGroup(items, now)).map(({ group, receipts }) => (
              <Fragment key={group}>
                {group ? (
                  <h3 className={`${styles.group} ${group === 'late' ? 'late' : 't2'}`}>
                    {amendingWords.groups[group]} {formatNumber(receipts.length)}
                  </h3>
                ) : null}
                <ul>
                  {receipts.map((receipt) => (
                    <li key={receipt.id} className={styles.item}>
                      <ReceiptCard receipt={receipt} withOrder />
                    </li>
                  ))}
                </ul>
              </Fragment>
            ))}
          </>
        )}
      </Listed>
    </section>
  );
}
