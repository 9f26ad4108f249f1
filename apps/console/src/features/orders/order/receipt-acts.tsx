import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { ReceiptChannels } from '../../notifications/receipt-channels.tsx';
import { CallDesk } from './call-desk.tsx';
import { orderPageWords } from './order-page.words.ts';
import styles from './receipt-tree.module.css';
import { RowProblem } from './row-problem.tsx';

const words = orderPageWords.leaf;
const refresh = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed'] as const;

/** The next steps that fit the reason (DESIGN §1.4), each named by what it does. */
export function ReceiptActs({
  order,
  row,
  answerOpen,
  onAnswer,
}: {
  order: OrderDetail;
  row: ReceiptRow;
  answerOpen: boolean;
  onAnswer: () => void;
}) {
  const { may, attention } = row;
  const remind = useCommand('remindReceipts', { refresh: [...refresh] });
  const signFor = useCommand('signForReceipt', { refresh: [...refresh] });
  const accept = useCommand('acceptAnswers', { refresh: [...refresh] });
  // The version of the answer that somebody is sending back; what is being written stays when others decide meanwhile.
  const [sendingBack, setSendingBack] = useState<number | null>(null);
  const waits = attention.state === 'late' || attention.state === 'waiting';
  return (
    <div className={styles.acts}>
      {waits ? <ReceiptChannels receiptId={row.id} name={row.recipientName ?? row.areaName} /> : null}
      {waits && attention.reason !== 'unstaffed' ? <CallDesk areaCode={row.areaCode} areaName={row.areaName} /> : null}
      {may.remind && waits && attention.reason !== 'unstaffed' ? (
        remind.data ? (
          <span className="t3" role="status">
            {orderPageWords.page.reminded(String(remind.data.reminded))}
          </span>
        ) : (
          <button
            type="button"
            className="lnk"
            disabled={remind.isPending}
            onClick={() => remind.mutate({ orderId: order.id, receiptIds: [row.id] })}
          >
            {words.remind}
          </button>
        )
      ) : null}
      {may.signFor && attention.reason === 'unstaffed' ? (
        <button type="button" className="lnk" disabled={signFor.isPending} onClick={() => signFor.mutate({ receiptId: row.id })}>
          {words.signFor}
        </button>
      ) : null}
      {row.delegated && attention.state !== 'forReview' ? (
        <Link className="lnk" to="/orders/$orderId" params={{ orderId: row.delegated.orderId }}>
          {words.viewDelegated}
        </Link>
      ) : null}
      {row.answer ? (
        <button type="button" className="lnk" aria-expanded={answerOpen} onClick={onAnswer}>
          {answerOpen ? words.hideAnswer : words.viewAnswer}
        </button>
      ) : null}
      {may.accept ? (
        <button
          type="button"
          className="lnk"
          disabled={accept.isPending}
          onClick={() => accept.mutate({ orderId: order.id, receiptIds: [row.id] })}
        >
          {words.accept}
        </button>
      ) : null}
      {may.sendBack || sendingBack !== null ? <SendBack row={row} version={sendingBack} onOpen={setSendingBack} /> : null}
      <RowProblem problem={remind.error ?? signFor.error ?? accept.error} />
    </div>
  );
}

/** Sending back needs a reason that the other side can act on. */
function SendBack({ row, version, onOpen }: { row: ReceiptRow; version: number | null; onOpen: (version: number | null) => void }) {
  const [reason, setReason] = useState('');
  const sendBack = useCommand('sendBackAnswer', { refresh: [...refresh], onDone: () => onOpen(null) });
  const submit = () => {
    if (version !== null && reason.trim().length >= 2) sendBack.mutate({ receiptId: row.id, reason: reason.trim(), version });
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={version !== null}
      onOpenChange={(open) => onOpen(open ? row.version : null)}
      content={
        <form
          style={{ width: 320 }}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Input
            autoFocus
            aria-label={words.sendBackWhy}
            placeholder={words.sendBackWhy}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ProblemLine problem={sendBack.error} />
          <Button
            type="primary"
            htmlType="submit"
            style={{ marginTop: 8 }}
            disabled={reason.trim().length < 2}
            loading={sendBack.isPending}
          >
            {words.sendBackGo}
          </Button>
        </form>
      }
    >
      <button type="button" className="lnk">
        {words.sendBack}
      </button>
    </Popover>
  );
}
