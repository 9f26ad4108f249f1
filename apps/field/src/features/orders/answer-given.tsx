import { formatShortTime } from '@muster/ui/format';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { answerLines } from './answer-lines.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';

/** What this desk has answered, by whom and when. */
export function AnswerGiven({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  if (!receipt.answer) return null;
  const nameOf = (code: string) => (code === receipt.areaCode ? '' : (receipt.things.find((thing) => thing.code === code)?.name ?? code));
  const who =
    receipt.answeredBy && receipt.answeredAt ? w.answerBy(receipt.answeredBy, formatShortTime(receipt.answeredAt, now)) : undefined;
  return (
    <>
      <Heading aside={who}>{w.yourAnswer}</Heading>
      <dl class={`${s.card} ${s.rows}`}>
        {answerLines(receipt.order.questions, receipt.answer, nameOf, now).map((line) => (
          <div key={line.key} class={o.said}>
            <dt>{line.asked}</dt>
            <dd>{line.said}</dd>
          </div>
        ))}
        {receipt.answer.note && (
          <div class={o.said}>
            <dd>{receipt.answer.note}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
