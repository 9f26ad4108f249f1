import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatNumber, spokenNumber } from '@muster/ui/format';
import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../../app/dialog.tsx';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { orderPageWords } from './order-page.words.ts';

const refreshed = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed', 'listOrders', 'getAttention'] as const;

/** Closing reaches those who have not finished: it asks why. */
export function CloseDialog({ order, open, onDone }: { order: OrderDetail; open: number; onDone: () => void }) {
  const words = orderPageWords.closeDialog;
  const [note, setNote] = useState('');
  const close = useCommand('closeOrder', { refresh: [...refreshed], onDone });
  const n = formatNumber(open);
  return (
    <Confirm
      title={words.title(spokenNumber(order.numberText))}
      act={open > 0 ? words.go(n) : words.goPlain}
      keep={words.keep}
      danger={open > 0}
      disabled={open > 0 && note.trim().length < 2}
      pending={close.isPending}
      onAct={() =>
        close.mutate({ orderId: order.id, version: order.version, closeOpen: open > 0, ...(note.trim() ? { note: note.trim() } : {}) })
      }
      onKeep={onDone}
    >
      <p className="t2">{open > 0 ? words.open(n) : words.all}</p>
      {open > 0 ? <Why label={words.why} value={note} onChange={setNote} /> : null}
      <ProblemLine problem={close.error} />
    </Confirm>
  );
}

/** Withdrawing reaches everybody and cannot be called back. */
export function WithdrawDialog({ order, onDone }: { order: OrderDetail; onDone: () => void }) {
  const words = orderPageWords.withdrawDialog;
  const [reason, setReason] = useState('');
  const withdraw = useCommand('withdrawOrder', { refresh: [...refreshed], onDone });
  const working = order.counts.inHand + order.counts.forReview + order.counts.done;
  return (
    <Confirm
      title={words.title(spokenNumber(order.numberText))}
      act={words.go(formatNumber(order.receiptCount))}
      keep={words.keep}
      disabled={reason.trim().length < 2}
      pending={withdraw.isPending}
      onAct={() => withdraw.mutate({ orderId: order.id, version: order.version, reason: reason.trim() })}
      onKeep={onDone}
    >
      <p className="t2">{working > 0 ? words.note(formatNumber(working)) : words.noteNone}</p>
      <Why label={words.why} value={reason} onChange={setReason} />
      <ProblemLine problem={withdraw.error} />
    </Confirm>
  );
}

function Why({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Input.TextArea
      aria-label={label}
      placeholder={label}
      autoFocus
      autoSize={{ minRows: 1, maxRows: 4 }}
      maxLength={200}
      style={{ marginTop: 10 }}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
