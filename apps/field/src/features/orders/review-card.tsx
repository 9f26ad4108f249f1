import type { About } from '@muster/contract/orders/answer-rules';
import type { Question } from '@muster/contract/orders/answers';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { AnswerText } from './answer-text.tsx';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';

interface CardProps {
  row: ReceiptRow;
  /** What of this desk they answered about: their compounds are among its own. */
  about?: About;
  questions: readonly Question[];
  now: Date;
  onSendBack: () => void;
  onAccept: () => void;
}

/** One answer from below, to accept or to send back. */
export function ReviewCard({ row, about, questions, now, onSendBack, onAccept }: CardProps) {
  return (
    <section class={s.card} aria-label={row.areaName}>
      <div class={o.belowHead}>
        <Tile state="forReview" />
        <b>{row.areaName}</b>
        <span class={s.note}>{row.answeredBy && row.answeredAt && w.answerBy(row.answeredBy, formatShortTime(row.answeredAt, now))}</span>
      </div>
      {row.answer && (
        <AnswerText
          questions={questions}
          answer={row.answer}
          nameOf={(code) => about?.ground.find((thing) => thing.id === code)?.name ?? ''}
          now={now}
        />
      )}
      {(row.may.accept || row.may.sendBack) && (
        <div class={`${s.halves} ${o.acts}`}>
          <Button look="quiet" small disabled={!row.may.sendBack} onTap={onSendBack}>
            {shared.action.sendBack}
          </Button>
          <Button look="quiet" small disabled={!row.may.accept} onTap={onAccept}>
            {w.acceptOne}
          </Button>
        </div>
      )}
    </section>
  );
}
