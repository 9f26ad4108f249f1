import type { OrderDetail, OrderRevision } from '@muster/contract/orders/orders.operations';
import { isDifferent, orderDifference } from '@muster/ui/difference';
import { formatDayTime, formatNumber, spokenNumber } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import { useReturnFocus } from '../../../app/use-return-focus.ts';
import styles from './amend.module.css';
import { amendingWords as words } from './amend.words.ts';
import { ChangeParts } from './change-parts.tsx';

/** Every revision, newest first, each beside the one before it; readable for ever. */
export function RevisionsDialog({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  useReturnFocus();
  const now = useNow(60_000);
  const revisions = useView('listRevisions', { orderId: order.id });
  return (
    <Modal
      open
      title={words.historyTitle(spokenNumber(order.numberText))}
      width={720}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {words.close}
        </Button>,
      ]}
    >
      <Loaded query={revisions}>
        {({ items }) => (
          <div>
            {items.map((revision, i) => (
              <Revision key={revision.revision} revision={revision} before={items[i + 1] ?? null} now={now} />
            ))}
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

function Revision({ revision, before, now }: { revision: OrderRevision; before: OrderRevision | null; now: number }) {
  const [isWhole, setWhole] = useState(false);
  const difference = before ? orderDifference(before, revision) : null;
  return (
    <section className={styles.revision}>
      <b>{amendWords.revision(formatNumber(revision.revision))}</b>{' '}
      <span className="t2">
        {before
          ? amendWords.changedBy(revision.byName, formatDayTime(revision.at, now))
          : `${amendWords.sent} ${revision.byName} ${formatDayTime(revision.at, now)}`}
        {revision.reason ? ` · ${amendWords.reason(revision.reason)}` : ''}
      </span>{' '}
      {before ? (
        <button type="button" className="lnk s13" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.wholeLess : words.whole}
        </button>
      ) : null}
      {difference && isDifferent(difference) ? <ChangeParts difference={difference} now={now} /> : null}
      {isWhole || !before ? (
        <p className={styles.whole}>
          <b>{revision.title}</b>
          {'\n'}
          {revision.body}
        </p>
      ) : null}
    </section>
  );
}
