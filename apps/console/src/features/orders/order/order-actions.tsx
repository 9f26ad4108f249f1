import { newId } from '@muster/client/ids';
import { narrowAudience } from '@muster/contract/orders/narrow-audience';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatNumber } from '@muster/ui/format';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../app/icons.tsx';
import { useCommand } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { amendingWords } from '../amend/amend.words.ts';
import { AmendDialog } from '../amend/amend-dialog.tsx';
import { CloseDialog, WithdrawDialog } from './end-dialogs.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page;
const refreshed = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed', 'listOrders', 'getAttention'] as const;

/** The acts on the whole order; the one that is next is solid and says how many it touches. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const [dialog, setDialog] = useState<'amend' | 'close' | 'withdraw' | null>(null);
  const remind = useCommand('remindReceipts', { refresh: [...refreshed] });
  const accept = useCommand('acceptAnswers', { refresh: [...refreshed] });
  const keep = useCommand('saveTemplate', { refresh: ['listTemplates'] });
  const { counts, may } = order;
  const { acting, may: desk } = useSession();
  // What reaches nobody of this desk is no template for it.
  const mayKeep = desk.issueOrder && order.kind === 'order' && narrowAudience(order.audience, acting.areaCode ?? '').include.length > 0;
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
            ...(keep.data ? [words.savedTemplate] : []),
            ...(accept.data ? [words.accepted(formatNumber(accept.data.accepted))] : []),
          ].join(' · ')}
        </span>
        {may.amend ? <Button onClick={() => setDialog('amend')}>{amendingWords.amend}</Button> : null}
        {may.close ? (
          <Button type={isPrimary('close')} onClick={() => setDialog('close')}>
            {words.close}
          </Button>
        ) : null}
        {may.withdraw || mayKeep ? (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: [
                ...(mayKeep ? [{ key: 'template', label: words.saveTemplate, onClick: () => keep.mutate(templateOf(order)) }] : []),
                ...(may.withdraw ? [{ key: 'withdraw', danger: true, label: words.withdraw, onClick: () => setDialog('withdraw') }] : []),
              ],
            }}
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
      <ProblemLine problem={remind.error ?? accept.error ?? keep.error} />
      {dialog === 'amend' ? <AmendDialog order={order} onDone={() => setDialog(null)} /> : null}
      {dialog === 'close' ? <CloseDialog order={order} open={open} onDone={() => setDialog(null)} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog order={order} onDone={() => setDialog(null)} /> : null}
    </div>
  );
}

/** The order without its day; the time to answer as it was given. */
function templateOf(order: OrderDetail) {
  return {
    templateId: newId(),
    urgency: order.urgency,
    title: order.title,
    body: order.body,
    audience: order.audience,
    questions: order.questions,
    ...(order.answerBy
      ? { answerMinutes: Math.max(1, Math.round((Date.parse(order.answerBy) - Date.parse(order.issuedAt)) / 60_000)) }
      : {}),
  };
}
