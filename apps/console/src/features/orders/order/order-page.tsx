import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { shared } from '@muster/ui/words/shared.words';
import { orderTitle } from '@muster/ui/words/support.words';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCommand, useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import { ExportButton } from '../../exports/export-button.tsx';
import { ReceiptCard } from '../inbox/receipt-card.tsx';
import { orderWords as words } from '../orders.words.ts';
import { OrderSupport } from '../support/order-support.tsx';
import { BigBar } from './big-bar.tsx';
import { NextEscalation } from './next-escalation.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderFeed } from './order-feed.tsx';
import { OrderMeta } from './order-meta.tsx';
import styles from './order-page.module.css';
import { OrderBody, OrderFiles, OrderSums } from './order-side.tsx';
import { ReceiptList } from './receipt-list.tsx';
import { ReceiptTree } from './receipt-tree.tsx';

/** One order: how far it is, who is late and why, what was answered, what happened. */
export function OrderPage() {
  const { orderId } = useParams({ from: '/_desk/orders/$orderId' });
  const order = useView('getOrder', { orderId });
  return <Loaded query={order}>{(data) => <Order key={data.id} order={data} />}</Loaded>;
}

function Order({ order }: { order: OrderDetail }) {
  const { show } = useSearch({ from: '/_desk/orders/$orderId' });
  useReadCopy(order);
  // For information: how far it is, where the issuer shows it; who of whom is not his.
  const isCopy = order.myCopy !== null && order.myReceiptId === null;
  const isShown = !isCopy || order.myCopy?.seesProgress === true;
  useEffect(() => {
    document.title = `${order.numberText} · ${shared.product}`;
  }, [order.numberText]);
  return (
    <>
      <nav className="crumb">
        <Link to="/orders" search={{}}>
          {words.title}
        </Link>
        <span aria-hidden="true">›</span>
        {order.numberText}
      </nav>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{orderTitle(order)}</h1>
          <OrderMeta order={order} />
        </div>
        <OrderActions order={order} />
      </div>
      <OrderSupport order={order} />
      {order.myReceiptId ? <OwnReceipt receiptId={order.myReceiptId} /> : null}
      {isShown ? (
        <div className={styles.cols}>
          <BigBar order={order} />
          {isCopy ? null : <NextEscalation order={order} />}
        </div>
      ) : null}
      <div className={styles.cols}>
        <div className={styles.scroll}>
          {isCopy && order.receiptCount === 0 ? null : show || order.kind === 'supportRequest' ? (
            <ReceiptList order={order} show={show ?? null} />
          ) : (
            <>
              <ReceiptTree order={order} />
              <p className={styles.exported}>
                <ExportButton list="listReceipts" filters={{ orderId: order.id }} />
              </p>
            </>
          )}
        </div>
        <div className={styles.side}>
          <OrderBody order={order} />
          <OrderFiles order={order} />
          <OrderSums order={order} />
          <OrderFeed order={order} />
        </div>
      </div>
    </>
  );
}

/** Opened is read, for the whole desk. */
function useReadCopy(order: OrderDetail) {
  const { mutate } = useCommand('readCopy', { refresh: ['listCopies', 'getInboxSummary', 'getOrder'] });
  const copyId = order.myCopy?.readAt === null ? order.myCopy.id : null;
  useEffect(() => {
    if (copyId) mutate({ copyId });
  }, [copyId, mutate]);
}

/** This desk is itself asked: its own receipt stands before those of the others. */
function OwnReceipt({ receiptId }: { receiptId: string }) {
  const receipt = useView('getReceipt', { receiptId });
  return (
    <div className={styles.own}>
      <Loaded query={receipt} lines={2}>
        {(data) => <ReceiptCard receipt={data} />}
      </Loaded>
    </div>
  );
}
