import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import type { StateName } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shownQuestions, supportWords } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Tile } from '../../../parts/tile.tsx';
import { UndeliveredWhy } from '../../notifications/receipt-channels.tsx';
import { receiptSentence } from '../receipt-sentence.ts';
import { AnswerView } from './answer-view.tsx';
import { ReceiptActs } from './receipt-acts.tsx';
import styles from './receipt-tree.module.css';

type OpenAnswers = ReturnType<typeof useOpenAnswers>;

/** Which answers of a list are shown in full; kept by the list, because a row goes when it is scrolled away. */
export function useOpenAnswers() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return {
    isOpen: (id: string) => open.has(id),
    toggle: (id: string) => {
      const next = new Set(open);
      if (!next.delete(id)) next.add(id);
      setOpen(next);
    },
  };
}

/** One desk: its tile, the reason, a sentence behind the reason, and what can be done about it. */
export function ReceiptRowView({
  order,
  row,
  now,
  padding,
  answers,
}: {
  order: OrderDetail;
  row: ReceiptRow;
  now: number;
  padding: number;
  answers: OpenAnswers;
}) {
  const answerOpen = answers.isOpen(row.id);
  const { attention } = row;
  const changed = useChanged(row.version);
  const name = row.recipientName ?? row.areaName;
  return (
    <>
      <tr className={`${styles.leaf} ${attention.state === 'late' ? styles.lateLeaf : ''} ${changed ? 'changed' : ''}`}>
        <th scope="row" className={styles.name} style={{ paddingLeft: padding }} title={name}>
          <Link to="/areas/$code" params={{ code: row.areaCode }}>
            {name}
          </Link>
        </th>
        <td>
          <Tile state={attention.state as StateName} escalated={attention.escalated} />
        </td>
        <td colSpan={6}>
          <div className={styles.why}>
            <span>
              {row.support ? (
                <b className={row.support.open > 0 ? 'wait' : undefined}>
                  {row.support.open > 0
                    ? supportWords.on(formatNumber(row.support.total), formatNumber(row.support.open))
                    : supportWords.onAnswered(formatNumber(row.support.total))}{' '}
                </b>
              ) : null}
              <b>{attentionWords.reason[attention.reason]}</b> {receiptSentence(row, shownQuestions(order), now)}
              {attention.reason === 'notDelivered' && <UndeliveredWhy orderId={order.id} receiptId={row.id} areaCode={row.areaCode} />}
            </span>
            <ReceiptActs order={order} row={row} answerOpen={answerOpen} onAnswer={() => answers.toggle(row.id)} />
          </div>
        </td>
      </tr>
      {answerOpen ? (
        <tr className={styles.leaf}>
          <td colSpan={8} style={{ paddingLeft: padding }}>
            <AnswerView receiptId={row.id} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** True for the second after something about the row changed. */
function useChanged(version: number): boolean {
  const last = useRef(version);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (last.current === version) return;
    last.current = version;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), 1000);
    return () => clearTimeout(timer);
  }, [version]);
  return changed;
}
