import { thingsOf } from '@muster/contract/orders/answer-rules';
import type { Question } from '@muster/contract/orders/answers';
import { formatNumber } from '@muster/ui/format';
import { eachCount } from '@muster/ui/words/ground.words';
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
  const { each } = question;
  const isMany = question.perArea && receipt.things.some((thing) => thing.code !== receipt.areaCode);
  const areas = isMany ? areasText(receipt, receipt.things.length) : null;
  const count = each ? eachCount(each, formatNumber(thingsOf(question, receipt)?.length ?? 0)) : areas;
  const text = count === null ? how : w.each(count, how);
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
