import type { Question } from '@muster/contract/orders/answers';
import { shared } from '@muster/ui/words/shared.words';
import s from '../../pieces/pieces.module.css';
import type { LocalReceipt } from './local-receipt.ts';
import { ordersWords as w } from './orders.words.ts';
import { areasText } from './receipt-text.ts';

/** What will have to be answered, before one begins: nobody acknowledges blindly. */
export function AskedOf({ receipt }: { receipt: LocalReceipt }) {
  return (
    <ol class={`${s.card} ${s.rows}`}>
      {receipt.order.questions
        // What only follows from another choice is asked when that is made.
        .filter((question) => !question.when)
        .map((question, i) => (
          <li key={question.key} class={s.row}>
            <span class={s.ordinal}>{i + 1}</span>
            <div>
              {question.text}
              <p>{howText(question, receipt)}</p>
            </div>
          </li>
        ))}
    </ol>
  );
}

function howText(question: Question, receipt: LocalReceipt): string {
  const how = howOf(question);
  const manyThings = question.perArea && receipt.things.some((thing) => thing.code !== receipt.areaCode);
  const text = manyThings ? w.each(areasText(receipt, receipt.things.length), how) : how;
  return question.required ? text : [text, w.optional].join(w.join);
}

function howOf(question: Question): string {
  switch (question.kind) {
    case 'tick':
      return w.howTick(shared.yes, shared.no);
    case 'choice':
      return w.howChoice((question.options ?? []).map((option) => w.option(option.text)).join(w.optionsJoin));
    case 'time':
      return w.howTime;
    case 'text':
      return w.howText;
    case 'number':
      return w.howNumber;
  }
}
