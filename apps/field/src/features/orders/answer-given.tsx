import { formatShortTime } from '@muster/ui/format';
import { twoTimes } from '@muster/ui/words/arrival.words';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { PhotoRow } from '../photos/photo-row.tsx';
import { photosOf } from './answer-draft.ts';
import { AnswerText } from './answer-text.tsx';
import type { LocalReceipt } from './local-receipt.ts';
import { ordersWords as w } from './orders.words.ts';

/** What this desk has answered, by whom and when. */
export function AnswerGiven({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  if (!receipt.answer) return null;
  const nameOf = (code: string) => (code === receipt.areaCode ? '' : (receipt.things.find((thing) => thing.code === code)?.name ?? code));
  const who =
    receipt.answeredBy && receipt.answeredAt ? w.answerBy(receipt.answeredBy, formatShortTime(receipt.answeredAt, now)) : undefined;
  const late = receipt.answeredReceivedAt && receipt.answeredAt ? twoTimes(receipt.answeredAt, receipt.answeredReceivedAt, now) : null;
  return (
    <>
      <Heading aside={who}>{w.yourAnswer}</Heading>
      <AnswerText class={`${s.card} ${s.rows}`} questions={receipt.order.questions} answer={receipt.answer} nameOf={nameOf} now={now} />
      <PhotoRow fileIds={photosOf(receipt.answer)} />
      {late && <p class={s.note}>{late}</p>}
    </>
  );
}
