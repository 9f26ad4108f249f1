import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import type { StateName } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../../app/clock.ts';
import { useList } from '../../../app/query.ts';
import { Empty, Listed } from '../../../app/states/states.tsx';
import tree from '../../../parts/tree-table.module.css';
import { ExportButton } from '../../exports/export-button.tsx';
import { orderPageWords } from './order-page.words.ts';
import { ReceiptRowView, useOpenAnswers } from './receipt-row.tsx';
import styles from './receipt-tree.module.css';

const words = orderPageWords.tree;

/** The desks behind one number of the bar, in code order; all of them (`null`) where they are few: those who are asked for support. */
export function ReceiptList({ order, show }: { order: OrderDetail; show: StateName | null }) {
  const now = useNow(30_000);
  const answers = useOpenAnswers();
  const list = useList('listReceipts', { orderId: order.id, ...(show ? { attention: show } : {}), limit: 100 });
  return (
    <section aria-label={show ? attentionWords.receipt[show] : words.asked}>
      <div className={styles.listHead}>
        <b>{show ? words.only(attentionWords.receipt[show], formatNumber(order.counts[show])) : words.asked}</b>
        <ExportButton list="listReceipts" filters={{ orderId: order.id, ...(show ? { attention: show } : {}) }} />
        {show ? (
          <Link className="lnk s13" to="/orders/$orderId" params={{ orderId: order.id }} search={{}}>
            {words.whole}
          </Link>
        ) : null}
      </div>
      <Listed list={list} lines={6} empty={<Empty title={words.none} />}>
        {(items) => (
          <table className={`${tree.table} ${styles.tree}`}>
            <colgroup>
              <col style={{ width: 172 }} />
              <col style={{ width: 28 }} />
              <col span={6} />
            </colgroup>
            <tbody>
              {items.map((row) => (
                <ReceiptRowView key={row.id} order={order} row={row} now={now} padding={6} answers={answers} />
              ))}
            </tbody>
          </table>
        )}
      </Listed>
    </section>
  );
}
