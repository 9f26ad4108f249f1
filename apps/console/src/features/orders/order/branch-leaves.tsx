import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { type ReactNode, useRef, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import { useList } from '../../../app/query.ts';
import { LoadError } from '../../../app/states/states.tsx';
import { useNear } from '../../../parts/use-near.ts';
import { orderPageWords } from './order-page.words.ts';
import { ReceiptRowView, useOpenAnswers } from './receipt-row.tsx';
import styles from './receipt-tree.module.css';
import { type Branch, leavesAtFirst, standsOut } from './tree-model.ts';

const words = orderPageWords.tree;
const rowHeight = 28;

/**
 * The desks of one branch, each with the reason why. Opened by itself it shows those who are late; opened by hand also
 * those who wait and those who wait for a decision. The rest is one line. Far from what is looked at the rows are only
 * the height they take: an order to 2,828 communities with every branch open has some sixty of them in the document.
 */
export function BranchLeaves({ order, branch, depth, byHand }: { order: OrderDetail; branch: Branch; depth: number; byHand: boolean }) {
  const { ref, isNear, height } = useNear<HTMLTableSectionElement>(leavesAtFirst(branch.counts, branch.total, byHand) * rowHeight);
  const [all, setAll] = useState(false);
  const answers = useOpenAnswers();
  const now = useNow(30_000);
  // A row that was shown stays where it is when its state changes.
  const seen = useRef(new Set<string>());
  const list = useList('listReceipts', { orderId: order.id, under: branch.code, limit: 200 }, { enabled: isNear });
  const padding = depth * 18 + 40;

  const line = (content: ReactNode) => (
    <tr className={styles.leaf}>
      <td colSpan={8} className="t3" style={{ paddingLeft: padding }}>
        {content}
      </td>
    </tr>
  );
  function rows() {
    if (!list.items) return line(list.error ? <LoadError problem={list.error} retry={() => void list.refetch()} /> : shared.loading);
    // Who opens a branch where nothing stands out wants its desks, not one more line to open.
    const isQuiet = !list.items.some((row) => standsOut(row.attention.state));
    const isShown = (row: ReceiptRow) => {
      const { state } = row.attention;
      if (all || state === 'late' || (byHand && (isQuiet || standsOut(state)))) seen.current.add(row.id);
      return seen.current.has(row.id);
    };
    const shown = list.items.filter(isShown);
    return (
      <>
        {shown.map((row) => (
          <ReceiptRowView key={row.id} order={order} row={row} now={now} padding={padding} answers={answers} />
        ))}
        <Rest order={order} count={list.items.length - shown.length} more={list.more} padding={padding} onAll={() => setAll(true)} />
      </>
    );
  }
  return (
    <tbody ref={ref}>
      {isNear ? (
        rows()
      ) : (
        <tr>
          <td colSpan={8} className={styles.gap} style={{ height }}>
            <span className="sr">{words.farLeaves(branch.name, formatNumber(branch.total))}</span>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Rest({
  order,
  count,
  more,
  padding,
  onAll,
}: {
  order: OrderDetail;
  count: number;
  more: (() => void) | null;
  padding: number;
  onAll: () => void;
}) {
  if (count === 0 && !more) return null;
  return (
    <tr className={styles.fold}>
      <td colSpan={8} style={{ paddingLeft: padding - 16 }}>
        {count > 0 ? (
          <button type="button" aria-expanded={false} onClick={onAll}>
            <Icon name="right" size={11} />
            {words.restLeaves(formatNumber(count), order.state === 'issued')}
          </button>
        ) : null}
        {more ? (
          <button type="button" className="lnk" onClick={more}>
            {shared.action.more}
          </button>
        ) : null}
      </td>
    </tr>
  );
}
