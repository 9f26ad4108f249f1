import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { ordersWords as w } from './orders.words.ts';

interface GroupProps {
  title: string;
  rows: { row: ReceiptRow; isWaiting: boolean }[];
  now: Date;
  /** 代签, where nobody is on duty. */
  onSignFor?: (row: ReceiptRow) => void;
}

/** Those below by what they wait for, each with why. */
export function BelowGroup({ title, rows, now, onSignFor }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(rows.length)}>{title}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {rows.map(({ row, isWaiting }) => (
          <li key={row.id} class={s.row}>
            {isWaiting ? <Icon name="clock" size={16} /> : <Tile state={tileOf(row)} />}
            <div>
              {row.areaName}
              <p>{rowText(row, isWaiting, now)}</p>
            </div>
            {onSignFor && row.may.signFor && !isWaiting && (
              <button type="button" class={s.link} onClick={() => onSignFor(row)}>
                {shared.action.signFor}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function tileOf(row: ReceiptRow) {
  if (isDone(row)) return 'done';
  return row.state === 'sentBack' && row.attention.state === 'forReview' ? 'inHand' : row.attention.state;
}

function rowText(row: ReceiptRow, isWaiting: boolean, now: Date): string {
  if (row.state === 'accepted') return isWaiting ? w.acceptedWaiting : w.accepted;
  if (row.state === 'sentBack') return isWaiting ? w.backWaiting : w.sentBack(row.sentBackReason ?? '');
  if (row.state === 'acknowledged' && isWaiting) return w.signedForWaiting;
  const reason = attentionWords.reason[row.attention.reason];
  return row.remindedAt ? [reason, w.remindedAt(formatShortTime(row.remindedAt, now))].join(w.join) : reason;
}

export function isDone(row: ReceiptRow): boolean {
  return row.state === 'accepted' || row.state === 'closed' || row.state === 'withdrawn' || row.attention.state === 'done';
}
