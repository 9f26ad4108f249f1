import type { OrderDetail, ReceiptRow } from '@muster/contract/orders/orders.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useRef, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import { useList } from '../../../app/query.ts';
import { LoadError } from '../../../app/states/states.tsx';
import { orderWords } from '../orders.words.ts';
import { ReceiptRowView } from './receipt-row.tsx';
import styles from './receipt-tree.module.css';
import type { Branch } from './tree-model.ts';

const words = orderWords.tree;

/**
 * The desks of one branch, each with the reason why. Opened by itself it shows those who are late; opened by hand also
 * those who wait and those who wait for a decision. The rest is one line.
 */
export function BranchLeaves({ order, branch, depth, byHand }: { order: OrderDetail; branch: Branch; depth: number; byHand: boolean }) {
  const now = useNow(30_000);
  const list = useList('listReceipts', { orderId: order.id, under: branch.code, limit: 200 });
  const [all, setAll] = useState(false);
  // A row that was shown stays where it is when its state changes.
  const seen = useRef(new Set<string>());
  const padding = depth * 18 + 40;

  if (list.error && !list.items) {
    return (
      <tr className={styles.leaf}>
        <td colSpan={8} style={{ paddingLeft: padding }}>
          <LoadError problem={list.error} retry={() => void list.refetch()} />
        </td>
      </tr>
    );
  }
  if (!list.items) {
    return (
      <tr className={styles.leaf}>
        <td colSpan={8} style={{ paddingLeft: padding }} className="t3">
          {shared.loading}
        </td>
      </tr>
    );
  }
  const standsOut = ({ attention: { state } }: ReceiptRow) => state === 'late' || state === 'waiting' || state === 'forReview';
  // Who opens a branch where nothing stands out wants its desks, not one more line to open.
  const isQuiet = !list.items.some(standsOut);
  const isShown = (row: ReceiptRow) => {
    const now_ = all || row.attention.state === 'late' || (byHand && (isQuiet || standsOut(row)));
    if (now_) seen.current.add(row.id);
    return now_ || seen.current.has(row.id);
  };
  const shown = list.items.filter(isShown);
  const rest = list.items.length - shown.length;
  return (
    <>
      {shown.map((row) => (
        <ReceiptRowView key={row.id} order={order} row={row} now={now} padding={padding} />
      ))}
      {rest > 0 || list.more ? (
        <tr className={styles.fold}>
          <td colSpan={8} style={{ paddingLeft: padding - 16 }}>
            {rest > 0 ? (
              <button type="button" aria-expanded={false} onClick={() => setAll(true)}>
                <Icon name="right" size={11} />
                {words.restLeaves(formatNumber(rest))}
              </button>
            ) : null}
            {list.more ? (
              <button type="button" className="lnk" onClick={list.more}>
                {shared.action.more}
              </button>
            ) : null}
          </td>
        </tr>
      ) : null}
    </>
  );
}
