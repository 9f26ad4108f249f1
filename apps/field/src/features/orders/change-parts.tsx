import type { Question } from '@muster/contract/orders/answers';
import type { OrderDifference, Replaced, TextPart } from '@muster/ui/difference';
import { formatDayTime } from '@muster/ui/format';
import { amendWords as w } from '@muster/ui/words/amend.words';
import { eachThing, groundWords } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import c from './change.module.css';

/** What of an order is another now: texts with what went and what came, limits and questions as 原 → 现. */
export function ChangeParts({ difference, now }: { difference: OrderDifference; now: Date }) {
  const { title, body, acknowledgeBy, answerBy, questions } = difference;
  const time = (at: string) => formatDayTime(at, now);
  return (
    <dl class={c.parts}>
      {title && (
        <Row name={w.title}>
          <Text parts={title} />
        </Row>
      )}
      {body && (
        <Row name={w.body}>
          <Text parts={body} />
        </Row>
      )}
      {acknowledgeBy && (
        <Row name={w.acknowledgeBy}>
          <Becomes replaced={acknowledgeBy} said={time} />
        </Row>
      )}
      {answerBy && (
        <Row name={w.answerBy}>
          <Becomes replaced={answerBy} said={time} />
        </Row>
      )}
      {questions.map((replaced) => (
        <Row key={(replaced.after ?? replaced.before)?.key} name={w.question}>
          <Becomes replaced={replaced} said={questionText} />
        </Row>
      ))}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Struck out and written anew: seen by line and weight, heard by words. */
function Text({ parts }: { parts: TextPart[] }) {
  return (
    <>
      {parts.map((part, i) =>
        part.kind === 'same' ? (
          <span key={i}>{part.text}</span>
        ) : part.kind === 'removed' ? (
          <del key={i}>
            <span class="visually-hidden">{w.removed}</span>
            {part.text}
            <span class="visually-hidden">{w.end}</span>
          </del>
        ) : (
          <ins key={i}>
            <span class="visually-hidden">{parts[i - 1]?.kind === 'removed' ? w.added : w.addedOnly}</span>
            {part.text}
            <span class="visually-hidden">{w.end}</span>
          </ins>
        ),
      )}
    </>
  );
}

function Becomes<T>({ replaced, said }: { replaced: Replaced<T>; said: (value: T) => string }) {
  const { before, after } = replaced;
  return (
    <>
      <del>{before === null ? w.none : said(before)}</del>
      <span aria-hidden="true"> → </span>
      <span class="visually-hidden"> {w.becomes} </span>
      <ins>{after === null ? w.goneQuestion : said(after)}</ins>
    </>
  );
}

/** A question with what can be chosen: 两米线清楚吗（逐个答，清楚／要补）. */
export function questionText(question: Question): string {
  const more = [
    question.perArea ? w.perArea : '',
    question.each ? groundWords.each(eachThing(question.each)) : '',
    (question.options ?? []).map((option) => option.text).join('／'),
    question.required ? '' : w.optional,
  ].filter(Boolean);
  return more.length === 0 ? question.text : `${question.text} (${more.join(shared.listJoin)})`;
}
