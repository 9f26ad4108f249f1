import { missingAnswers, nameOfThing } from '@muster/contract/orders/answer-rules';
import { formatShortTime } from '@muster/ui/format';
import { twoTimes } from '@muster/ui/words/arrival.words';
import { shared } from '@muster/ui/words/shared.words';
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
  const nameOf = (code: string) => (code === receipt.areaCode ? '' : (nameOfThing(receipt, code) ?? code));
  const left = missingAnswers(receipt.order.questions, receipt.answer, receipt).filter((one) => one.question.each);
  const who =
    receipt.answeredBy && receipt.answeredAt ? w.answerBy(receipt.answeredBy, formatShortTime(receipt.answeredAt, now)) : undefined;
  const late = receipt.answeredReceivedAt && receipt.answeredAt ? twoTimes(receipt.answeredAt, receipt.answeredReceivedAt, now) : null;
  return (
    <>
      <Heading aside={who}>{w.yourAnswer}</Heading>
      <AnswerText class={`${s.card} ${s.rows}`} questions={receipt.order.questions} answer={receipt.answer} nameOf={nameOf} now={now} />
      {left.length > 0 && (
        <p class={s.note}>{w.notAnswered([...new Set(left.map((one) => one.thing?.name ?? ''))].join(shared.listJoin))}</p>
      )}
      <PhotoRow fileIds={photosOf(receipt.answer)} />
      {late && <p class={s.note}>{late}</p>}
    </>
  );
}
