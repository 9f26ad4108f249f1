import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatNumber } from '@muster/ui/format';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../app/icons.tsx';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { CloseDialog, WithdrawDialog } from './end-dialogs.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page;
const refreshed = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed', 'listOrders', 'getAttention'] as const;

/** The acts on the whole order; the one that is next is solid and says how many it touches. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const [dialog, setDialog] = useState<'close' | 'withdraw' | null>(null);
  const remind = useCommand('remindReceipts', { refresh: [...refreshed] });
  const accept = useCommand('acceptAnswers', { refresh: [...refreshed] });
  const { counts, may } = order;
  const open = counts.late + counts.waiting + counts.inHand + counts.forReview;
  const next =
    may.remind && counts.late > 0 ? 'remind' : may.accept && counts.forReview > 0 ? 'accept' : may.close && open === 0 ? 'close' : null;
  const isPrimary = (act: typeof next) => (next === act ? ('primary' as const) : ('default' as const));

  return (
    <div>
      <div className={styles.acts}>
        <span className={styles.said} role="status">
          {[
            ...(remind.data ? [words.reminded(formatNumber(remind.data.reminded))] : []),
            ...(accept.data ? [words.accepted(formatNumber(accept.data.accepted))] : []),
          ].join(' · ')}
        </span>
        {may.close ? (
          <Button type={isPrimary('close')} onClick={() => setDialog('close')}>
            {words.close}
          </Button>
        ) : null}
        {may.withdraw ? (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{ items: [{ key: 'withdraw', danger: true, label: words.withdraw, onClick: () => setDialog('withdraw') }] }}
          >
            <Button aria-label={words.more} icon={<Icon name="more" />} />
          </Dropdown>
        ) : null}
        {may.accept && counts.forReview > 0 ? (
          <Button type={isPrimary('accept')} loading={accept.isPending} onClick={() => accept.mutate({ orderId: order.id })}>
            {words.acceptAll(formatNumber(counts.forReview))}
          </Button>
        ) : null}
        {may.remind && counts.late > 0 ? (
          <Button type={isPrimary('remind')} loading={remind.isPending} onClick={() => remind.mutate({ orderId: order.id })}>
            {words.remindLate(formatNumber(counts.late))}
          </Button>
        ) : null}
      </div>
      <ProblemLine problem={remind.error ?? accept.error} />
      {dialog === 'close' ? <CloseDialog order={order} open={open} onDone={() => setDialog(null)} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog order={order} onDone={() => setDialog(null)} /> : null}
    </div>
  );
}
