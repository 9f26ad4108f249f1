import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import type { StateName } from '@muster/ui/drain';
import { formatDeadline, formatNumber, formatRelative, formatShortTime, spokenNumber } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import { orderTitle, supportWords } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { Tile } from '../../../parts/tile.tsx';
import { FileList } from '../../files/file-list.tsx';
import { ReceiptChange } from '../amend/receipt-change.tsx';
import { orderWords } from '../orders.words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { DelegateDialog } from './delegate-dialog.tsx';
import styles from './inbox.module.css';

const words = orderWords.asked;

/** One thing that was sent to this desk: until when, what has been done with it, and the next step as the one solid button. */
export function ReceiptCard({ receipt, withOrder = false }: { receipt: ReceiptDetail; withOrder?: boolean }) {
  const now = useNow(receipt.attention.until && Date.parse(receipt.attention.until) - Date.now() < 6 * 60_000 ? 1000 : 10_000);
  const acknowledge = useCommand('acknowledgeReceipt', {
    refresh: ['listInbox', 'getInboxSummary', 'getReceipt', 'getOrder', 'getReceiptTree', 'listReceipts'],
  });
  const passOn = useCommand('passOnChange', { refresh: ['listInbox', 'getInboxSummary', 'getReceipt', 'getOrder', 'listOrders'] });
  const [dialog, setDialog] = useState<'delegate' | 'answer' | null>(null);
  const seen = { receiptId: receipt.id, revision: receipt.revision };
  const { order, attention, may } = receipt;
  const passesOn = receipt.change?.mayPassOn === true && receipt.delegated !== null && may.acknowledge;
  useOpened(receipt);

  const primary = may.acknowledge ? 'acknowledge' : may.answer ? 'answer' : may.delegate ? 'delegate' : null;
  return (
    <div className={styles.card}>
      <div className={styles.top}>
        <Tile state={attention.state as StateName} escalated={attention.escalated} />
        <span className={`tag urgency-${order.urgency}`}>{shared.urgency[order.urgency]}</span>
        {order.kind === 'supportRequest' ? <span className="tag plain">{supportWords.request}</span> : null}
        {withOrder ? (
          <Link to="/orders/$orderId" params={{ orderId: order.id }} className={styles.title}>
            <span className="t3">{spokenNumber(order.numberText)}</span> {orderTitle(order)}
          </Link>
        ) : (
          <b>{orderWords.asked.title}</b>
        )}
        <span className={`${styles.when} ${attention.state === 'late' ? 'late' : attention.state === 'waiting' ? 'wait' : 't2'}`}>
          {attention.limit ? `${attentionWords.owed[attention.limit]} · ` : ''}
          {attention.until ? formatDeadline(attention.until, now) : attentionWords.reason[attention.reason]}
        </span>
      </div>
      {withOrder && order.body !== '' ? <p className={styles.body}>{order.body}</p> : null}
      {withOrder ? (
        <div className={styles.files}>
          <FileList files={order.attachments} />
        </div>
      ) : null}
      {order.about || (order.ask && order.ask.kind !== 'decision' && order.ask.neededAt) ? (
        <p className={styles.body}>
          {order.ask && order.ask.kind !== 'decision' && order.ask.neededAt
            ? `${supportWords.neededBy(formatShortTime(order.ask.neededAt, now))} `
            : ''}
          {order.about ? (
            <Link className="lnk" to="/orders/$orderId" params={{ orderId: order.about.orderId }}>
              {supportWords.about(`${spokenNumber(order.about.numberText)} ${order.about.title}`)}
            </Link>
          ) : null}
        </p>
      ) : null}
      <div className={styles.line}>
        <span>
          {(order.kind === 'supportRequest' ? words.askedBy : words.from)(order.issuerName, formatRelative(order.issuedAt, now))}
          {' · '}
          {limitsText(receipt, now)}
        </span>
        <span>{progressText(receipt, now)}</span>
      </div>
      <ReceiptChange receipt={receipt} now={now} />
      {primary || receipt.delegated || receipt.support ? (
        <div className={styles.acts}>
          {passesOn ? (
            <Button type="primary" loading={passOn.isPending} onClick={() => passOn.mutate(seen)}>
              {amendWords.passOn(formatNumber(receipt.delegated?.total ?? 0))}
            </Button>
          ) : null}
          {may.acknowledge ? (
            <Button
              type={primary === 'acknowledge' && !passesOn ? 'primary' : 'default'}
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate(seen)}
            >
              {acknowledge.isPending ? words.acknowledging : receipt.change ? amendWords.acknowledge : words.acknowledge}
            </Button>
          ) : null}
          {may.answer ? (
            <Button type={primary === 'answer' ? 'primary' : 'default'} onClick={() => setDialog('answer')}>
              {receipt.state === 'answered' ? words.answerAgain : words.answer}
            </Button>
          ) : null}
          {may.delegate ? (
            <Button type={primary === 'delegate' ? 'primary' : 'default'} onClick={() => setDialog('delegate')}>
              {words.delegate}
            </Button>
          ) : null}
          {receipt.support ? (
            <span className={receipt.support.open > 0 ? 'wait' : 't2'}>
              {receipt.support.open > 0
                ? supportWords.on(formatNumber(receipt.support.total), formatNumber(receipt.support.open))
                : supportWords.onAnswered(formatNumber(receipt.support.total))}
            </span>
          ) : null}
          {receipt.delegated ? (
            <Link className="lnk" to="/orders/$orderId" params={{ orderId: receipt.delegated.orderId }}>
              {words.viewDelegated}
            </Link>
          ) : null}
        </div>
      ) : null}
      <ProblemLine problem={acknowledge.error ?? passOn.error} />
      {dialog === 'delegate' ? <DelegateDialog receipt={receipt} onClose={() => setDialog(null)} /> : null}
      {dialog === 'answer' ? <AnswerDialog receipt={receipt} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** Who set the limits: of a request nobody did, they follow from its urgency. */
function limitsText({ order, chain }: ReceiptDetail, now: number): string {
  const when = (at: string | null) => (at ? formatShortTime(at, now) : null);
  if (order.kind === 'supportRequest') return supportWords.byUrgency(formatShortTime(order.acknowledgeBy, now), when(order.answerBy));
  const setter = chain[0] && chain[0].orderId !== order.id ? chain[0] : order;
  return words.setBy(setter.issuerName, formatShortTime(setter.acknowledgeBy, now), when(setter.answerBy));
}

/** Whoever sees it here has opened it; said once, so that those above know why it still waits. */
function useOpened(receipt: ReceiptDetail) {
  const open = useCommand('openReceipt');
  const told = useRef<string | null>(null);
  const { mutate } = open;
  useEffect(() => {
    if (!receipt.may.acknowledge || told.current === receipt.id) return;
    if (receipt.state !== 'sent' && receipt.state !== 'delivered') return;
    told.current = receipt.id;
    mutate({ receiptId: receipt.id });
  }, [receipt.id, receipt.state, receipt.may.acknowledge, mutate]);
}

function progressText(receipt: ReceiptDetail, now: number): string {
  const when = (at: string | null) => (at ? formatShortTime(at, now) : '');
  // Also to whom it had nothing left to do: that it was withdrawn is told to everybody whom it reached.
  switch (receipt.order.state === 'withdrawn' ? 'withdrawn' : receipt.state) {
    case 'sent':
    case 'delivered':
    case 'opened': {
      const seen = receipt.desk.filter((person) => person.openedAt).map((person) => person.name);
      return seen.length > 0 ? words.seen(seen.join(shared.listJoin)) : '';
    }
    case 'acknowledged':
      return receipt.signedForBy
        ? words.signedFor(receipt.signedForBy, when(receipt.acknowledgedAt))
        : words.acknowledged(receipt.acknowledgedBy ?? '', when(receipt.acknowledgedAt));
    case 'delegated':
      return receipt.delegated ? words.delegatedProgress(formatNumber(receipt.delegated.done), formatNumber(receipt.delegated.total)) : '';
    case 'answered':
      return words.answered(receipt.answeredBy ?? '', when(receipt.answeredAt));
    case 'sentBack':
      return words.sentBack(receipt.sentBackBy ?? '', receipt.sentBackReason ?? '');
    case 'accepted':
      return words.accepted;
    case 'closed':
    case 'withdrawn': {
      const { closedBy, closedAt, closeNote } = receipt.order;
      return [
        shared.receiptState[receipt.order.state === 'withdrawn' ? 'withdrawn' : 'closed'],
        [closedBy, when(closedAt)].filter(Boolean).join(' '),
        closeNote,
      ]
        .filter(Boolean)
        .join(' · ');
    }
  }
}
